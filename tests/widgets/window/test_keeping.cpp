// What first-time users lost or changed without wanting to, and no longer do.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/document/parameter_form.h"
#include "widgets/panels/chart.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/panels/implementation_panel.h"
#include "widgets/style/theme.h"
#include "widgets/tools/draw_tools.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>

using namespace hippodrome;

class TestKeeping : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString bundled_; ///< folder of the scenes that come with the program
    QString mine_;    ///< a scene of the user's own

    std::unique_ptr<MainWindow> open(const QString& file) {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->setSceneFolder(bundled_);
        window->keeper().setDocumentsFolder(folder_.filePath("documents"));
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(file))
            return nullptr;
        return window;
    }
    static QByteArray contentOf(const QString& file) {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    /// Presses a key in the next question; says what its default was.
    static void answer(Qt::Key key, QString& defaultButton) {
        QTimer::singleShot(100, qApp, [key, &defaultButton] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            defaultButton = box->defaultButton() ? box->defaultButton()->text() : QString();
            QTest::keyClick(box, key);
        });
    }
    static QString messageOf(MainWindow& window) {
        for (QLabel* label : window.findChildren<QLabel*>())
            if (!label->toolTip().isEmpty() && label->toolTip().contains("expected"))
                return label->toolTip();
        return {};
    }
    static void trainTo(MainWindow& window, long updates) {
        window.session()->setSpeed(0.0);
        window.session()->setTraining(true);
        window.setRunning(true);
        QTRY_VERIFY_WITH_TIMEOUT(window.session()->latest()->updates >= updates, 60000);
        window.setRunning(false);
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        bundled_ = folder_.filePath("bundled");
        QVERIFY(QDir().mkpath(bundled_));
        mine_ = folder_.filePath("mine.json");
        saveScene(sampleScene(), (bundled_ + "/sample.json").toStdString());
        saveScene(sampleScene(), mine_.toStdString());
    }

    void aSceneThatComesWithTheProgramIsNotWrittenOver() {
        const QString file = bundled_ + "/sample.json";
        const QByteArray before = contentOf(file);
        const auto window = open(file);
        QVERIFY(window);
        QVERIFY(window->document().addWall({-0.4, -0.4}, {-0.1, -0.4}));
        QVERIFY(window->keeper().isBundled(file));
        QVERIFY(!window->saveScene(file));
        for (QMessageBox* box : window->findChildren<QMessageBox*>())
            box->close();
        // By a link, too.
        const QString link = folder_.filePath("link.json");
        QVERIFY(QFile::link(file, link));
        QVERIFY(window->keeper().isBundled(link));
        QVERIFY(window->save());
        QCOMPARE(contentOf(file), before);
        QCOMPARE(window->document().fileName(), folder_.filePath("documents/sample.json"));
        QCOMPARE(loadScene(window->document().fileName().toStdString()).arena.walls.size(),
                 std::size_t{2});
        QVERIFY(!window->document().isModified());
        // Those who make them may.
        window->keeper().setEditBundled(true);
        QVERIFY(window->saveScene(file));
        saveScene(sampleScene(), file.toStdString());
    }

    void enterAndEscapeLoseNothing() {
        for (const bool own : {true, false}) {
            const QString file = own ? mine_ : bundled_ + "/sample.json";
            for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return}) {
                const QByteArray before = contentOf(file);
                const auto window = open(file);
                QVERIFY(window);
                QVERIFY(window->document().addWall({-0.4, -0.4}, {-0.1, -0.4}));
                QString defaultButton;
                answer(key, defaultButton);
                const bool closed = window->close();
                if (own && key == Qt::Key_Return) {
                    QVERIFY(closed);
                    QVERIFY(defaultButton.contains("Save"));
                    QVERIFY(contentOf(file) != before);
                } else {
                    QVERIFY(!closed);
                    QVERIFY(window->document().isModified());
                    QCOMPARE(contentOf(file), before);
                }
            }
        }
    }

    void trainingIsKeptBeforeItIsLost() {
        saveScene(sampleScene(), mine_.toStdString());
        const auto window = open(mine_);
        QVERIFY(window);
        QCOMPARE(window->keeper().unkeptUpdates(), 0L);
        trainTo(*window, 600);
        QVERIFY(window->keeper().unkeptUpdates() >= 500);
        QString defaultButton;
        answer(Qt::Key_Escape, defaultButton);
        QVERIFY(!window->close());
        QVERIFY(defaultButton.contains("Keep"));
        answer(Qt::Key_Return, defaultButton);
        QVERIFY(window->close());
        const QDir kept(folder_.filePath("documents/trainings"));
        const QStringList files = kept.entryList({"*.hippo"});
        QCOMPARE(files.size(), 1);
        // It goes on from the exact weights.
        Film film;
        film.load(kept.filePath(files.front()).toStdString());
        const long updates = film.weights().back();
        QVERIFY(updates >= 600);
        const auto again = open(mine_);
        QVERIFY(again->openTraining(kept.filePath(files.front())));
        QCOMPARE(again->session()->latest()->updates, updates);
        QCOMPARE(again->keeper().unkeptUpdates(), 0L);
    }

    void chartsHoldNothingOfTheRunBefore() {
        const auto window = open(mine_);
        QVERIFY(window);
        trainTo(*window, 120);
        QTRY_VERIFY(window->panels().get<ChartPanel>().csv().count("loss") > 3);
        for (QAction* action : window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_R))
                action->trigger();
        QTRY_COMPARE(window->session()->latest()->updates, 0L);
        QTRY_VERIFY(window->session()->latestMaps()->run.number > 0);
        QTest::qWait(50); // a frame or three
        // Maps of the run before may still be on their way: for a second none may get in.
        for (int i = 0; i < 50; ++i) {
            QTest::qWait(20);
            for (const QString& line : window->panels().get<ChartPanel>().csv().split('\n').mid(1))
                if (!line.isEmpty())
                    QVERIFY2(line.section(',', 2, 2).toDouble() < 1.0, qPrintable(line));
        }
    }

    void curvesAreInterruptedWhereNothingWasMeasured() {
        Chart chart("score", ChartAxis::updates, {{"best", [] { return QColor(Qt::cyan); }}},
                    nullptr);
        for (int x = 0; x < 5; ++x)
            chart.add(0, x, 1.0);
        chart.interrupt();
        chart.interrupt();
        for (int x = 20; x < 24; ++x)
            chart.add(0, x, 2.0);
        QCOMPARE(chart.pieces(0).size(), std::size_t{2});
        QCOMPARE(chart.pieces(0)[1].front(), QPointF(20, 2));
        QVERIFY(chart.refresh());
        chart.forgetAfter(10);
        QCOMPARE(chart.pieces(0).size(), std::size_t{1});
        chart.clear();
        chart.add(0, 1, 1);
        QCOMPARE(chart.pieces(0).size(), std::size_t{1});
        delete chart.view();
    }

    void lettersInTheListOfScenesChooseNoTool() {
        const auto window = open(mine_);
        QVERIFY(window);
        auto* list = window->findChild<QListWidget*>();
        list->setFocus();
        window->chooseTool("select");
        QTest::keyClicks(list, "race");
        QCOMPARE(window->document().fileName(), mine_);
        for (QAction* action : window->findChildren<QAction*>())
            if (action->objectName() == "erase" || action->objectName() == "wall")
                QVERIFY2(!action->isChecked(), qPrintable(action->objectName()));
    }

    void theWindowFitsOnTheScreenWithItsFrame() {
        const auto window = open(mine_);
        QVERIFY(window);
        window->resize(window->screen()->availableSize() + QSize(300, 300));
        window->hide();
        MainWindow other;
        other.resize(other.screen()->availableSize() + QSize(300, 300));
        other.show();
        const QSize room = other.screen()->availableSize();
        QTRY_VERIFY(other.frameGeometry().height() <=
                    std::max(room.height(), other.minimumHeight()));
    }

    void numbersOutOfRangeAreRefusedWithAWord() {
        const auto window = open(mine_);
        QVERIFY(window);
        auto* count = qobject_cast<QSpinBox*>(window->form().editor("brains.net.units"));
        QVERIFY(count);
        const int before = count->value();
        count->setFocus();
        count->selectAll();
        QTest::keyClicks(count, "999999999");
        QTest::keyClick(count, Qt::Key_Return);
        QCOMPARE(count->value(), before);
        QCOMPARE(window->document().scene().brains[0].brain.parameters["units"].get<int>(), before);
        QVERIFY2(messageOf(*window).contains("999999999"), qPrintable(messageOf(*window)));
    }

    void choosingAPanelIsNoChangeOfTheScene() {
        const auto window = open(mine_);
        QVERIFY(window);
        for (QAction* action : window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::Key_F4))
                action->trigger();
        QVERIFY(window->panels().get<ImplementationPanel>().isVisible());
        QVERIFY(!window->document().isModified());
        QCOMPARE(window->document().scene().view.panel, std::string("implementation"));
    }

    void aWallThatCutsTheGoalOffIsSaid() {
        const auto window = open(mine_);
        QVERIFY(window);
        const auto said = [&] {
            for (QLabel* label : window->findChildren<QLabel*>())
                if (label->toolTip().contains("No way leads"))
                    return true;
            return false;
        };
        QVERIFY(window->document().addWall({0.2, 0.2}, {0.4, 0.2}));
        QVERIFY(!said());
        QVERIFY(window->document().addWall({0.4, 0.2}, {0.4, 0.4}));
        QVERIFY(window->document().addWall({0.4, 0.4}, {0.2, 0.4}));
        QVERIFY(window->document().addWall({0.2, 0.4}, {0.2, 0.2}));
        QVERIFY(said());
        window->document().undoStack().undo();
        QVERIFY(!said());
    }

    void whatWasTrainedIsKeptBeforeItBeginsAnew() {
        saveScene(sampleScene(), mine_.toStdString());
        const auto window = open(mine_);
        QVERIFY(window);
        trainTo(*window, 600);
        QString defaultButton;
        const auto press = [&](const QKeySequence& keys) {
            for (QAction* action : window->findChildren<QAction*>())
                if (action->shortcut() == keys)
                    action->trigger();
        };
        answer(Qt::Key_Escape, defaultButton);
        press(Qt::CTRL | Qt::Key_R);
        QVERIFY(defaultButton.contains("Keep"));
        QVERIFY(window->keeper().unkeptUpdates() >= 600);
        // A number that would restart the training asks, and goes back when it may not.
        auto* units = qobject_cast<QSpinBox*>(window->form().editor("brains.net.units"));
        QVERIFY(units);
        const int before = units->value();
        defaultButton.clear();
        answer(Qt::Key_Escape, defaultButton);
        units->selectAll();
        QTest::keyClicks(units, QString::number(before + 1));
        QTest::keyClick(units, Qt::Key_Return);
        QVERIFY(defaultButton.contains("Keep"));
        QCOMPARE(units->value(), before);
        QCOMPARE(window->document().scene().brains[0].brain.parameters["units"].get<int>(), before);
        QVERIFY(window->keeper().unkeptUpdates() >= 600);
    }

    void editsThatBeginLearningAnewAskFirst() {
        saveScene(sampleScene(), mine_.toStdString());
        const auto window = open(mine_);
        QVERIFY(window);
        Document& document = window->document();
        QVERIFY(document.setValue("agent.type", "q_learning"));
        QVERIFY(document.setValue("brains.net.units", 25));
        const Scene before = document.scene();
        trainTo(*window, 600);
        const auto asksAndStays = [&](const std::function<void()>& edit) {
            QString defaultButton;
            answer(Qt::Key_Escape, defaultButton);
            edit();
            return defaultButton.contains("Keep") && document.scene() == before &&
                   window->keeper().unkeptUpdates() >= 600;
        };
        const auto press = [&](const QKeySequence& keys) {
            for (QAction* action : window->findChildren<QAction*>())
                if (action->shortcut() == keys)
                    action->trigger();
        };
        QVERIFY(asksAndStays([&] { document.addRival("q_learning"); }));
        QVERIFY(asksAndStays([&] { document.setValue("seed", 11); }));
        QVERIFY(asksAndStays([&] { press(QKeySequence::Undo); }));
        QCOMPARE(document.undoStack().index(), 2);
        // What begins no network again is not asked about: an edit of the arena, another agent.
        QVERIFY(document.setValue("agent.type", "dyna_q"));
        press(QKeySequence::Undo);
        QVERIFY(document.scene() == before);
        QVERIFY(document.addWall({-0.4, -0.4}, {-0.1, -0.4}));
        press(QKeySequence::Undo);
        QVERIFY(document.scene() == before);
        // Once it has been given up, it is given up.
        QTimer::singleShot(100, qApp, [] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*>())
                if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
        });
        press(QKeySequence::Undo);
        QCOMPARE(document.undoStack().index(), 1);
        QCOMPARE(window->keeper().unkeptUpdates(), 0L);
        press(QKeySequence::Redo);
        QCOMPARE(document.undoStack().index(), 2);
    }

    void keysActAsSoonAsASceneIsOpen() {
        const auto window = open(mine_);
        QVERIFY(window);
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        auto* list = window->findChild<QListWidget*>();
        QVERIFY(!list->hasFocus());
        list->setFocus();
        QVERIFY(window->openScene(mine_));
        QVERIFY(!list->hasFocus());
        QTest::keyClick(window->focusWidget(), Qt::Key_W);
        bool armed = false;
        for (QAction* action : window->findChildren<QAction*>())
            armed = armed || (action->objectName() == "wall" && action->isChecked());
        QVERIFY(armed);
    }

    void theToolBarShowsAllOfItselfAtEveryWidth() {
        const auto window = open(mine_);
        QVERIFY(window);
        auto* maps = window->findChild<QComboBox*>("maps");
        QVERIFY(maps);
        for (const int width : {window->minimumWidth(), 1280, 2000}) {
            window->resize(width, 720);
            QTest::qWait(50);
            for (QAction* action : window->findChildren<QAction*>())
                if (action->objectName() == "steer" || action->objectName() == "erase")
                    for (QObject* shown : action->associatedObjects())
                        if (auto* button = qobject_cast<QToolButton*>(shown))
                            QTRY_VERIFY2(button->isVisible(), qPrintable(QString::number(width)));
            auto* bar = qobject_cast<QToolBar*>(maps->parentWidget());
            QVERIFY(bar);
            QVERIFY(maps->isVisible());
            QVERIFY(maps->geometry().right() < bar->width());
            QVERIFY2(bar->sizeHint().width() <= bar->width(), qPrintable(QString::number(width)));
        }
    }

    void undoReachesTheSceneFromANumber() {
        const auto window = open(mine_);
        QVERIFY(window);
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        auto* units = qobject_cast<QSpinBox*>(window->form().editor("brains.net.units"));
        QVERIFY(units);
        const int before = units->value();
        units->setFocus();
        units->selectAll();
        QTest::keyClicks(units, QString::number(before + 3));
        QTest::keyClick(units, Qt::Key_Return);
        QCOMPARE(window->document().undoStack().count(), 1);
        QTest::keyClick(units, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(units->value(), before);
        QVERIFY(!window->document().isModified());
        // While a number is being typed it is taken back there.
        units->selectAll();
        QTest::keyClicks(units, "7");
        QTest::keyClick(units, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window->document().undoStack().index(), 0);
        QVERIFY(units->text() != "7");
    }

    void aPolygonThatIsRefusedStaysToBeCorrected() {
        Document document;
        document.setScene(sampleScene());
        PolygonTool tool(document, toolTypes().named("polygon"));
        ViewTransform view;
        view.fit({{-0.5, -0.5}, {0.5, 0.5}}, QRectF(0, 0, 400, 400));
        // Across the wall that is there.
        for (const Vec2 corner : {Vec2{-0.1, -0.1}, Vec2{0.1, -0.1}, Vec2{0.0, 0.2}})
            tool.press({corner, view.toScreen(corner), Qt::AltModifier, view});
        tool.finish();
        QVERIFY(document.scene().arena.holes.empty());
        QVERIFY(tool.takeBack()); // its last corner is still there
        QVERIFY(tool.cancel());
        QVERIFY(!tool.cancel());
    }
};

HIPPODROME_WIDGET_TEST(TestKeeping)
#include "test_keeping.moc"
