// Parts of the window, without one.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/arena/steering.h"
#include "widgets/film/past_viewer.h"
#include "widgets/film/timeline.h"
#include "widgets/window/recovery_keeper.h"
#include "widgets/window/run_watcher.h"
#include "widgets/window/spike_listener.h"

#include <QFile>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestWindowParts : public QObject {
    Q_OBJECT

    static bool press(Steering& steering, int key, QEvent::Type type = QEvent::KeyPress) {
        return steering.takeKey(QKeyEvent(type, key, Qt::NoModifier));
    }
    static std::shared_ptr<Session> trained(int updates) {
        auto session = std::make_shared<Session>(sampleScene(), 1);
        session->setSpeed(0.0);
        session->start();
        while (session->latest()->updates < updates)
            QTest::qWait(5);
        session->pause();
        while (session->latest()->state == RunState::running)
            QTest::qWait(5);
        return session;
    }

private slots:
    void arrowsSteerTogetherAndNewsIsToldOnce() {
        Steering steering;
        QVERIFY(!steering.news({}, {})); // nobody steers
        QVERIFY(press(steering, Qt::Key_Up));
        QVERIFY(press(steering, Qt::Key_Right));
        QVERIFY(!press(steering, Qt::Key_A));
        const auto both = steering.news({}, {});
        QVERIFY(both && *both);
        QCOMPARE((**both).x, 1.0);
        QCOMPARE((**both).y, 1.0);
        QVERIFY(!steering.news({}, {}));
        QVERIFY(press(steering, Qt::Key_Up, QEvent::KeyRelease));
        QVERIFY(press(steering, Qt::Key_Right, QEvent::KeyRelease));
        const auto none = steering.news({}, {});
        QVERIFY(none && !*none); // wherever it wants
    }

    void aTargetIsSteeredToAndSlowedDownAt() {
        Steering steering;
        const auto far = steering.news({0, 0}, Vec2{3, 4});
        QVERIFY(far && *far);
        QCOMPARE(length(**far), 1.0);
        const auto near = steering.news({0, 0}, Vec2{0.02, 0});
        QVERIFY(near && *near);
        QVERIFY(length(**near) < 0.5);
    }

    void spikesAreHeardWhenTheyHappenAndOnce() {
        Snapshot snapshot;
        snapshot.time = 2.0;
        snapshot.speed = 4.0;
        BrainMoment brain;
        brain.name = "cells";
        brain.spikes = {{1.2, 5}, {1.6, 5}, {1.8, 4}};
        snapshot.brains = {brain};
        MapsSnapshot maps;
        for (const char* name : {"first", "second"}) {
            PopulationPicture picture;
            picture.brain = "cells";
            picture.population.name = name;
            picture.population.spiking = true;
            picture.population.units = 3;
            maps.populations.push_back(picture);
        }
        SpikeListener listener;
        Snapshot before = snapshot;
        before.time = 1.4;
        (void)listener.listen(false, &before);
        // Unit 2 of the second population is the sixth that spikes.
        const auto delays = listener.delaysOf(snapshot, maps, {"cells", "second", 2});
        QCOMPARE(delays.size(), std::size_t{1});
        QVERIFY(std::abs(delays[0] - 0.05) < 1e-12);
        QVERIFY(listener.delaysOf(snapshot, maps, {"cells", "second", 2}).empty());
    }

    void whatRunsIsSavedOnceForEveryNewMoment() {
        QTemporaryDir folder;
        const auto session = trained(3);
        RecoveryKeeper keeper(folder.path(), [&]() -> RecoveryKeeper::Work {
            return {session, "scene.json", false};
        });
        const std::filesystem::path own = keeper.folders().own().toStdString();
        QVERIFY(!readRecovery(own).has_value());
        keeper.save();
        QTRY_VERIFY(readRecovery(own).has_value());
        QCOMPARE(readRecovery(own)->updates, session->latest()->updates);
        QCOMPARE(QString::fromStdString(readRecovery(own)->origin), QString("scene.json"));
        std::filesystem::remove_all(own);
        std::filesystem::create_directories(own);
        keeper.save(); // nothing has happened since
        QTest::qWait(50);
        QVERIFY(!readRecovery(own).has_value());
        QVERIFY(keeper.saveToTheEnd());
        QVERIFY(readRecovery(own).has_value());
    }

    void whatCannotBeSavedIsTold() {
        QTemporaryDir folder;
        const auto session = trained(3);
        RecoveryKeeper keeper(folder.path(), [&]() -> RecoveryKeeper::Work {
            return {session, {}, true};
        });
        const QString own = keeper.folders().own();
        std::filesystem::remove_all(own.toStdString());
        QFile inTheWay(own); // where its folder was
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QSignalSpy failed(&keeper, &RecoveryKeeper::failed);
        QVERIFY(!keeper.saveToTheEnd());
        QCOMPARE(failed.count(), 1);
    }

    void nothingToLoseIsNotSaved() {
        QTemporaryDir folder;
        const auto session = std::make_shared<Session>(sampleScene(), 1);
        bool modified = false;
        RecoveryKeeper keeper(folder.path(), [&]() -> RecoveryKeeper::Work {
            return {session, {}, modified};
        });
        keeper.save();
        QTest::qWait(50);
        QVERIFY(!readRecovery(keeper.folders().own().toStdString()).has_value());
        modified = true;
        keeper.save();
        QTRY_VERIFY(readRecovery(keeper.folders().own().toStdString()).has_value());
    }

    void thePastIsShownAndLeft() {
        PastViewer past;
        QSignalSpy maps(&past, &PastViewer::mapsReady), moved(&past, &PastViewer::moved);
        past.showMoment(1); // there is no film
        QVERIFY(!past.moment());
        const auto session = trained(12);
        past.setSession(session);
        past.showMoment(999999);
        QVERIFY(!past.moment());
        past.showMoment(8);
        QCOMPARE(past.moment(), std::optional<long>(8));
        QVERIFY(!past.isHidden());
        QTRY_VERIFY((past.follow(), maps.count() == 1));
        past.select({"net", "units", 2}); // asks again, with that unit
        QTRY_VERIFY((past.follow(), maps.count() == 2));
        past.backToLive();
        QVERIFY(!past.moment());
        QVERIFY(past.isHidden());
        QCOMPARE(moved.count(), 2);
        QCOMPARE(maps.count(), 3); // what is live
    }

    void aFinishedTrainingIsOfferedUntilSomethingTrains() {
        PastViewer past;
        QSignalSpy wanted(&past, &PastViewer::trainingRequested);
        past.offerTraining("there.hippo");
        QVERIFY(!past.isHidden());
        for (QToolButton* button : past.findChildren<QToolButton*>())
            if (!button->isHidden())
                button->click();
        QCOMPARE(wanted.count(), 1);
        past.setSession(trained(2));
        past.follow();
        QVERIFY(past.offered().isEmpty());
        QVERIFY(past.isHidden());
    }

    void theWatcherPullsEachMomentOnce() {
        RunWatcher watcher;
        QSignalSpy snapshots(&watcher, &RunWatcher::snapshotTaken);
        QSignalSpy running(&watcher, &RunWatcher::runningChanged);
        watcher.setSession(std::make_shared<Session>(sampleScene(), 1));
        QTRY_VERIFY(snapshots.count() >= 1);
        QTest::qWait(100);
        const auto rest = snapshots.count();
        QTest::qWait(100);
        QCOMPARE(snapshots.count(), rest); // nothing new
        watcher.showAgain();
        QTRY_COMPARE(snapshots.count(), rest + 1);
        watcher.setRunning(true);
        QTRY_VERIFY(snapshots.count() > rest + 5);
        watcher.setRunning(false);
        QCOMPARE(running.count(), 2);
    }
};

HIPPODROME_WIDGET_TEST(TestWindowParts)
#include "test_window_parts.moc"
