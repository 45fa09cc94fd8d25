// Before a class: whole screen, large text, the keys of presenter remotes.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/window/lecture.h"
#include "widgets/window/main_window.h"
#include "widgets/window/view_menu.h"

#include <QAction>
#include <QApplication>
#include <QFontMetricsF>
#include <QMenuBar>
#include <QScreen>
#include <QTest>

using namespace hippodrome;

class TestLecture : public QObject {
    Q_OBJECT

    static std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1000, 700);
        window->document().setScene(sampleScene(), {});
        window->show();
        return QTest::qWaitForWindowExposed(window.get()) ? std::move(window) : nullptr;
    }
    static QColor middle(MainWindow& window) {
        return window.grab().toImage().pixelColor(window.width() / 2, window.height() / 2);
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }
    void cleanup() {
        hippodrome::setTextScale(*qApp, 1.0);
        applyTheme(*qApp, "dark");
    }

    void aCapitalLetterIsTwoPercentOfTheScreen() {
        for (const int height : {720, 1080, 1440}) {
            QFont font = fontOf(TextRole::small);
            font.setPixelSize(static_cast<int>(
                std::lround(font.pixelSize() / textScale() * Lecture::textScaleFor(height))));
            QVERIFY(QFontMetricsF(font).capHeight() >= 0.019 * height);
        }
    }

    void f10FillsTheScreenAndPutsEverythingBack() {
        const auto window = open();
        QVERIFY(window);
        Lecture& lecture = window->findChild<ViewMenu*>()->lecture();
        const QSize before = window->size();
        window->arrangement().dock("notes")->hide();
        QTest::keyClick(window.get(), Qt::Key_F10);
        QVERIFY(lecture.isOn());
        QVERIFY(window->isFullScreen());
        QCOMPARE(themeName(), "projector");
        QVERIFY(textScale() > 1.2);
        QVERIFY(window->arrangement().dock("scenes")->isHidden());
        QVERIFY(window->menuBar()->isHidden());
        // Its keys work all the same.
        QTest::keyClick(window.get(), Qt::Key_F4);
        QCOMPARE(window->document().scene().view.panel, "implementation");
        QTest::keyClick(window.get(), Qt::Key_F10);
        QVERIFY(!lecture.isOn() && !window->isFullScreen());
        QCOMPARE(themeName(), "dark");
        QCOMPARE(textScale(), 1.0);
        QVERIFY(!window->arrangement().dock("scenes")->isHidden());
        QVERIFY(window->arrangement().dock("notes")->isHidden());
        QVERIFY(!window->menuBar()->isHidden());
        QCOMPARE(window->height(), before.height());
    }

    void remotesBlackTheScreenAndToolsNeedTwoKeysMore() {
        const auto window = open();
        QVERIFY(window);
        Lecture& lecture = window->findChild<ViewMenu*>()->lecture();
        QTest::keyClick(window.get(), Qt::Key_B);
        QVERIFY(!lecture.isBlack()); // not outside of a lecture
        window->chooseTool("select");
        lecture.begin();
        for (const Qt::Key key : {Qt::Key_B, Qt::Key_Period}) {
            QTest::keyClick(window.get(), key);
            QVERIFY(lecture.isBlack());
            QCOMPARE(middle(*window), QColor(Qt::black));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_X);
            QVERIFY(!lecture.isBlack());
            QVERIFY(middle(*window) != QColor(Qt::black));
        }
        QTest::keyClick(window.get(), Qt::Key_W);
        QCOMPARE(window->bar().tool()->kind().name(), "select");
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window->bar().tool()->kind().name(), "wall");
        lecture.end();
        window->chooseTool("select");
        QTest::keyClick(window.get(), Qt::Key_W);
        QCOMPARE(window->bar().tool()->kind().name(), "wall");
    }

    void theSpotlightFollowsThePointer() {
        const auto window = open();
        QVERIFY(window);
        Lecture& lecture = window->findChild<ViewMenu*>()->lecture();
        lecture.begin();
        const QImage without = window->grab().toImage();
        lecture.setSpotlight(true);
        QTest::mouseMove(window.get(), QPoint(300, 300));
        QTRY_VERIFY(window->grab().toImage() != without);
        lecture.setSpotlight(false);
        lecture.end();
    }
};

HIPPODROME_WIDGET_TEST(TestLecture)
#include "test_lecture.moc"
