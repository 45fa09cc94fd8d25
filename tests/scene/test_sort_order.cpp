#include "core/scene/scene.h"
#include "core/scene/sort_order.h"

#include <gtest/gtest.h>

namespace hippodrome::test_sort_order {

TEST(SortOrder, HasOneForEveryMetricAndTheNumbers) {
    EXPECT_EQ(sortOrders().size(), metricTypes().size() + 1);
    EXPECT_EQ(sortOrders().front().metric, &metricTypes().front());
    EXPECT_EQ(ViewParameters().sortBy, sortOrders().front().key);
    EXPECT_EQ(sortOrders().named("index").metric, nullptr);
    for (std::size_t i = 1; i < metricTypes().size(); ++i)
        EXPECT_EQ(sortOrders().named(metricTypes()[i].key).metric, &metricTypes()[i]);
}

TEST(SortOrder, ScenesSayEachOfThem) {
    const auto withOrder = [](const std::string& key) {
        const Json view = {{"sort_by", key}};
        return ViewParameters::fields().read(JsonCursor(JsonDocument{view, {}, {}}));
    };
    for (const SortOrder& order : sortOrders()) {
        const ViewParameters view = withOrder(order.key);
        EXPECT_EQ(view.sortBy, order.key);
        EXPECT_EQ(ViewParameters::fields().write(view).at("sort_by"), order.key);
    }
    EXPECT_THROW(withOrder("size"), Error);
}

} // namespace hippodrome::test_sort_order
