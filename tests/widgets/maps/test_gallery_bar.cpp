#include "tests/widgets/drawn.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/gallery_bar.h"
#include "widgets/maps/range_dialog.h"
#include "widgets/maps/tile_legend.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QPointer>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

using namespace hippodrome;

namespace {

/// A gallery with its bar, of a network of 20 units with peaks from 0 to 1.9 Hz.
struct BarAndGallery {
    QWidget window;
    Gallery* gallery = new Gallery;
    GalleryBar* bar = new GalleryBar(*gallery);
    std::shared_ptr<MapsSnapshot> maps = std::make_shared<MapsSnapshot>();

    explicit BarAndGallery(int width = 700) {
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(bar);
        column->addWidget(gallery, 1);
        PopulationPicture& picture = maps->populations.emplace_back();
        picture.brain = "net";
        picture.nature = Nature::artificial;
        picture.population = {"units", 20, false, "Hz"};
        picture.maps = {20, 20, 20, std::vector<float>(20 * 400)};
        picture.grid = BinGrid::withCounts({{-1, -1}, {1, 1}}, 20, 20);
        picture.null.maps = 100;
        picture.null.grid60p99 = 0.125;
        for (int unit = 0; unit < 20; ++unit) {
            picture.maps.values[static_cast<std::size_t>(unit * 400 + 7)] = 0.1f * unit;
            picture.scores.push_back({0.01f * unit, 0.0f, 0.1f * unit});
        }
        window.resize(width, 300);
        window.show();
        gallery->setMaps(maps, 0);
    }
    void chooseFilter(const QString& text) {
        QMenu* menu = bar->filterButton().menu();
        emit menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text() == text)
                return action->trigger();
        QFAIL(qPrintable("no filter " + text));
    }
};

} // namespace

