#include "core/scene/sort_order.h"

namespace hippodrome {

const Kinds<SortOrder>& sortOrders() {
    static const Kinds<SortOrder> orders = [] {
        const Kinds<MetricType>& metrics = metricTypes();
        // The names of these two are older than the list of metrics.
        std::vector<SortOrder> all{{"grid_score", &metrics.front()}, {"index", nullptr}};
        for (std::size_t i = 1; i < metrics.size(); ++i)
            all.push_back({metrics[i].key, &metrics[i]});
        return Kinds<SortOrder>("an order", std::move(all));
    }();
    return orders;
}

} // namespace hippodrome
