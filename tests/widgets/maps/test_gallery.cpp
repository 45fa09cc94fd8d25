#include "core/maps/unit_values.h"

#include "tests/widgets/drawn.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/gallery.h"
#include "widgets/style/format.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

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
        QTRY_COMPARE(gallery.order().back(), 0); // a silent unit, once the values are known
        QCOMPARE(gallery.order().front(), 7);    // the widest field
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

    void wallsAndRewardsAreDrawnOnEveryMap() {
        Arena arena = Arena::rectangle(2.0, 2.0);
        arena.walls.push_back({1, {-1.0, 0.0}, {0.5, 0.0}});
        const auto maps = pictures(4);
        PopulationPicture& picture = maps->populations[0];
        picture.grid = BinGrid::withCounts({{-1, -1}, {1, 1}}, 20, 20);
        const auto image = [&] {
            Gallery gallery;
            gallery.resize(400, 300);
            gallery.setMaps(maps, 0);
            const QRect tile = gallery.tileRect(3);
            return gallery.viewport()->grab().toImage().copy(tile);
        };
        const QImage without = image();
        picture.arena = std::make_shared<const ArenaGeometry>(arena);
        const QImage walled = image();
        // The wall at the middle of the map's height, and no line in its right quarter.
        const int middle = walled.width() / 2;
        QVERIFY(walled.pixel(middle / 2, middle) != without.pixel(middle / 2, middle));
        QCOMPARE(walled.pixel(walled.width() * 7 / 8, middle - 10),
                 without.pixel(walled.width() * 7 / 8, middle - 10));
        arena.rewards.push_back({2, {0.0, 0.5}, 0.2, 1.0});
        picture.arena = std::make_shared<const ArenaGeometry>(arena);
        QVERIFY(image() != walled);
    }

    void whatHasNotChangedIsNotDrawnAgain() {
        Gallery gallery;
        gallery.resize(600, 600);
        const auto maps = pictures(16);
        gallery.setMaps(maps, 0);
        gallery.viewport()->grab();
        const int drawn = gallery.tilesDrawn();
        QVERIFY(drawn >= 16);
        gallery.setMaps(std::make_shared<MapsSnapshot>(*maps), 0); // the same, published again
        gallery.setSelectedUnit(3);
        gallery.viewport()->grab();
        QCOMPARE(gallery.tilesDrawn(), drawn);
        const auto changed = std::make_shared<MapsSnapshot>(*maps);
        changed->populations[0].maps.values[7 * 400 + 11] = 0.5f; // a bin of unit 7
        gallery.setMaps(changed, 0);
        gallery.viewport()->grab();
        QCOMPARE(gallery.tilesDrawn(), drawn + 1);
    }

    void oneScaleShowsWhichUnitsAreWeak() {
        const auto maps = pictures(2);
        for (float& value : maps->populations[0].maps.values)
            if (&value < &maps->populations[0].maps.values[400])
                value *= 0.5f; // unit 0
        maps->populations[0].scores[0].peak = 0.5f;
        Gallery gallery;
        gallery.resize(400, 300);
        gallery.setMaps(maps, 0);
        const auto high = [&](int unit) {
            const QRect tile = gallery.tileRect(unit);
            return gallery.viewport()->grab().toImage().pixel(tile.center().x(),
                                                              tile.top() + tile.width() / 4);
        };
        const ColourMap colours;
        QCOMPARE(high(0), colours.at(255));
        gallery.setSharedScale(true);
        QCOMPARE(high(1), colours.at(255));
        QCOMPARE(high(0), colours.at(128));
        // A map of nothing but the noise of the arithmetic is silent, in its own scale too.
        gallery.setSharedScale(false);
        const auto quiet = pictures(2);
        for (int bin = 0; bin < 400; ++bin)
            quiet->populations[0].maps.values[static_cast<std::size_t>(bin)] *= 4.73e-11f;
        quiet->populations[0].scores[0].peak = 4.73e-11f;
        gallery.setMaps(quiet, 0);
        QCOMPARE(high(0), colours.at(0));
        QCOMPARE(gallery.textOf(0).peak, QString("0"));
    }

    void ctrlAndWheelChangeTheTilesAndAreRemembered() {
        Gallery gallery;
        gallery.resize(600, 400);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(100), 0);
        const int automatic = gallery.tileSide();
        QSignalSpy chosen(&gallery, &Gallery::tileSideChosen);
        const auto wheel = [&](int notches, Qt::KeyboardModifiers modifiers) {
            const QPoint place = gallery.tileRect(gallery.order()[0]).center();
            QWheelEvent event(place, gallery.viewport()->mapToGlobal(place), {}, {0, 120 * notches},
                              Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            QApplication::sendEvent(gallery.viewport(), &event);
        };
        wheel(-1, Qt::NoModifier);
        QCOMPARE(gallery.tileSide(), automatic);
        QVERIFY(gallery.verticalScrollBar()->value() > 0);
        gallery.verticalScrollBar()->setValue(0);
        wheel(2, Qt::ControlModifier);
        QVERIFY(gallery.tileSide() > automatic);
        QCOMPARE(chosen.back()[0].toInt(), gallery.tileSide());
        {
            Gallery next;
            next.setMaps(pictures(100), 0);
            QCOMPARE(next.tileSide(), gallery.tileSide());
        }
        for (int i = 0; i < 30; ++i)
            wheel(1, Qt::ControlModifier);
        QCOMPARE(gallery.tileSide(), Gallery::largestTile);
        for (int i = 0; i < 60; ++i)
            wheel(-1, Qt::ControlModifier);
        QCOMPARE(gallery.tileSide(), Gallery::smallestTile);
        gallery.viewport()->grab(); // labels that do not fit are left out
        QTest::keyClick(&gallery, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(gallery.tileSide(), automatic);
        QCOMPARE(chosen.back()[0].toInt(), 0);
    }

    void theOrderStaysOnceAUnitIsFollowed() {
        Gallery gallery;
        gallery.resize(600, 400);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        const auto maps = pictures(40);
        maps->updates = 100;
        gallery.setMaps(maps, 0);
        QVERIFY(gallery.keepsSorted() && !gallery.orderOutdated());
        const std::vector<int> order = gallery.order();
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {},
                          gallery.tileRect(order[2]).bottomLeft() + QPoint(5, -20));
        QVERIFY(!gallery.keepsSorted());
        // By now the lowest number is best.
        const auto later = pictures(40);
        later->updates = 2900;
        for (int unit = 0; unit < 40; ++unit)
            later->populations[0].scores[static_cast<std::size_t>(unit)].grid60 = -0.01f * unit;
        QTest::qWait(2100); // longer than a young order stays
        gallery.setMaps(later, 0);
        QCOMPARE(gallery.order(), order);
        QVERIFY(gallery.orderOutdated());
        QCOMPARE(gallery.orderAge(), QString("%1 updates ago").arg(withSeparators(2800)));
        QCOMPARE(gallery.selectedUnit(), order[2]);
        gallery.sortAgain();
        QCOMPARE(gallery.order().front(), 0);
        QVERIFY(!gallery.orderOutdated() && !gallery.keepsSorted());
        gallery.setMaps(maps, 0);
        QCOMPARE(gallery.order().front(), 0);
        gallery.setKeepSorted(true);
        QCOMPARE(gallery.order().front(), 39);
    }

    void anEditSettlesTheOrderAndAnotherRunBeginsAnew() {
        Gallery gallery;
        const auto maps = pictures(10);
        gallery.setMaps(maps, 0);
        const auto edited = std::make_shared<MapsSnapshot>(*maps);
        edited->epoch = 1;
        gallery.setMaps(edited, 0);
        QVERIFY(!gallery.keepsSorted());
        const auto again = std::make_shared<MapsSnapshot>(*maps);
        again->run.number = 1;
        gallery.setMaps(again, 0);
        QVERIFY(gallery.keepsSorted());
        // What somebody asked for stays.
        gallery.setKeepSorted(true);
        gallery.setMaps(edited, 0);
        QVERIFY(gallery.keepsSorted());
    }

    void whatASortIsByDecidesEvenWhenItIsSettled() {
        Gallery gallery;
        gallery.setMaps(pictures(10), 0);
        gallery.setKeepSorted(false);
        gallery.setOrder(sortOrders().named("index"));
        QCOMPARE(gallery.order().front(), 0);
        gallery.setOrder(sortOrders().front());
        QCOMPARE(gallery.order().front(), 9);
    }

    void pinnedUnitsStayInFront() {
        Gallery gallery;
        gallery.resize(600, 400);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(40), 0);
        const int first = gallery.order()[7], second = gallery.order()[3];
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {}, gallery.pinRect(first).center());
        QVERIFY(gallery.pinned(first));
        QCOMPARE(gallery.order()[0], first);
        QCOMPARE(gallery.selectedUnit(), -1); // the corner pins and does not select
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {},
                          gallery.tileRect(second).bottomLeft() + QPoint(5, -20));
        QTest::keyClick(&gallery, Qt::Key_P);
        QCOMPARE(gallery.order()[1], second);
        gallery.sortAgain();
        const auto edited = pictures(40);
        edited->epoch = 1;
        gallery.setMaps(edited, 0);
        QCOMPARE(gallery.order()[0], first);
        QCOMPARE(gallery.order()[1], second);
        QCOMPARE(gallery.order()[2], 39);
        // A gallery that takes its place goes on with it.
        Gallery next;
        next.setState(gallery.state());
        next.setMaps(edited, 0);
        QCOMPARE(next.order(), gallery.order());
        QTest::keyClick(&gallery, Qt::Key_P);
        QVERIFY(!gallery.pinned(second));
        QMenu menu;
        gallery.addActions(menu, second);
        for (QAction* action : menu.actions())
            if (action->text().startsWith("Pin"))
                action->trigger();
        QVERIFY(gallery.pinned(second));
    }

    void filtersShowSomeUnitsAndKeepTheSelection() {
        Gallery gallery;
        const auto maps = pictures(20);
        PopulationPicture& picture = maps->populations[0];
        picture.scores[3].peak = 0.0f;
        picture.null.maps = 100;
        picture.null.grid60p99 = 0.145;
        gallery.setMaps(maps, 0);
        gallery.setSelectedUnit(2);
        gallery.setFilter({UnitFilter::Kind::aboveNoise, nullptr, 0, 0});
        QCOMPARE(gallery.order(), (std::vector<int>{19, 18, 17, 16, 15}));
        QCOMPARE(gallery.selectedUnit(), 2);
        gallery.setFilter({UnitFilter::Kind::silent, nullptr, 0, 0});
        QCOMPARE(gallery.order(), std::vector<int>{3});
        gallery.setFilter({UnitFilter::Kind::active, nullptr, 0, 0});
        QCOMPARE(gallery.order().size(), std::size_t{19});
        gallery.setFilter({UnitFilter::Kind::metric, &metricTypes().front(), 0.075, 0.105});
        QCOMPARE(gallery.order(), (std::vector<int>{10, 9, 8}));
        gallery.setPinned(1, true); // stays, whatever is filtered
        QCOMPARE(gallery.order().front(), 1);
        gallery.setPinned(1, false);
        gallery.setFilter({UnitFilter::Kind::metric, &metricTypes().front(), 5.0, 6.0});
        QVERIFY(gallery.order().empty());
        gallery.resize(300, 200);
        QVERIFY(testing::standingOut(*gallery.viewport()) > 100); // it says why
        // Differences have no scores: nothing can be left out by them.
        const auto difference = std::make_shared<MapsSnapshot>(*maps);
        difference->populations[0].difference = true;
        gallery.setMaps(difference, 0);
        QCOMPARE(gallery.order().size(), std::size_t{20});
        gallery.setMaps(maps, 0);
        QVERIFY(gallery.order().empty());
        gallery.setFilter({});
        QCOMPARE(gallery.order().size(), std::size_t{20});
    }

    void aMetricThatIsWorkedOutElsewhereFiltersToo() {
        const auto maps = fieldsOfAllSizes(24);
        const MetricType& metric = metricTypes().named("sparsity");
        const std::vector<float> values = unitValues(*maps, 0, metric);
        Gallery gallery;
        gallery.setMaps(maps, 0);
        gallery.setFilter({UnitFilter::Kind::metric, &metric, 0.5, 1.0});
        const auto expected =
            std::count_if(values.begin(), values.end(), [](float value) { return value >= 0.5f; });
        QVERIFY(expected > 0 && expected < 24);
        QTRY_COMPARE(static_cast<long>(gallery.order().size()), expected);
    }

    void returnAndADoubleClickEnlarge() {
        Gallery gallery;
        gallery.resize(600, 400);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        gallery.setMaps(pictures(40), 0);
        QSignalSpy enlarged(&gallery, &Gallery::enlargeRequested);
        QTest::keyClick(&gallery, Qt::Key_Return);
        QCOMPARE(enlarged.size(), 0); // nothing is selected
        const int unit = gallery.order()[3];
        QTest::mouseDClick(gallery.viewport(), Qt::LeftButton, {}, gallery.tileRect(unit).center());
        QCOMPARE(enlarged.size(), 1);
        QCOMPARE(enlarged[0][0].toInt(), unit);
        gallery.setSelectedUnit(unit);
        QTest::keyClick(&gallery, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(enlarged[1][1].value<UnitPlot>(), UnitPlot::autocorrelogram);
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