class TestGalleryBar : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void theColourBarSaysWhatColoursStandFor() {
        BarAndGallery shown;
        QCOMPARE(shown.bar->colours().lowText(), QString("0"));
        QCOMPARE(shown.bar->colours().highText(), QString("own peak"));
        QTest::mouseClick(&shown.bar->sameScaleButton(), Qt::LeftButton);
        QVERIFY(shown.gallery->sharedScale());
        QCOMPARE(shown.bar->colours().highText(), QString("1.9 Hz"));
        QVERIFY(shown.bar->colours().accessibleName().contains("1.9 Hz"));
        // Its strip is in the colours of the maps, from left to right.
        const QImage strip = shown.bar->colours().strip();
        QCOMPARE(strip.pixel(0, 0), ColourMap("viridis").at(0));
        QCOMPARE(strip.pixel(255, 0), ColourMap("viridis").at(255));
        QTest::mouseClick(&shown.bar->sameScaleButton(), Qt::LeftButton);
        QVERIFY(!shown.gallery->sharedScale());
    }

    void theBadgeSortsAgain() {
        BarAndGallery shown;
        QVERIFY(!shown.bar->sortAgainButton().isVisible());
        QVERIFY(shown.bar->keepSortedButton().isChecked());
        QTest::mouseClick(&shown.bar->keepSortedButton(), Qt::LeftButton);
        const auto later = std::make_shared<MapsSnapshot>(*shown.maps);
        later->updates = 300;
        later->populations[0].scores[4].grid60 = 2.0f;
        shown.gallery->setMaps(later, 0);
        QCOMPARE(shown.gallery->order().front(), 19);
        QVERIFY(shown.bar->sortAgainButton().isVisible());
        QVERIFY2(shown.bar->sortAgainButton().text().contains("300 updates ago"),
                 qPrintable(shown.bar->sortAgainButton().text()));
        QTest::mouseClick(&shown.bar->sortAgainButton(), Qt::LeftButton);
        QCOMPARE(shown.gallery->order().front(), 4);
        QVERIFY(!shown.bar->sortAgainButton().isVisible());
    }

    void filtersAreChosenFromAMenuAndCounted() {
        BarAndGallery shown;
        shown.chooseFilter("Above noise");
        QVERIFY2(shown.bar->filterButton().text().contains("Above noise: 7 of 20"),
                 qPrintable(shown.bar->filterButton().text()));
        shown.chooseFilter("Silent");
        QCOMPARE(shown.gallery->order(), std::vector<int>{0});
        shown.chooseFilter("All units");
        QVERIFY(shown.bar->filterButton().text().startsWith("All units"));
    }

    void theRangeOfANumberIsAskedForAndShownWhileItIs() {
        BarAndGallery shown;
        shown.chooseFilter("A number between…");
        QPointer<RangeDialog> dialog = shown.bar->findChild<RangeDialog*>();
        QVERIFY(dialog);
        // At first the range of all there is.
        const auto bounds = dialog->findChildren<QDoubleSpinBox*>();
        QCOMPARE(bounds.size(), 2);
        QCOMPARE(bounds[0]->value(), 0.0);
        QCOMPARE(bounds[1]->value(), 0.19);
        QCOMPARE(shown.gallery->order().size(), std::size_t{20});
        bounds[0]->setValue(0.1);
        QCOMPARE(shown.gallery->order().size(), std::size_t{10});
        QVERIFY2(shown.bar->filterButton().text().contains("10 of 20"),
                 qPrintable(shown.bar->filterButton().text()));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(shown.gallery->order().size(), std::size_t{20});
        QTRY_VERIFY(!dialog);
        // Of a metric that is worked out elsewhere, as soon as it is known; spacing in cm.
        shown.chooseFilter("A number between…");
        dialog = shown.bar->findChild<RangeDialog*>();
        auto* metrics = dialog->findChild<QComboBox*>();
        metrics->setCurrentIndex(metrics->findData("sparsity"));
        const auto ends = dialog->findChildren<QDoubleSpinBox*>();
        QTRY_VERIFY(ends[1]->value() < 1.0);
        QVERIFY(shown.gallery->order().size() >= 19);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(shown.bar->filterButton().text().contains("Sparsity"));
    }

    void theLegendExplainsATile() {
        BarAndGallery shown;
        QTest::mouseClick(&shown.bar->legendButton(), Qt::LeftButton);
        QPointer<TileLegend> legend = shown.bar->findChild<TileLegend*>();
        QVERIFY(legend && legend->isVisible());
        const QString all = legend->sentences().join(" ");
        for (const char* part : {"<b>19</b>", "1.9 Hz", "0.19", "grid score (60°)", "99 % of noise",
                                 "own peak", "never visited"})
            QVERIFY2(all.contains(part), qPrintable(all));
        QVERIFY(testing::standingOut(*legend) > 500);
        QTest::keyClick(legend, Qt::Key_Escape);
        QTRY_VERIFY(!legend || !legend->isVisible());
    }

    void whereItIsNarrowWhatIsNeededLeastIsInAMenu() {
        for (const double scale : {1.0, 2.0}) {
            setTextScale(*qApp, scale);
            for (const int width : {1000, 520, 380, 300, 220, 160}) {
                BarAndGallery shown(width);
                shown.gallery->setKeepSorted(false);
                const auto later = std::make_shared<MapsSnapshot>(*shown.maps);
                later->updates = 123456;
                later->populations[0].scores[4].grid60 = 2.0f;
                shown.gallery->setMaps(later, 0);
                QCOMPARE(shown.bar->height(), scaled(24));
                QTest::qWait(0);
                int end = 0;
                for (const QToolButton* button : shown.bar->findChildren<QToolButton*>())
                    if (button->isVisible()) {
                        QVERIFY(button->geometry().right() <= shown.bar->width());
                        QVERIFY(button->height() <= shown.bar->height());
                        QVERIFY(!button->accessibleName().isEmpty());
                        QVERIFY(!button->toolTip().isEmpty());
                        QVERIFY(button->focusPolicy() & Qt::TabFocus);
                        ++end;
                    }
                QVERIFY(end > 0);
                // Nothing is lost.
                if (!shown.bar->keepSortedButton().isVisible()) {
                    QVERIFY(shown.bar->moreButton().isVisible());
                    const auto actions = shown.bar->moreButton().menu()->actions();
                    QVERIFY(actions.contains(shown.bar->keepSortedButton().defaultAction()));
                    QVERIFY(actions.contains(shown.bar->sameScaleButton().defaultAction()));
                }
            }
        }
        setTextScale(*qApp, 1.0);
    }
};

HIPPODROME_WIDGET_TEST(TestGalleryBar)
#include "test_gallery_bar.moc"
