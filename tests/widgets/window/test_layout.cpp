// Panels that are hidden, moved, made windows and remembered; and the size of text.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestLayout : public QObject {
    Q_OBJECT

    static std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->document().setScene(sampleScene(), {});
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()))
            return nullptr;
        QTest::qWait(50);
        return window;
    }
    static QToolButton* button(Dock* dock, const QString& help) {
        for (auto* each : dock->titleBarWidget()->findChildren<QToolButton*>())
            if (each->toolTip().startsWith(help))
                return each;
        return nullptr;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }
    void init() { QSettings().clear(); }
    void cleanup() {
        hippodrome::setTextScale(*qApp, 1.0);
        QSettings().clear();
    }

    void everyPanelIsHiddenAndBroughtBack() {
        const auto window = open();
        QVERIFY(window);
        QCOMPARE(window->arrangement().docks().size(), std::size_t{6});
        for (Dock* dock : window->arrangement().docks()) {
            QVERIFY2(dock->isVisible(), qPrintable(dock->objectName()));
            QToolButton* hide = button(dock, "Hide");
            QVERIFY(hide);
            QTest::mouseClick(hide, Qt::LeftButton);
            QVERIFY(!dock->isVisible());
            dock->toggleViewAction()->trigger();
            QVERIFY(dock->isVisible());
        }
    }

    void aPanelBecomesAWindowOfItsOwnAndReturns() {
        const auto window = open();
        QVERIFY(window);
        Dock* charts = window->arrangement().dock("panels");
        QTest::mouseClick(button(charts, "A window of its own"), Qt::LeftButton);
        QVERIFY(charts->isFloating() && charts->isWindow());
        QTest::mouseClick(button(charts, "Back into"), Qt::LeftButton);
        QVERIFY(!charts->isFloating());
    }

    void aWindowOpensAsItWasLeft() {
        {
            const auto window = open();
            window->arrangement().remember();
            window->resize(window->minimumWidth(), 655);
            window->arrangement().dock("notes")->hide();
            window->close();
        }
        MainWindow again;
        again.arrangement().remember();
        again.show();
        QVERIFY(QTest::qWaitForWindowExposed(&again));
        QVERIFY(again.arrangement().dock("notes")->isHidden());
        QVERIFY(!again.arrangement().dock("scenes")->isHidden());
        QCOMPARE(again.height(), 655); // the screen of the tests is narrower than any window
    }

    void theInspectorComesBackWithBrainsAlsoTheNextTime() {
        Scene bare = sampleScene();
        bare.brains.clear();
        {
            const auto window = open();
            window->arrangement().remember();
            window->document().setScene(bare, {});
            QVERIFY(window->arrangement().dock("inspector")->isHidden());
            window->close();
        }
        MainWindow again;
        again.arrangement().remember();
        again.show();
        again.document().setScene(sampleScene(), {});
        QVERIFY(!again.arrangement().dock("inspector")->isHidden());
    }

    void layoutsForAPurposeAndOnesOwn() {
        const auto window = open();
        QVERIFY(window);
        Layout& layout = window->arrangement();
        layout.dock("scenes")->setFloating(true);
        layout.choose("lecture");
        for (const char* left : {"scenes", "notes", "parameters", "inspector"})
            QVERIFY2(layout.dock(left)->isHidden(), left);
        QVERIFY(layout.dock("panels")->isVisible());
        const int lecture = layout.dock("panels")->height();
        layout.choose("comparison");
        QTRY_VERIFY(layout.dock("panels")->height() > lecture + 50);
        layout.choose("laboratory");
        for (Dock* dock : layout.docks())
            QVERIFY2(dock->isVisible() && !dock->isFloating(), qPrintable(dock->objectName()));
        layout.dock("notes")->hide();
        layout.saveAs("mine");
        QCOMPARE(layout.own(), QStringList{"mine"});
        layout.choose("laboratory");
        QVERIFY(!layout.dock("notes")->isHidden());
        layout.choose("mine");
        QVERIFY(layout.dock("notes")->isHidden());
        layout.forget("mine");
        QVERIFY(layout.own().isEmpty());
    }

    void allTextGrowsWithOneNumber() {
        const auto window = open();
        QVERIFY(window);
        QMap<QWidget*, int> before;
        for (auto* label : window->findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty())
                before[label] = QFontInfo(label->font()).pixelSize();
        QVERIFY(before.size() > 3);
        for (auto size = before.begin(); size != before.end(); ++size)
            QVERIFY(size.value() >= smallestText);
        const int gallery = window->brainPanels()[0]->gallery().font().pixelSize();
        window->look().setTextScale(2.0);
        QCOMPARE(textScale(), 2.0);
        int grown = 0;
        for (auto* label : window->findChildren<QLabel*>())
            if (before.contains(label) && label->isVisible()) {
                const int size = QFontInfo(label->font()).pixelSize();
                QVERIFY2(size >= 1.8 * before[label], qPrintable(QString("%1: %2, then %3")
                                                                     .arg(label->text())
                                                                     .arg(before[label])
                                                                     .arg(size)));
                ++grown;
            }
        QVERIFY(grown > 3);
        QVERIFY(window->brainPanels()[0]->gallery().font().pixelSize() >= 1.8 * gallery);
        window->look().setTextScale(1e9);
        QCOMPARE(textScale(), largestTextScale);
    }
};

HIPPODROME_WIDGET_TEST(TestLayout)
#include "test_layout.moc"
