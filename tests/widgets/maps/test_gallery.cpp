#include "core/maps/unit_values.h"

#include "tests/widgets/drawn.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/gallery.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hippodrome;

namespace {

std::shared_ptr<MapsSnapshot> pictures(int units, int side = 20) {
    auto maps = std::make_shared<MapsSnapshot>();
    PopulationPicture picture;
    picture.brain = "net";
    picture.nature = Nature::artificial;
    picture.population = {"units", units, false, ""};
    picture.maps = {units, side, side,
                    std::vector<float>(static_cast<std::size_t>(units * side * side))};
    for (int unit = 0; unit < units; ++unit) {
        for (int bin = 0; bin < side * side; ++bin)
            picture.maps.values[static_cast<std::size_t>(unit * side * side + bin)] =
                bin < side * side / 2 ? 0.0f : 1.0f;
        // Higher numbers score higher, but for one that is undefined.
        picture.scores.push_back({unit == 5 ? NAN : 0.01f * static_cast<float>(unit), 0.0f, 1.0f});
    }
    maps->populations.push_back(std::move(picture));
    return maps;
}

/// A field in the middle of a box for each unit, the wider the higher its number; the first is
/// silent.
std::shared_ptr<MapsSnapshot> fieldsOfAllSizes(int units) {
    constexpr int side = 20;
    auto maps = pictures(units, side);
    PopulationPicture& picture = maps->populations[0];
    picture.grid = BinGrid::withCounts({{-1, -1}, {1, 1}}, side, side);
    for (int unit = 0; unit < units; ++unit)
        for (int bin = 0; bin < side * side; ++bin) {
            const double row = bin / side - 9.5, column = bin % side - 9.5;
            const double width = 1.0 + 8.0 * unit / units;
            picture.maps.values[static_cast<std::size_t>(unit * side * side + bin)] =
                unit == 0 ? 0.0f
                          : static_cast<float>(
                                std::exp(-(row * row + column * column) / (2.0 * width * width)));
        }
    return maps;
}

} // namespace

class TestGallery : public QObject {
    Q_OBJECT

private slots:
    void sortsByScoreWithUndefinedLast() {
        Gallery gallery;
        gallery.setMaps(pictures(40), 0);
        QCOMPARE(gallery.order().front(), 39);
        QCOMPARE(gallery.order().back(), 5);
        gallery.setOrder(sortOrders().named("index"));
        QCOMPARE(gallery.order().front(), 0);
        QCOMPARE(gallery.order()[5], 5);
    }

    void sortsByEveryMetricOfTheList() {
        const auto maps = fieldsOfAllSizes(24);
        for (const SortOrder& order : sortOrders()) {
            if (!order.metric || &order == &sortOrders().front())
                continue;
            Gallery gallery;
            gallery.setMaps(maps, 0);
            gallery.setOrder(order);
            const std::vector<float> values = unitValues(*maps, 0, *order.metric);
            const auto sorted = [&] {
                const std::vector<int>& units = gallery.order();
                for (std::size_t i = 1; i < units.size(); ++i) {
                    const float before = values[static_cast<std::size_t>(units[i - 1])],
                                after = values[static_cast<std::size_t>(units[i])];
                    if (std::isnan(before) ? !std::isnan(after) : after > before)
                        return false;
                }
                return gallery.valuesKnown();
            };
            QTRY_VERIFY2(sorted(), order.key.c_str());
        }
    }

    void valuesFollowTheMapsAndWhatIsUndefinedComesLast() {
        const SortOrder& order = sortOrders().named("sparsity");
        const auto maps = fieldsOfAllSizes(8);
        Gallery gallery;
        gallery.setMaps(maps, 0);
        gallery.setOrder(order);
        QTRY_COMPARE(gallery.order().front(), 7); // the widest field
        QCOMPARE(gallery.order().back(), 0);      // a silent unit
        // Other maps of the same population, by number the other way round.
        const auto later = std::make_shared<MapsSnapshot>(*maps);
        std::vector<float>& values = later->populations[0].maps.values;
        std::reverse(values.begin(), values.end());
        gallery.setMaps(later, 0);
        QTRY_VERIFY(std::isnan(gallery.valueOf(7)));
        gallery.setOrder(sortOrders().front());
        gallery.setOrder(order);
        QCOMPARE(gallery.order().front(), 0);
        QCOMPARE(gallery.order().back(), 7);
    }

    void aGalleryMayGoWhileItsValuesAreWorkedOut() {
        const auto maps = fieldsOfAllSizes(200);
        for (int i = 0; i < 3; ++i) {
            Gallery gallery;
            gallery.setMaps(maps, 0);
            gallery.setOrder(sortOrders().named("strong_maxima"));
        }
    }

    void aClickSelectsTheUnitUnderThePointer() {
        Gallery gallery;
        gallery.resize(600, 400);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(256), 0);
        QSignalSpy selected(&gallery, &Gallery::unitSelected);
        const int unit = gallery.order()[3];
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {}, gallery.tileRect(unit).center());
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0][0].toInt(), unit);
        QCOMPARE(gallery.selectedUnit(), unit);
        QTest::keyClick(&gallery, Qt::Key_Right);
        QCOMPARE(gallery.selectedUnit(), gallery.order()[4]);
    }

    void all256CanBeReachedByScrolling() {
        Gallery gallery;
        gallery.resize(500, 300);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(256), 0);
        QVERIFY(gallery.verticalScrollBar()->maximum() > 0);
        gallery.setSelectedUnit(gallery.order().back());
        QVERIFY(
            gallery.viewport()->rect().contains(gallery.tileRect(gallery.order().back()).center()));
    }

    void tilesShowTheMapUpright() {
        Gallery gallery;
        gallery.resize(400, 300);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(4), 0);
        const QRect tile = gallery.tileRect(gallery.order()[0]);
        const QImage image = gallery.viewport()->grab().toImage();
        const ColourMap colours;
        // High rows hold the high values.
        QCOMPARE(image.pixel(tile.center().x(), tile.top() + tile.width() / 4), colours.at(255));
        QCOMPARE(image.pixel(tile.center().x(), tile.top() + tile.width() * 3 / 4), colours.at(0));
    }

    void anEmptyGalleryIsDrawn() {
        Gallery gallery;
        gallery.resize(300, 200);
        gallery.setMaps(std::make_shared<MapsSnapshot>(), 0);
        QVERIFY(testing::standingOut(*gallery.viewport()) > 100); // it says why
        QCOMPARE(gallery.unitAt({10, 10}), -1);
    }
};

HIPPODROME_WIDGET_TEST(TestGallery)
#include "test_gallery.moc"
