// From the start of the program to a rat in an arena of one's own, by clicks and keys.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/making/size_form.h"
#include "widgets/style/theme.h"
#include "widgets/window/arena_maker.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace hippodrome;

class TestNewArena : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<MainWindow> window_;

    ArenaDialog* openDialog(Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(window_.get(), Qt::Key_N, modifiers);
        auto* dialog = window_->findChild<ArenaDialog*>();
        return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
    }
    static void clickShape(ArenaDialog& dialog, const QString& label) {
        auto* item = dialog.shapes().findItems(label, Qt::MatchExactly).value(0);
        QVERIFY(item);
        QTest::mouseClick(dialog.shapes().viewport(), Qt::LeftButton, {},
                          dialog.shapes().visualItemRect(item).center());
    }

private slots:
    void init() {
        applyTheme(*qApp, "dark");
        const QString file = folder_.filePath("sample.json");
        saveScene(sampleScene(), file.toStdString());
        window_ = std::make_unique<MainWindow>();
        window_->resize(1280, 720);
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        QVERIFY(window_->openScene(file));
    }
    void cleanup() { window_.reset(); }

    void aCircleWithWallAndRewardAndTheRatRunningTakesFiveActions() {
        ArenaDialog* dialog = openDialog(Qt::ControlModifier); // 1
        QVERIFY(dialog);
        clickShape(*dialog, "Circle");                  // 2
        QTest::keyClicks(dialog->focusWidget(), "1.2"); // 3
        QTest::mouseClick(&dialog->wall(), Qt::LeftButton, {},
                          QPoint(8, dialog->wall().height() / 2)); // 4
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);    // 5
        const Scene& scene = window_->document().scene();
        QVERIFY(scene.arena.circle);
        QCOMPARE(scene.arena.circle->radius, 0.6);
        QCOMPARE(scene.arena.walls.size(), std::size_t{1});
        QCOMPARE(scene.arena.rewards.size(), std::size_t{1});
        QCOMPARE(window_->brainPanels().size(), std::size_t{2});
        QVERIFY(window_->isRunning());
        QTRY_VERIFY(window_->session()->latest()->time > 0.1);
        // In no file, and not lost without a word.
        QVERIFY(window_->document().fileName().isEmpty());
        QVERIFY(window_->document().isModified());
        QVERIFY(window_->windowTitle().startsWith("New circle"));
    }

    void whatWouldBeLostIsAskedAboutFirst() {
        window_->document().addReward({-0.3, -0.3});
        ArenaDialog* dialog = openDialog(Qt::ControlModifier);
        QVERIFY(dialog);
        bool asked = false;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            asked = box != nullptr;
            if (box)
                QTest::keyClick(box, Qt::Key_Escape);
        });
        dialog->accepting().click();
        QVERIFY(asked);
        QCOMPARE(QString::fromStdString(window_->document().scene().title), "Sample");
        QCOMPARE(window_->document().scene().arena.rewards.size(), std::size_t{2});
    }

    void escapeLeavesEverythingAsItWas() {
        const Json before = writeScene(window_->document().scene());
        ArenaDialog* dialog = openDialog(Qt::ControlModifier);
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(writeScene(window_->document().scene()) == before);
        QVERIFY(!window_->document().isModified());
    }

    void theOutlineIsReplacedInOneStepOfUndo() {
        const Arena before = window_->document().scene().arena;
        ArenaDialog* dialog = openDialog(Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(dialog);
        clickShape(*dialog, "Circle");
        QTest::keyClicks(dialog->focusWidget(), "0.6"); // the reward has no room in it
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        const Arena& arena = window_->document().scene().arena;
        QVERIFY(arena.circle);
        QCOMPARE(arena.circle->radius, 0.3);
        QCOMPARE(arena.walls, before.walls);
        QVERIFY(arena.rewards.empty());
        QCOMPARE(window_->document().undoStack().count(), 1);
        window_->document().undo();
        QVERIFY(window_->document().scene().arena == before);
        window_->document().redo();
        QVERIFY(window_->document().scene().arena.circle);
    }
};

HIPPODROME_WIDGET_TEST(TestNewArena)
#include "test_new_arena.moc"
