// What every metric must do, whatever it measures: the suite walks the list.
#include "core/analysis/metrics.h"
#include "core/analysis/scored_map.h"
#include "core/scene/sort_order.h"

#include "tests/contract/kind_contract.h"

#include <cmath>
#include <numbers>

#include "docs/guides/skeletons/my_metric.h"

namespace hippodrome::test_metric_contract {
namespace {

/// Fields on a hexagonal lattice, so many bins apart.
RateMap hexagonal(int rows, int columns, double spacing) {
    RateMap map(rows, columns);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            double sum = 0.0;
            for (int wave = 0; wave < 3; ++wave) {
                const double angle = (0.1 + wave / 3.0) * std::numbers::pi;
                const double number = 4.0 * std::numbers::pi / (std::numbers::sqrt3 * spacing);
                sum += std::cos(number * (column * std::cos(angle) + row * std::sin(angle)));
            }
            map.at(row, column) = 2.0 * (sum + 1.5);
        }
    return map;
}

RateMap withHoles(RateMap map) {
    for (std::size_t i = 0; i < map.values.size(); ++i)
        if (i % 7 == 3 || i / static_cast<std::size_t>(map.columns) == 4)
            map.values[i] = std::nan("");
    return map;
}

/// What a rate map may come to: noise of any size and scale, with bins that nobody visited.
RateMap random(Rng& rng) {
    RateMap map(5 + static_cast<int>(rng.below(20)), 5 + static_cast<int>(rng.below(20)));
    const double scale = std::pow(10.0, rng.uniform(-4.0, 3.0));
    const double holes = rng.uniform() < 0.5 ? 0.0 : rng.uniform(0.0, 0.9);
    const double silent = rng.uniform() < 0.5 ? 0.0 : rng.uniform(0.0, 1.0);
    for (double& value : map.values)
        value = rng.uniform() < holes    ? std::nan("")
                : rng.uniform() < silent ? 0.0
                                         : scale * rng.uniform();
    return map;
}

class MetricContract : public ::testing::TestWithParam<const MetricType*> {
protected:
    const MetricType& type_ = *GetParam();

    MetricValue of(const RateMap& map, const MetricOptions& options = {},
                   const RateMap* occupancy = nullptr) const {
        const GridScorer scorer(map.rows, map.columns);
        return type_.compute(ScoredMap(map, scorer, options, occupancy));
    }
    /// A finite number, or a reason why there is none; the same again when it is asked again.
    void expectSound(const RateMap& map, const MetricOptions& options = {},
                     const RateMap* occupancy = nullptr) const {
        const MetricValue value = of(map, options, occupancy);
        if (value.value)
            EXPECT_TRUE(std::isfinite(*value.value)) << *value.value;
        else
            EXPECT_FALSE(value.reason.empty()) << "undefined without a reason";
        EXPECT_EQ(value.value, of(map, options, occupancy).value) << "another time another number";
    }
};

TEST_P(MetricContract, SaysWhatItIs) {
    testing::expectWords(type_.key, type_.label, type_.help);
    EXPECT_GE(type_.column.width, static_cast<int>(type_.column.heading.size()));
    EXPECT_GE(type_.column.digits, 0);
}

TEST_P(MetricContract, IsANumberOrUndefinedOnWhateverMap) {
    for (const double value : {0.0, 3.0, 1e-300, 1e6, -2.0, std::nan("")})
        expectSound(RateMap(20, 20, value));
    expectSound(RateMap(1, 1, 2.0));
    expectSound(RateMap(1, 20, 2.0));
    expectSound(RateMap(20, 1, 2.0));
    expectSound(RateMap(2, 2, 1.0));
    RateMap one(20, 20, std::nan("")); // a single bin was visited
    one.at(7, 9) = 4.0;
    expectSound(one);
    RateMap peak(20, 20, 0.0);
    peak.at(0, 0) = 1.0;
    expectSound(peak);
    const RateMap lattice = hexagonal(20, 20, 8.0);
    for (const RateMap& map : {lattice, withHoles(lattice), hexagonal(12, 31, 6.0)}) {
        expectSound(map);
        const RateMap seconds(map.rows, map.columns, 2.5);
        MetricOptions options;
        options.binSize = 0.05;
        expectSound(map, options, &seconds);
        options.ratesInHertz = false;
        expectSound(map, options);
        const RateMap never(map.rows, map.columns, std::nan(""));
        expectSound(map, options, &never);
    }
}

TEST_P(MetricContract, IsDefinedForSomeMap) {
    MetricOptions options;
    options.binSize = 0.05;
    RateMap map = hexagonal(20, 20, 8.0);
    for (int row = 0; row < map.rows; ++row)
        map.at(row, 0) += 6.0; // and a field along a wall
    const MetricValue value = of(map, options);
    EXPECT_TRUE(value.value) << value.reason;
}

TEST_P(MetricContract, StaysInItsRangeOnRandomMaps) {
    Rng rng(11);
    for (int trial = 0; trial < 200; ++trial) {
        const RateMap map = random(rng);
        SCOPED_TRACE("map " + std::to_string(trial) + " of " + std::to_string(map.rows) + " x " +
                     std::to_string(map.columns));
        expectSound(map);
        if (const auto value = of(map).value) {
            EXPECT_GE(*value, type_.range.minimum - 1e-9);
            EXPECT_LE(*value, type_.range.maximum + 1e-9);
        }
    }
}

class MetricOnTheList : public MetricContract {};

TEST_P(MetricOnTheList, HasAPageAndAnOrderOfGalleries) {
    testing::expectPage(type_.key, "docs/metrics.md");
    EXPECT_EQ(metricTypes().find(type_.key), &type_) << "another one has the key";
    const auto& orders = sortOrders();
    EXPECT_TRUE(std::any_of(orders.begin(), orders.end(),
                            [&](const SortOrder& order) { return order.metric == &type_; }));
}

INSTANTIATE_TEST_SUITE_P(All, MetricContract, testing::kindsOf(metricTypes()), testing::nameOfKind);

/// The skeleton of docs/guides/metric.md, so that it never rots.
const Kinds<MetricType>& skeletons() {
    static const Kinds<MetricType> list("a metric", {myMetric()});
    return list;
}

INSTANTIATE_TEST_SUITE_P(Skeleton, MetricContract, ::testing::Values(&skeletons().front()),
                         testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, MetricOnTheList, testing::kindsOf(metricTypes()),
                         testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_metric_contract
