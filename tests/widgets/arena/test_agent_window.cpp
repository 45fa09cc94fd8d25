// Watching agents learn: the race, what they know, steering by hand, where episodes begin.
#include "tests/widgets/widget_test.h"
#include "tests/world/race_scene.h"
#include "widgets/arena/agent_panel.h"
#include "widgets/arena/learning_numbers.h"
#include "widgets/panels/goal_panel.h"
#include "widgets/panels/memory_panel.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace hippodrome;

class TestAgentWindow : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QTimer discard_;

    std::unique_ptr<MainWindow> open(Scene scene) {
        scene.view.speed = 0.0;
        scene.view.panel = "learning";
        const QString file = folder_.filePath("race.json");
        saveScene(scene, file.toStdString());
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(file))
            return nullptr;
        return window;
    }
    static std::shared_ptr<const Snapshot> latest(MainWindow& window) {
        return window.session()->latest();
    }
    static QPoint onScreen(MainWindow& window, Vec2 place) {
        return window.agentPanel()->arena().transform().toScreen(place).toPoint();
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        // What was learned in many episodes is asked about before it begins again.
        connect(&discard_, &QTimer::timeout, this, [] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*>())
                if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
        });
        discard_.start(50);
    }

    void aSceneWithoutLearnersHasNoAgentPanel() {
        const auto window = open(readScene(parseJson(
            R"({"format": "hippodrome-scene", "version": 1, "arena": {"boundary":
                {"type": "rectangle", "width": 1, "height": 1}}})")));
        QVERIFY(window);
        QVERIFY(!window->agentPanel());
    }

    void theRaceRunsAndTheTableCounts() {
        const auto window = open(testing::raceScene({"dyna_q", "model_based"}));
        QVERIFY(window && window->agentPanel());
        window->setRunning(true);
        QTRY_VERIFY_WITH_TIMEOUT(
            latest(*window)->agents.size() == 3 && latest(*window)->agents[1].episodes > 5, 20000);
        QTableWidget& table = window->panels().get<GoalPanel>().table();
        QTRY_VERIFY_WITH_TIMEOUT(table.rowCount() == 3 && table.item(1, 1) &&
                                     table.item(1, 1)->text().toInt() > 5,
                                 20000);
        QTRY_VERIFY(window->panels().get<GoalPanel>().ratio().points(1).size() > 2);
        QVERIFY(window->panels().get<GoalPanel>().csv().contains("way_over_shortest,dyna q,"));

        // An edit is marked, and everyone has to recover from it.
        QCOMPARE(table.item(1, 4)->text(), QString::fromUtf8("–"));
        QVERIFY(window->document().addWall({-0.5, 0.1}, {0.1, 0.1}));
        QTRY_VERIFY_WITH_TIMEOUT(latest(*window)->agents[2].recovery &&
                                     latest(*window)->agents[2].recovery->recovered(),
                                 20000);
        QTRY_VERIFY(table.item(2, 4)->text().contains("episode"));
    }

    void aClickOnARowShowsWhatThatAgentKnows() {
        const auto window = open(testing::raceScene({"dyna_q"}));
        QVERIFY(window);
        window->setRunning(true);
        QTableWidget& table = window->panels().get<GoalPanel>().table();
        QTRY_VERIFY_WITH_TIMEOUT(table.rowCount() == 2, 20000);
        QCOMPARE(window->agentPanel()->agent(), 0);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.item(1, 0)).center());
        QCOMPARE(window->agentPanel()->agent(), 1);
        QTRY_VERIFY(latest(*window)->agents[1].picture);
        QVERIFY(latest(*window)->agents[1].picture->find("uncertainty"));

        // Its maps are beside the arena; one that is clicked lies over it.
        LayerGallery& layers = window->agentPanel()->layers();
        QTRY_VERIFY(!layers.mapRect("uncertainty").isEmpty());
        QTest::mouseClick(&layers, Qt::LeftButton, {}, layers.mapRect("uncertainty").center());
        QCOMPARE(window->document().scene().view.overlay, std::string("uncertainty"));
        window->document().undoStack().undo();
        QCOMPARE(window->document().scene().view.overlay, std::string("value"));
    }

    void theSuccessorMapFollowsThePointer() {
        const auto window = open(testing::raceScene({}, "successor_td"));
        QVERIFY(window);
        window->setRunning(true);
        QTRY_VERIFY_WITH_TIMEOUT(latest(*window)->agents[0].episodes > 3, 20000);
        window->setRunning(false);
        ArenaView& arena = window->agentPanel()->arena();
        for (const Vec2 place : {Vec2{-0.3, -0.3}, Vec2{0.1, 0.1}}) {
            QTest::mouseMove(&arena, onScreen(*window, place));
            QTRY_VERIFY(latest(*window)->agents[0].picture &&
                        !latest(*window)->agents[0].picture->successors.values.empty() &&
                        length(latest(*window)->agents[0].picture->successorsOf - place) < 0.15);
        }
    }

    void rivalsComeAndGo() {
        const auto window = open(testing::raceScene());
        QVERIFY(window);
        QVERIFY(window->document().addRival("dyna_q"));
        QVERIFY(window->document().addRival("dyna_q"));
        QCOMPARE(window->document().scene().rivals[1].name, std::string("dyna_q_2"));
        // A rival is as fast as the agent.
        QVERIFY(*findMember(window->document().scene().rivals[0].agent.parameters, "body.speed") ==
                Json(0.4));
        QTRY_COMPARE(latest(*window)->agents.size(), std::size_t{3});
        QVERIFY(window->document().removeRival("dyna_q"));
        QTRY_COMPARE(latest(*window)->agents.size(), std::size_t{2});
        window->document().undoStack().undo();
        QTRY_COMPARE(latest(*window)->agents.size(), std::size_t{3});
    }

    void memoriesStandSideBySide() {
        const auto window = open(testing::raceScene({"dyna_q"}));
        QVERIFY(window);
        QVERIFY(window->document().setValue("view.panel", Json("memory")));
        window->setRunning(true);
        MemoryPanel& memory = window->panels().get<MemoryPanel>();
        QTRY_VERIFY(memory.view(Nature::biological).sentence().contains("gone over"));
        // There is no deep network yet: the panel offers one.
        QPushButton* offer = nullptr;
        for (QPushButton* button : memory.findChildren<QPushButton*>())
            if (button->isVisible())
                offer = button;
        QVERIFY(offer);
        QTest::mouseClick(offer, Qt::LeftButton);
        QCOMPARE(window->document().scene().rivals.back().agent.type, std::string("dqn"));
        window->setRunning(true);
        QTRY_VERIFY_WITH_TIMEOUT(memory.view(Nature::artificial).sentence().contains("last copy"),
                                 20000);
        QVERIFY(memory.view(Nature::artificial).grab().toImage().allGray() == false);
    }

    void arrowKeysAndTheMouseSteer() {
        Scene scene = testing::raceScene({}, "steered");
        scene.task = {};
        const auto window = open(std::move(scene));
        QVERIFY(window);
        QVERIFY(window->document().setValue("view.speed", Json(4.0)));
        ArenaView& arena = window->agentPanel()->arena();
        arena.setFocus();
        window->setRunning(true);
        QTest::keyPress(&arena, Qt::Key_Right);
        QTRY_VERIFY(latest(*window)->rat.position.x > 0.3);
        QTest::keyRelease(&arena, Qt::Key_Right);
        window->chooseTool("steer");
        QTest::mousePress(&arena, Qt::LeftButton, {}, onScreen(*window, {-0.3, 0.2}));
        QTRY_VERIFY(length(latest(*window)->rat.position - Vec2{-0.3, 0.2}) < 0.1);
        QTest::mouseRelease(&arena, Qt::LeftButton, {}, onScreen(*window, {-0.3, 0.2}));
        QVERIFY(QString::fromStdString(window->session()->journalText()).contains("\"steer\""));
    }

    void episodesBeginWhereThePersonSays() {
        const auto window = open(testing::raceScene());
        QVERIFY(window);
        window->chooseTool("start");
        ArenaView& arena = window->agentPanel()->arena();
        QTest::mouseClick(&arena, Qt::LeftButton, {}, onScreen(*window, {0.2, -0.3}));
        QCOMPARE(window->document().scene().task.starts.size(), std::size_t{2});
        const Vec2 placed = window->document().scene().task.starts[1].position;
        QVERIFY(length(placed - Vec2{0.2, -0.3}) < 0.02);
        QTest::mousePress(&arena, Qt::LeftButton, {}, onScreen(*window, placed));
        QTest::mouseMove(&arena, onScreen(*window, {0.0, -0.2}));
        QTest::mouseRelease(&arena, Qt::LeftButton, {}, onScreen(*window, {0.0, -0.2}));
        QVERIFY(length(window->document().scene().task.starts[1].position - Vec2{0.0, -0.2}) <
                0.03);
        QTest::mouseClick(&arena, Qt::LeftButton, {}, onScreen(*window, {0.0, -0.2}));
        QTest::keyClick(&arena, Qt::Key_Backspace);
        QCOMPARE(window->document().scene().task.starts.size(), std::size_t{1});
    }

    void ratiosAreMediansOfWhatIsKnown() {
        AgentMoment agent;
        QVERIFY(std::isnan(medianRatio(agent, 5)));
        agent.recent = {{1, 1, 9.0, 1.0, 0, true},
                        {2, 1, 2.0, 1.0, 1, true},
                        {3, 1, 5.0, std::nan(""), 1, true},
                        {4, 1, 3.0, 1.0, 1, true},
                        {5, 1, 7.0, 1.0, 0, false}};
        QCOMPARE(medianRatio(agent, 3), 3.0); // 2, 3 and one that reached nothing
        QCOMPARE(ratioText(3.0), QString::fromUtf8("×3.0"));
        agent.recent.resize(1);
        agent.recent[0].reached = false;
        QCOMPARE(ratioText(medianRatio(agent, 3)), QString("none"));
        agent.recovery = Recovery{10.0, 25.0, 3};
        QCOMPARE(recoveryText(agent), QString("25 s, 3 episodes"));
        agent.recovery = Recovery{10.0, std::nan(""), 1};
        QCOMPARE(recoveryText(agent), QString("not yet, 1 episode"));
        QCOMPARE(recoveryText(agent, true), QString("no way to the reward"));
    }
};

HIPPODROME_WIDGET_TEST(TestAgentWindow)
#include "test_agent_window.moc"
