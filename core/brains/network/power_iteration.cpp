#include "core/brains/network/power_iteration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

/// Square bins over the arena, `bins` along its longer side.
BinGrid gridOver(const Bounds& bounds, int bins) {
    return BinGrid::covering(bounds, std::max(bounds.width(), bounds.height()) / bins);
}

} // namespace

PowerIteration::PowerIteration(const Parameters& parameters, const ArenaGeometry& arena,
                               std::uint64_t seed)
    : rectified_(parameters.rectified), units_(parameters.units),
      grid_(gridOver(arena.bounds(), parameters.bins)) {
    std::vector<Vec2> positions;
    for (int row = 0; row < grid_.rows; ++row)
        for (int column = 0; column < grid_.columns; ++column)
            if (arena.contains(grid_.centre(row, column))) {
                places_.push_back(row * grid_.columns + column);
                positions.push_back(grid_.centre(row, column));
            }
    if (places_.empty())
        throw Error("the arena is narrower than a bin of the map everywhere").atField("arena");
    Rng centres = Rng::stream(seed, "lesson.centres");
    const PlaceCode code(parameters.placeCode, arena, centres);
    cells_ = code.cells();
    const std::size_t cells = static_cast<std::size_t>(cells_);
    code_.resize(places_.size() * cells);
    code.encode(std::span<const Vec2>(positions), code_.data());
    if (parameters.meanRemoved) {
        std::vector<double> means(cells, 0.0);
        for (std::size_t k = 0; k < code_.size(); ++k)
            means[k % cells] += static_cast<double>(code_[k]) / static_cast<double>(places_.size());
        for (std::size_t k = 0; k < code_.size(); ++k)
            code_[k] -= static_cast<float>(means[k % cells]);
    }
    const int places = static_cast<int>(places_.size());
    const Matrix<const float> codes = matrixOf<const float>(code_.data(), places, cells_);
    forward_.set(Transposed::no, codes);
    backward_.set(Transposed::yes, codes);
    Rng starts = Rng::stream(seed, "lesson.starts");
    maps_.resize(static_cast<std::size_t>(units_) * places_.size());
    for (float& value : maps_)
        value = static_cast<float>(rectified_ ? std::abs(starts.normal()) : starts.normal());
    rescale(maps_);
    next_.resize(maps_.size());
    activities_.resize(static_cast<std::size_t>(units_) * cells);
}

void PowerIteration::rescale(std::vector<float>& unitMaps) const {
    const std::size_t places = places_.size();
    for (std::size_t unit = 0; unit * places < unitMaps.size(); ++unit) {
        const std::span<float> map = std::span(unitMaps).subspan(unit * places, places);
        double squares = 0.0;
        for (const float value : map)
            squares += static_cast<double>(value) * static_cast<double>(value);
        // A unit that was silenced altogether stays silent.
        const float factor = squares > 0.0 ? static_cast<float>(1.0 / std::sqrt(squares)) : 0.0f;
        for (float& value : map)
            value *= factor;
    }
}

void PowerIteration::step() {
    const int places = static_cast<int>(places_.size());
    const Matrix<float> activities = matrixOf(activities_.data(), units_, cells_);
    forward_.multiply(Transposed::no, matrixOf(maps_.data(), units_, places), Write::over,
                      activities);
    backward_.multiply(Transposed::no, activities, Write::over,
                       matrixOf(next_.data(), units_, places));
    if (rectified_)
        for (float& value : next_)
            value = std::max(value, 0.0f);
    rescale(next_);
    lastChange_ = 0.0;
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(units_); ++unit) {
        double squares = 0.0;
        for (std::size_t k = unit * places_.size(); k < (unit + 1) * places_.size(); ++k)
            squares += std::pow(static_cast<double>(next_[k]) - static_cast<double>(maps_[k]), 2);
        lastChange_ = std::max(lastChange_, std::sqrt(squares));
    }
    maps_.swap(next_);
    ++iterations_;
}

PopulationMaps PowerIteration::maps() const {
    PopulationMaps result{units_, grid_.rows, grid_.columns, {}};
    const std::size_t bins = static_cast<std::size_t>(grid_.bins());
    result.values.assign(static_cast<std::size_t>(units_) * bins,
                         std::numeric_limits<float>::quiet_NaN());
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(units_); ++unit) {
        const float* map = maps_.data() + unit * places_.size();
        const float largest = *std::max_element(map, map + places_.size());
        for (std::size_t k = 0; k < places_.size(); ++k)
            result.values[unit * bins + static_cast<std::size_t>(places_[k])] =
                largest > 0.0f ? map[k] / largest : map[k];
    }
    return result;
}

} // namespace hippodrome
