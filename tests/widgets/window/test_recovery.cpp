#include "tests/widgets/widget_test.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"
#include "widgets/window/recovery_folders.h"

#include <QAbstractButton>
#include <QDir>
#include <QMessageBox>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace hippodrome;

namespace {

Scene sample() {
    Scene scene = loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
    scene = withValue(scene, "brains.lstm.units", "24");
    scene = withValue(scene, "brains.lstm.place_code.cells", "49");
    return scene;
}

QAbstractButton* buttonOf(QMessageBox* box, const QString& text) {
    for (QAbstractButton* button : box->buttons())
        if (button->text().contains(text))
            return button;
    return nullptr;
}

/// Of the simulation, not of how it came there.
std::string withoutJournal(const Checkpoint& checkpoint) {
    std::string text;
    for (const char* part : {"world", "recorder", "trainer"})
        text += checkpoint.section(part).bytes();
    return text;
}

} // namespace

class TestRecovery : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString base() const { return folder_.filePath("recovery"); }
    QString sceneFile() const { return folder_.filePath("sample.json"); }

    /// Saves as a window does that is killed right after.
    void leaveBehind() {
        RecoveryFolders killed(base());
        Session session(sample());
        session.start();
        QTRY_VERIFY(session.latest()->updates > 5);
        session.saveRecovery(killed.own().toStdString(), sceneFile().toStdString()).get();
        killed.keepOwn();
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        saveScene(sample(), sceneFile().toStdString());
    }
    void cleanup() { QDir(base()).removeRecursively(); }

    void aRunningWindowSavesAndACleanExitLeavesNothing() {
        {
            MainWindow window;
            window.enableRecovery(base(), 50);
            QVERIFY(window.openScene(sceneFile()));
            window.setRunning(true);
            const QString own = window.recovery()->own();
            QTRY_VERIFY(readRecovery(own.toStdString()).has_value());
            QVERIFY(readRecovery(own.toStdString())->title == sample().title);
            // Another window does not take it for a leftover.
            QVERIFY(RecoveryFolders(base()).leftovers().empty());
        }
        QVERIFY(RecoveryFolders(base()).leftovers().empty());
        QVERIFY(QDir(base()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    }

    void continuesWhereAKilledOneStopped() {
        leaveBehind();
        MainWindow window;
        window.enableRecovery(base(), 60000);
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        QCOMPARE(window.recovery()->leftovers().size(), std::size_t{1});
        const RecoveryNote note = window.recovery()->leftovers()[0].note;
        window.offerRecovery();
        auto* box = window.findChild<QMessageBox*>();
        QVERIFY(box);
        QVERIFY(box->text().contains(QString::fromStdString(note.savedAt)));
        QTest::mouseClick(buttonOf(box, "Continue"), Qt::LeftButton);
        QCOMPARE(window.session()->latest()->updates, note.updates);
        QCOMPARE(window.document().fileName(), sceneFile());
        QVERIFY(window.document().isModified());
        QVERIFY(window.recovery()->leftovers().empty());
        QVERIFY(readRecovery(window.recovery()->own().toStdString()).has_value());
        window.setRunning(true);
        QTRY_VERIFY(window.session()->latest()->updates > note.updates);
    }

    void asksAgainOrDiscards() {
        leaveBehind();
        MainWindow window;
        window.enableRecovery(base(), 60000);
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        window.offerRecovery();
        QTest::mouseClick(buttonOf(window.findChild<QMessageBox*>(), "again"), Qt::LeftButton);
        QCOMPARE(window.recovery()->leftovers().size(), std::size_t{1});
        QTRY_VERIFY(!window.findChild<QMessageBox*>());
        window.offerRecovery();
        QTest::mouseClick(buttonOf(window.findChild<QMessageBox*>(), "Discard"), Qt::LeftButton);
        QVERIFY(window.recovery()->leftovers().empty());
        QTRY_VERIFY(!window.findChild<QMessageBox*>());
        window.offerRecovery();
        QVERIFY(!window.findChild<QMessageBox*>());
    }

    void aDamagedLeftoverIsSaidAndNothingIsLost() {
        leaveBehind();
        MainWindow window;
        window.enableRecovery(base(), 60000);
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        const auto leftover = window.recovery()->leftovers()[0];
        QFile checkpoint(QString::fromStdString(leftover.note.checkpoint.string()));
        QVERIFY(checkpoint.resize(100));
        window.offerRecovery();
        QTest::mouseClick(buttonOf(window.findChild<QMessageBox*>(), "Continue"), Qt::LeftButton);
        QVERIFY(!window.document().isModified());
        QCOMPARE(window.session()->latest()->updates, 0L);
        QCOMPARE(window.recovery()->leftovers().size(), std::size_t{1});
    }

    /// Before each rename, removal and flush of a window that saves three times.
    void stoppedAnywhereTheLastOrTheNextIsThere() {
        // What the run comes to when it is never stopped.
        std::string whole;
        {
            Simulation simulation(sample(), 1);
            for (int tick = 0; tick < 6; ++tick) {
                simulation.tick();
                simulation.train({});
            }
            whole = withoutJournal(simulation.checkpoint());
        }
        int stopped = 0, at = 1;
        for (bool ended = false; !ended; ++at) {
            QDir(base()).removeRecursively();
            QProcess writer;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert("LD_PRELOAD", HIPPODROME_STOP_AT_LIBRARY);
            environment.insert("HIPPODROME_STOP_AT", QString::number(at));
            writer.setProcessEnvironment(environment);
            writer.start(HIPPODROME_RECOVERY_WRITER, {base(), sceneFile(), "3"});
            QVERIFY(writer.waitForFinished(60000));
            ended = writer.exitStatus() == QProcess::NormalExit;
            if (ended)
                QCOMPARE(writer.exitCode(), 0);
            else
                ++stopped;
            const long said = writer.readAllStandardOutput().split('\n').size() - 1;
            const auto leftovers = RecoveryFolders(base()).leftovers();
            const QByteArray place = "stopped before step " + QByteArray::number(at);
            if (leftovers.empty()) {
                QVERIFY2(said == 0, place.constData()); // nothing had been saved yet
                continue;
            }
            QCOMPARE(leftovers.size(), std::size_t{1});
            const RecoveryNote& note = leftovers.front().note;
            // What was said to be saved, or the one after it; and the run comes to the same bits.
            QVERIFY2(note.updates == said || note.updates == said + 1, place.constData());
            Simulation simulation(recoveredScene(note), 1);
            simulation.restore(note.checkpoint);
            QCOMPARE(simulation.trainer().updates(), note.updates);
            while (simulation.world().ticks() < 6) {
                simulation.tick();
                simulation.train({});
            }
            QVERIFY2(withoutJournal(simulation.checkpoint()) == whole, place.constData());
            RecoveryFolders::discard(leftovers.front().folder);
            QVERIFY(QDir(base()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
        }
        QVERIFY2(stopped > 30, QByteArray::number(stopped).constData());
        qInfo("stopped at each of %d places", stopped);
    }

    void theLockOfAProcessThatWasKilledCanBeTaken() {
        int pipes[2];
        QVERIFY(::pipe(pipes) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            RecoveryFolders mine(base());
            Simulation simulation(sample(), 1);
            writeRecovery(simulation, mine.own().toStdString(), "");
            const char done = 'x';
            (void)!::write(pipes[1], &done, 1);
            ::pause();
        }
        char done = 0;
        QVERIFY(::read(pipes[0], &done, 1) == 1);
        RecoveryFolders other(base());
        QVERIFY(other.leftovers().empty());
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QCOMPARE(other.leftovers().size(), std::size_t{1});
        ::close(pipes[0]);
        ::close(pipes[1]);
    }
};

HIPPODROME_WIDGET_TEST(TestRecovery)
#include "test_recovery.moc"
