// The window as a lecturer uses it: open, play, draw a wall, move the reward, save, faulty files.
#include "core/base/file_io.h"
#include "core/run/headless_run.h"

#include "tests/widgets/drawn.h"
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/document/parameter_form.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace hippodrome;

class TestMainWindow : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString sceneFile_;

    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(sceneFile_))
            return nullptr;
        return window;
    }
    static int unitsShown(MainWindow& window, std::size_t panel) {
        const PopulationPicture* picture = window.brainPanels()[panel]->gallery().picture();
        return picture ? picture->maps.units : 0;
    }
    void closeMessage(MainWindow& window) {
        for (QMessageBox* box : window.findChildren<QMessageBox*>())
            box->close();
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        sceneFile_ = folder_.filePath("sample.json");
        saveScene(sampleScene(), sceneFile_.toStdString());
    }

    void everyBrainHasItsPanel() {
        const auto window = open();
        QVERIFY(window);
        QCOMPARE(window->brainPanels().size(), std::size_t{2});
        QCOMPARE(window->brainPanels()[0]->brainName(), "net");
    }

    void theListOfScenesMarksTheOneThatIsOpen() {
        const auto window = open();
        auto* list = window->findChild<QListWidget*>();
        QVERIFY(list);
        QFile::remove(folder_.filePath("another.json"));
        QVERIFY(QFile::copy(sceneFile_, folder_.filePath("another.json")));
        window->setSceneFolder(folder_.path());
        QVERIFY(list->currentItem());
        QCOMPARE(list->currentItem()->text(), "sample");
        QVERIFY(window->openScene(folder_.filePath("another.json")));
        QCOMPARE(list->currentItem()->text(), "another");
        QVERIFY(QFile::remove(folder_.filePath("another.json")));
        window->setSceneFolder(folder_.path());
        QCOMPARE(list->currentRow(), -1);
    }

    void playMovesTheRatAndFillsTheGalleries() {
        const auto window = open();
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->time > 0.2);
        QTRY_VERIFY(window->session()->latest()->updates > 3);
        QTRY_COMPARE(unitsShown(*window, 0), 24);
        QTRY_COMPARE(unitsShown(*window, 1), 16);
        for (const QLabel* label : window->findChildren<QLabel*>())
            QVERIFY(!label->text().contains("press play")); // it was done
        window->setRunning(false);
        QTRY_VERIFY(window->session()->latest()->state == RunState::paused);
    }

    void anAgentAndWhatItLearnsOnAreChosenFromLists() {
        const auto window = open();
        window->setRunning(true);
        QTRY_COMPARE(unitsShown(*window, 1), 16);
        auto* form = window->findChild<ParameterForm*>();
        QComboBox* whose = nullptr;
        for (QComboBox* box : window->findChildren<QComboBox*>())
            if (box->findData("agent.") >= 0)
                whose = box;
        QVERIFY(form && whose);
        const auto choose = [form](const QString& key, const QString& value) {
            auto* box = qobject_cast<QComboBox*>(form->editor(key));
            QVERIFY2(box, qPrintable(key));
            const int row = box->findData(value);
            QVERIFY2(row >= 0, qPrintable(value));
            box->setFocus();
            while (box->currentIndex() != row)
                QTest::keyClick(box, box->currentIndex() < row ? Qt::Key_Down : Qt::Key_Up);
        };
        whose->setCurrentIndex(whose->findData("agent."));
        // The next one in the list: every key press chooses.
        auto* type = qobject_cast<QComboBox*>(form->editor("agent.type"));
        QVERIFY(type);
        QCOMPARE(type->currentData().toString(), "forager");
        QTest::keyClick(type, Qt::Key_Down);
        QCOMPARE(window->document().scene().agent.type, "q_learning");
        QCOMPARE(whose->currentData().toString(), "agent.");
        QVERIFY(form->editor("agent.discount"));
        choose("agent.body.state", "cells.cells");
        const Json& body = window->document().scene().agent.parameters["body"];
        QVERIFY(body["state"].get<std::string>() == "cells.cells");
        const double time = window->session()->latest()->time;
        QTRY_VERIFY(window->session()->latest()->time > time + 0.2);
        QVERIFY(window->session()->latest()->message.empty());
        window->document().undoStack().undo();
        window->document().undoStack().undo();
        QCOMPARE(window->document().scene().agent.type, "forager");
    }

    void aWallDrawnWhileItRunsReachesTheSimulation() {
        const auto window = open();
        window->setRunning(true);
        window->chooseTool("wall");
        ArenaView& view = window->brainPanels()[1]->arena();
        const auto at = [&](double x, double y) {
            return view.transform().toScreen({x, y}).toPoint();
        };
        QTRY_VERIFY(window->session()->latest()->time > 0.05);
        QTest::mousePress(&view, Qt::LeftButton, {}, at(-0.3, 0.2));
        QTest::mouseMove(&view, at(-0.3, 0.3));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at(-0.3, 0.4));
        QCOMPARE(window->document().scene().arena.walls.size(), std::size_t{2});
        QTRY_COMPARE(window->session()->latest()->arena->arena().walls.size(), std::size_t{2});
        const double time = window->session()->latest()->time;
        QTRY_VERIFY(window->session()->latest()->time > time); // it runs on
        window->document().undoStack().undo();
        QTRY_COMPARE(window->session()->latest()->arena->arena().walls.size(), std::size_t{1});
    }

    void theGalleryComparesBeforeAndAfterAnEdit() {
        const auto window = open();
        QVERIFY(window->document().setValue("view.speed", Json(0)));
        auto* choice = window->findChild<QComboBox*>("maps");
        QVERIFY(choice);
        const auto show = [&](const QString& text) {
            choice->setCurrentText(text);
            emit choice->activated(choice->currentIndex());
        };
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->time > 30.0);
        show("change since");
        QTRY_COMPARE(unitsShown(*window, 1), 0);                        // nothing was edited yet
        QVERIFY(testing::standingOut(*window->brainPanels()[1]) > 100); // and says so
        window->chooseTool("wall");
        ArenaView& view = window->brainPanels()[1]->arena();
        const auto at = [&](double x, double y) {
            return view.transform().toScreen({x, y}).toPoint();
        };
        QTest::mousePress(&view, Qt::LeftButton, {}, at(-0.3, 0.2));
        QTest::mouseMove(&view, at(-0.3, 0.3));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at(-0.3, 0.4));
        QTRY_COMPARE(unitsShown(*window, 1), 16);
        const Gallery& gallery = window->brainPanels()[1]->gallery();
        QVERIFY(gallery.picture()->difference);
        QTRY_VERIFY(std::any_of(gallery.picture()->similarity.begin(),
                                gallery.picture()->similarity.end(),
                                [](float similarity) { return std::isfinite(similarity); }));
        show("before the edit");
        QTRY_VERIFY(gallery.picture() && !gallery.picture()->difference);
        QCOMPARE(unitsShown(*window, 1), 16);
    }

    void aClickedUnitIsDescribedByTheInspector() {
        const auto window = open();
        window->setRunning(true);
        Gallery& gallery = window->brainPanels()[1]->gallery();
        QTRY_COMPARE(unitsShown(*window, 1), 16);
        const int unit = gallery.order()[0];
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {}, gallery.tileRect(unit).center());
        QCOMPARE(window->inspector().unit(), unit);
        QTRY_VERIFY(window->inspector().valueText("selectivity") != QString(QChar(0x2013)));
        QVERIFY(window->inspector().valueText("selectivity").toDouble() > 1.0);
        // Escape goes back to all of them.
        QTest::keyClick(&gallery, Qt::Key_Escape);
        QCOMPARE(window->inspector().unit(), -1);
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {}, gallery.tileRect(unit).center());
        QCOMPARE(window->inspector().unit(), unit);
    }

    void liveParametersActAndOthersRestartTheBrain() {
        const auto window = open();
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->updates > 5);
        QVERIFY(window->document().setValue("brains.net.learning_rate", Json(1e-4)));
        const long before = window->session()->latest()->brains[0].training->updates;
        QTRY_VERIFY(window->session()->latest()->brains[0].training->updates > before + 3);
        // By then it may have learned so much that the window asks before that is lost.
        QTimer answers;
        connect(&answers, &QTimer::timeout, [] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*>())
                if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
        });
        answers.start(50);
        QVERIFY(window->document().setValue("brains.net.units", Json(12)));
        QTRY_COMPARE(unitsShown(*window, 0), 12);
    }

    void theJournalOfTheWindowReplaysToTheSameBits() {
        const auto window = open();
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->updates > 10);
        QVERIFY(window->document().addWall({-0.3, 0.1}, {-0.3, 0.4}));
        QTRY_VERIFY(window->session()->latest()->updates > 20);
        QVERIFY(window->document().setValue("brains.net.learning_rate", Json(1e-3)));
        QVERIFY(window->document().setValue("brains.cells.count", Json(9)));
        QTRY_VERIFY(window->session()->latest()->updates > 40);
        const double time = window->session()->latest()->time;
        QTRY_VERIFY(window->session()->latest()->time > time + 0.2);
        window->setRunning(false);
        QTRY_VERIFY(window->session()->latest()->state == RunState::paused);

        const std::string journalFile = folder_.filePath("journal.jsonl").toStdString();
        writeFileAtomically(journalFile, window->session()->journalText());
        window->session()->saveCheckpoint(folder_.filePath("window.hippo").toStdString());
        const Journal journal = Journal::read(journalFile);
        HeadlessRun run(journal.start(), 1);
        QCOMPARE(run.replay(journal, {}), RunOutcome::done);
        const Simulation& replayed = run.simulation();
        QCOMPARE(replayed.world().ticks(), window->session()->latest()->ticks);
        QCOMPARE(replayed.trainer().updates(), window->session()->latest()->updates);
        replayed.save(folder_.filePath("replay.hippo").toStdString());
        // All but the journal itself, in which the window had noted where it stands.
        const Checkpoint seen = Checkpoint::read(folder_.filePath("window.hippo").toStdString());
        const Checkpoint repeated =
            Checkpoint::read(folder_.filePath("replay.hippo").toStdString());
        for (const char* part : {"world", "recorder", "trainer"}) {
            const std::string a = folder_.filePath("a").toStdString();
            const std::string b = folder_.filePath("b").toStdString();
            seen.section(part).write(a);
            repeated.section(part).write(b);
            QVERIFY2(readTextFile(a) == readTextFile(b), part);
        }
    }

    void aFaultySceneLeavesTheOpenOneAsItWas() {
        const auto window = open();
        const Scene before = window->document().scene();
        QFile bad(folder_.filePath("bad.json"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("{ \"format\": \"hippodrome-scene\", \"version\": 1, \"arena\": 7 }");
        bad.close();
        QVERIFY(!window->openScene(bad.fileName()));
        closeMessage(*window);
        QVERIFY(window->document().scene() == before);
        QCOMPARE(window->document().fileName(), sceneFile_);
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->time > 0.05);
    }

    void savingWritesWhatIsShown() {
        const auto window = open();
        QVERIFY(window->document().addReward({-0.3, -0.3}));
        QVERIFY(window->isWindowModified());
        const QString copy = folder_.filePath("copy.json");
        QVERIFY(window->saveScene(copy));
        QVERIFY(!window->isWindowModified());
        QVERIFY(loadScene(copy.toStdString()).arena == window->document().scene().arena);
        QVERIFY(!window->saveScene("/no/such/folder/scene.json"));
        closeMessage(*window);
    }

    void aDroppedSceneIsOpened() {
        const auto window = open();
        const QString other = folder_.filePath("other.json");
        Scene scene = sampleScene();
        scene.brains.pop_back();
        saveScene(scene, other.toStdString());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(other)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &drop);
        QCOMPARE(window->brainPanels().size(), std::size_t{1});
    }

    void themesKeepTheWindowWorking() {
        const auto window = open();
        window->setRunning(true);
        for (const QString& name : themeNames()) {
            for (QAction* action : window->findChildren<QAction*>())
                if (action->text() == name)
                    action->trigger();
            QCOMPARE(themeName(), name);
            QTest::qWait(50);
            QVERIFY(testing::standingOut(*window) > 1000);
        }
        applyTheme(*qApp, "dark");
    }

    void theSpaceBarPlaysAndPauses() {
        const auto window = open();
        window->activateWindow();
        QTest::keyClick(window.get(), Qt::Key_Space);
        QVERIFY(window->isRunning());
        QTest::keyClick(window.get(), Qt::Key_Space);
        QVERIFY(!window->isRunning());
    }
};

HIPPODROME_WIDGET_TEST(TestMainWindow)
#include "test_main_window.moc"
