#include "tests/widgets/widget_test.h"
#include "widgets/lessons/lesson_window.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace hippodrome;

namespace {

ArenaPointer box() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(2.2, 2.2));
}

bool settles(LessonWindow& window) {
    return QTest::qWaitFor([&] { return !window.running(); }, 60000);
}

} // namespace

class TestLessonWindow : public QObject {
    Q_OBJECT

private slots:
    void aLessonThatIsOpenComesToTheFront() {
        MainWindow window;
        window.setSceneFolder(HIPPODROME_SOURCE_DIR "/scenes");
        QVERIFY(window.openScene(HIPPODROME_SOURCE_DIR "/scenes/circle.json"));
        window.show();
        const auto press = [&](Qt::Key key) {
            for (QAction* action : window.findChildren<QAction*>())
                if (action->shortcut() == QKeySequence(key))
                    action->trigger();
        };
        for (int times = 0; times < 3; ++times)
            press(Qt::Key_F2);
        QCOMPARE(window.findChildren<LessonWindow*>().size(), 1);
        window.findChild<LessonWindow*>()->close();
        QTRY_VERIFY(!window.findChild<LessonWindow*>());
        press(Qt::Key_F2);
        QVERIFY(window.findChild<LessonWindow*>());
    }

    void hexagonsFormAndVanishWithoutAnIngredient() {
        LessonWindow window(box, "viridis");
        window.show();
        QVERIFY(window.running());
        QVERIFY(settles(window));
        QCOMPARE(window.iterations(), LessonWindow::iterationsShown);
        QVERIFY2(window.medianScore60() > 1.0, qPrintable(QString::number(window.medianScore60())));
        for (QCheckBox* ingredient : window.findChildren<QCheckBox*>()) {
            // The words beside the box take the click too; its left edge is the box itself.
            QTest::mouseClick(ingredient, Qt::LeftButton, {}, QPoint(8, ingredient->height() / 2));
            QVERIFY(!ingredient->isChecked());
            QVERIFY(settles(window));
            QVERIFY2(window.medianScore60() < 0.8, qPrintable(ingredient->text()));
            QTest::mouseClick(ingredient, Qt::LeftButton, {}, QPoint(8, ingredient->height() / 2));
            QVERIFY(settles(window));
            QVERIFY(window.medianScore60() > 1.0);
        }
    }

    void againStartsFromOtherMaps() {
        LessonWindow window(box, "viridis");
        window.show();
        QVERIFY(settles(window));
        const double before = window.medianScore60();
        QTest::mouseClick(window.findChild<QPushButton*>(), Qt::LeftButton);
        QVERIFY(window.running());
        QVERIFY(window.iterations() < LessonWindow::iterationsShown);
        QVERIFY(settles(window));
        QVERIFY(window.medianScore60() != before);
    }

    void takesTheArenaAsItIsNow() {
        ArenaPointer arena = box();
        LessonWindow window([&] { return arena; }, "viridis");
        window.show();
        QVERIFY(settles(window));
        // Thinner than any bin, and off their centres.
        Arena sliver;
        sliver.boundary = {{0, 0}, {10, 0}, {10, 1e-4}, {0, 1e-4}};
        arena = std::make_shared<const ArenaGeometry>(sliver);
        window.restart();
        // Either there is something to show, or the window says why not; it does not crash.
        QVERIFY(settles(window));
        bool said = false;
        for (const QLabel* label : window.findChildren<QLabel*>())
            said |= label->text().contains("narrower");
        QVERIFY(said || window.iterations() == LessonWindow::iterationsShown);
        arena = box();
        window.restart();
        QVERIFY(settles(window));
        QVERIFY(window.medianScore60() > 1.0);
    }
};

HIPPODROME_WIDGET_TEST(TestLessonWindow)
#include "test_lesson_window.moc"
