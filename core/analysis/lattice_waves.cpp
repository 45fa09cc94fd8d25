#include "core/analysis/lattice_waves.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/hann_window.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

std::array<Vec2, 2> reciprocal(const std::array<Vec2, 2>& axes) {
    const double area = cross(axes[0], axes[1]);
    return {Vec2{axes[1].y / area, -axes[1].x / area}, Vec2{-axes[0].y / area, axes[0].x / area}};
}

/// exp(-2 pi i wave . place), of columns and of rows, from the centre.
struct WindowedMaps::Turns {
    Turns(int rowCount, int columnCount, Wave wave) {
        const auto add = [](std::vector<std::complex<double>>& turns, int count, double cycles) {
            for (int bin = 0; bin < count; ++bin)
                turns.push_back(
                    std::polar(1.0, -2.0 * std::numbers::pi * cycles * (bin - 0.5 * (count - 1))));
        };
        add(columns, columnCount, wave.x);
        add(rows, rowCount, wave.y);
    }
    std::vector<std::complex<double>> columns, rows;
};

WindowedMaps::WindowedMaps(std::span<const RateMap> maps, const std::vector<bool>& isMember)
    : rows_(maps.front().rows), columns_(maps.front().columns) {
    for (std::size_t unit = 0; unit < maps.size(); ++unit)
        windowed_.push_back(isMember[unit] ? windowed(maps[unit]) : std::vector<double>{});
}

std::complex<double> WindowedMaps::amplitude(std::size_t unit, Wave wave) const {
    return sum(windowed_[unit], Turns(rows_, columns_, wave));
}

double WindowedMaps::power(const std::vector<bool>& of, Wave wave) const {
    const Turns turned(rows_, columns_, wave);
    double power = 0.0;
    for (std::size_t unit = 0; unit < of.size(); ++unit)
        if (of[unit])
            power += std::norm(sum(windowed_[unit], turned));
    return power;
}

std::vector<double> WindowedMaps::windowed(const RateMap& map) const {
    std::vector<double> values = withoutNaN(std::span<const double>(map.values));
    double mean = 0.0, weight = 0.0;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column) {
            const double window = hannWindow(row, rows_) * hannWindow(column, columns_);
            mean += window * values[map.index(row, column)];
            weight += window;
        }
    mean /= weight;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column) {
            double& value = values[map.index(row, column)];
            value = (value - mean) * hannWindow(row, rows_) * hannWindow(column, columns_);
        }
    return values;
}

std::complex<double> WindowedMaps::sum(const std::vector<double>& map, const Turns& turned) {
    std::complex<double> total = 0.0;
    const double* value = map.data();
    for (const std::complex<double> ofRow : turned.rows) {
        std::complex<double> along = 0.0;
        for (const std::complex<double> ofColumn : turned.columns)
            along += *value++ * ofColumn;
        total += along * ofRow;
    }
    return total;
}

} // namespace hippodrome
