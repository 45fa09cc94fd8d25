// Before and after of what a class just watched.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/compare_bar.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestCompareBar : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    static std::shared_ptr<MapsSnapshot> maps(float value, long updates) {
        auto snapshot = std::make_shared<MapsSnapshot>();
        PopulationPicture picture;
        picture.brain = "net";
        picture.population.name = "units";
        picture.population.units = 1;
        picture.grid = BinGrid::withCounts({{0, 0}, {1, 1}}, 2, 2);
        picture.maps = {1, 2, 2, {value, 2 * value, 0, 0}};
        snapshot->populations = {picture};
        snapshot->updates = updates;
        return snapshot;
    }
    static QToolButton* button(CompareBar& bar, const QString& text) {
        for (auto* each : bar.findChildren<QToolButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void aMarkedMomentIsFlippedToAndTakenAway() {
        CompareBar bar;
        bar.mark(); // of nothing
        QVERIFY(!bar.marked() && bar.isHidden());
        const auto first = maps(1.0f, 2000), later = maps(3.0f, 5000);
        bar.setNow(first);
        bar.mark();
        QVERIFY(!bar.isHidden());
        bar.setNow(later);
        QCOMPARE(bar.shown(), std::shared_ptr<const MapsSnapshot>(later));
        QSignalSpy changed(&bar, &CompareBar::changed);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QTest::keyPress(&bar, Qt::Key_QuoteLeft);
        QCOMPARE(bar.shown(), std::shared_ptr<const MapsSnapshot>(first));
        QTest::keyRelease(&bar, Qt::Key_QuoteLeft);
        QCOMPARE(bar.shown(), std::shared_ptr<const MapsSnapshot>(later));
        QCOMPARE(changed.size(), 2);
        QTest::mouseClick(button(bar, QString("B ") + QChar(0x2212) + " A"), Qt::LeftButton);
        QVERIFY(bar.shown()->populations[0].difference);
        QCOMPARE(bar.shown()->populations[0].maps.values[1], 4.0f);
        QCOMPARE(bar.shown(), bar.shown()); // not worked out again
        QTest::mouseClick(button(bar, "A | B"), Qt::LeftButton);
        QCOMPARE(bar.beside(), std::shared_ptr<const MapsSnapshot>(first));
        QCOMPARE(bar.shown(), std::shared_ptr<const MapsSnapshot>(later));
        QTest::mouseClick(button(bar, "Forget A"), Qt::LeftButton);
        QVERIFY(bar.isHidden() && !bar.beside());
        QCOMPARE(bar.shown(), std::shared_ptr<const MapsSnapshot>(later));
    }

    void whatAPersonHasMarkedAnEditDoesNotReplace() {
        CompareBar bar;
        const auto first = maps(1.0f, 1), second = maps(2.0f, 2), third = maps(3.0f, 3);
        bar.markEdit(first, "draw wall");
        bar.markEdit(second, "erase");
        QCOMPARE(bar.marked(), std::shared_ptr<const MapsSnapshot>(second)); // the latest edit
        bar.setNow(third);
        bar.mark();
        bar.markEdit(first, "draw wall");
        QCOMPARE(bar.marked(), std::shared_ptr<const MapsSnapshot>(third));
    }

    void anEditMarksAndUndoDoesNot() {
        MainWindow window;
        window.resize(1280, 720);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QString file = folder_.filePath("sample.json");
        saveScene(sampleScene(), file.toStdString());
        QVERIFY(window.openScene(file));
        window.setRunning(true);
        QTRY_VERIFY(window.comparison().now());
        QVERIFY(window.comparison().isHidden());
        const auto before = window.comparison().now();
        QVERIFY(window.document().addWall({-0.3, 0.2}, {0.3, 0.2}));
        QTRY_VERIFY(window.comparison().marked());
        QVERIFY(window.comparison().isVisible());
        const auto marked = window.comparison().marked();
        QVERIFY(marked->time >= before->time);
        QVERIFY(window.comparison().findChild<QLabel*>()->text().contains("draw wall"));
        window.document().undo();
        QTest::qWait(50);
        QCOMPARE(window.comparison().marked(), marked);
        // Another moment by hand, and the difference in the galleries.
        QTRY_VERIFY(window.comparison().now() != marked);
        QTest::keyClick(&window, Qt::Key_M);
        QVERIFY(window.comparison().marked() != marked);
        QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
        QTRY_VERIFY(window.brainPanels()[1]->gallery().picture() &&
                    window.brainPanels()[1]->gallery().picture()->difference);
        QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
        QTRY_VERIFY(!window.brainPanels()[1]->gallery().picture()->difference);
        // Side by side: the same units in the same places.
        QTest::keyClick(&window, Qt::Key_M, Qt::ShiftModifier);
        BrainPanel& cells = *window.brainPanels()[1];
        const auto galleries = [&] {
            std::vector<Gallery*> shown;
            for (auto* gallery : cells.findChildren<Gallery*>())
                if (gallery->isVisible())
                    shown.push_back(gallery);
            return shown;
        };
        QTRY_COMPARE(galleries().size(), std::size_t{2});
        QCOMPARE(galleries()[0]->order(), galleries()[1]->order());
        cells.gallery().setPinned(5, true);
        QCOMPARE(galleries()[0]->order().front(), 5);
        QCOMPARE(galleries()[1]->order().front(), 5);
        QTest::keyClick(&window, Qt::Key_M, Qt::ShiftModifier);
        QTRY_COMPARE(galleries().size(), std::size_t{1});
        QVERIFY(window.openScene(file));
        QVERIFY(window.comparison().isHidden());
    }
};

HIPPODROME_WIDGET_TEST(TestCompareBar)
#include "test_compare_bar.moc"
