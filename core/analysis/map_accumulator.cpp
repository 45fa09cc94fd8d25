#include "core/analysis/map_accumulator.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace hippodrome {

namespace {

constexpr float noValue = std::numeric_limits<float>::quiet_NaN();
/// Whole cache lines, and enough that a thread is worth waking.
constexpr std::size_t unitsOfAThread = 64;

} // namespace

MapAccumulator::MapAccumulator(const BinGrid& grid, int units)
    : grid_(grid), units_(units), weights_(static_cast<std::size_t>(grid.bins())),
      sums_(static_cast<std::size_t>(grid.bins()) * static_cast<std::size_t>(units)) {}

void MapAccumulator::add(Vec2 position, std::span<const float> activity, double weight) {
    assert(activity.size() == static_cast<std::size_t>(units_));
    const int bin = grid_.binOf(position);
    if (bin < 0)
        return;
    weights_[static_cast<std::size_t>(bin)] += weight;
    totalWeight_ += weight;
    double* sums = sums_.data() + static_cast<std::size_t>(bin) * activity.size();
    for (std::size_t unit = 0; unit < activity.size(); ++unit)
        sums[unit] += weight * static_cast<double>(activity[unit]);
}

void MapAccumulator::fadeAndAdd(double factor, std::span<const Samples> samples,
                                ThreadPool& threads) {
    std::vector<int> bins;
    for (double& weight : weights_)
        weight *= factor;
    totalWeight_ *= factor;
    for (const Samples& part : samples)
        for (const Vec2& place : part.places) {
            bins.push_back(grid_.binOf(place));
            if (bins.back() < 0)
                continue;
            weights_[static_cast<std::size_t>(bins.back())] += 1.0;
            totalWeight_ += 1.0;
        }
    // Each part of the units is one thread's, in all bins, so that every sum keeps its order.
    const auto units = static_cast<std::size_t>(units_);
    const std::size_t parts = (units + unitsOfAThread - 1) / unitsOfAThread;
    threads.forEach(parts, [&](std::size_t part) {
        const std::size_t first = part * unitsOfAThread;
        const std::size_t count = std::min(unitsOfAThread, units - first);
        for (std::size_t bin = 0; bin < weights_.size(); ++bin) {
            double* sums = sums_.data() + bin * units + first;
            for (std::size_t unit = 0; unit < count; ++unit)
                sums[unit] *= factor;
        }
        auto bin = bins.begin();
        for (const Samples& some : samples)
            for (std::size_t row = 0; row < some.places.size(); ++row, ++bin) {
                if (*bin < 0)
                    continue;
                double* sums = sums_.data() + static_cast<std::size_t>(*bin) * units + first;
                const float* activity = some.activity + row * units + first;
                for (std::size_t unit = 0; unit < count; ++unit)
                    sums[unit] += static_cast<double>(activity[unit]);
            }
    });
}

void MapAccumulator::add(const MapAccumulator& other) {
    assert(other.sums_.size() == sums_.size());
    for (std::size_t k = 0; k < weights_.size(); ++k)
        weights_[k] += other.weights_[k];
    for (std::size_t k = 0; k < sums_.size(); ++k)
        sums_[k] += other.sums_[k];
    totalWeight_ += other.totalWeight_;
}

void MapAccumulator::forget(double factor) {
    for (double& weight : weights_)
        weight *= factor;
    for (double& sum : sums_)
        sum *= factor;
    totalWeight_ *= factor;
}

void MapAccumulator::clear() {
    std::fill(weights_.begin(), weights_.end(), 0.0);
    std::fill(sums_.begin(), sums_.end(), 0.0);
    totalWeight_ = 0.0;
}

void MapAccumulator::clearBin(int bin) {
    const std::size_t index = static_cast<std::size_t>(bin);
    const std::size_t units = static_cast<std::size_t>(units_);
    totalWeight_ -= weights_[index];
    weights_[index] = 0.0;
    std::fill_n(sums_.begin() + static_cast<long>(index * units), units, 0.0);
}

PopulationMaps MapAccumulator::means(double minimumWeight) const {
    PopulationMaps maps{units_, grid_.rows, grid_.columns, {}};
    const std::size_t bins = weights_.size();
    const std::size_t units = static_cast<std::size_t>(units_);
    maps.values.resize(bins * units, noValue);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        if (weights_[bin] <= 0.0 || weights_[bin] < minimumWeight)
            continue;
        const double inverse = 1.0 / weights_[bin];
        const double* sums = sums_.data() + bin * units;
        for (std::size_t unit = 0; unit < units; ++unit)
            maps.values[unit * bins + bin] = static_cast<float>(sums[unit] * inverse);
    }
    return maps;
}

MapAccumulator MapAccumulator::rebinned(const BinGrid& grid) const {
    MapAccumulator result(grid, units_);
    const std::size_t units = static_cast<std::size_t>(units_);
    for (int row = 0; row < grid_.rows; ++row)
        for (int column = 0; column < grid_.columns; ++column) {
            const std::size_t from = static_cast<std::size_t>(row * grid_.columns + column);
            const int to = grid.binOf(grid_.centre(row, column));
            if (to < 0)
                continue;
            result.weights_[static_cast<std::size_t>(to)] += weights_[from];
            result.totalWeight_ += weights_[from];
            for (std::size_t unit = 0; unit < units; ++unit)
                result.sums_[static_cast<std::size_t>(to) * units + unit] +=
                    sums_[from * units + unit];
        }
    return result;
}

std::vector<float> MapAccumulator::weights() const {
    std::vector<float> result(weights_.size(), noValue);
    for (std::size_t bin = 0; bin < weights_.size(); ++bin)
        if (weights_[bin] > 0.0)
            result[bin] = static_cast<float>(weights_[bin]);
    return result;
}

std::vector<double> MapAccumulator::sums(int unit) const {
    std::vector<double> result(weights_.size());
    for (std::size_t bin = 0; bin < weights_.size(); ++bin)
        result[bin] =
            sums_[bin * static_cast<std::size_t>(units_) + static_cast<std::size_t>(unit)];
    return result;
}

void MapAccumulator::state(StateVisitor& s) {
    s("weights", weights_, Allowed::seconds())("sums", sums_, Allowed::any());
    s("total_weight", totalWeight_, Allowed::seconds());
}

} // namespace hippodrome
