#include "core/analysis/distance_transform.h"

#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

constexpr double far = std::numeric_limits<double>::infinity();

/// The lower envelope of parabolas that stand on the values of one line.
class Envelope {
public:
    explicit Envelope(std::size_t length) : roots_(length), bounds_(length + 1) {}

    /// values[i] becomes the least of values[j] + (i - j)^2.
    void lower(std::vector<double>& values) {
        const int count = static_cast<int>(values.size());
        int last = -1;
        for (int i = 0; i < count; ++i) {
            if (values[at(i)] == far)
                continue;
            double from = -far;
            while (last >= 0) {
                const int j = roots_[at(last)];
                from = (values[at(i)] + static_cast<double>(i) * i - values[at(j)] -
                        static_cast<double>(j) * j) /
                       (2.0 * (i - j));
                if (from > bounds_[at(last)])
                    break;
                --last;
                from = -far;
            }
            ++last;
            roots_[at(last)] = i;
            bounds_[at(last)] = from;
        }
        if (last < 0)
            return;
        bounds_[at(last + 1)] = far;
        result_.resize(values.size());
        int k = 0;
        for (int i = 0; i < count; ++i) {
            while (bounds_[at(k + 1)] < i)
                ++k;
            const double away = i - roots_[at(k)];
            result_[at(i)] = values[at(roots_[at(k)])] + away * away;
        }
        values.swap(result_);
    }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    std::vector<int> roots_;
    std::vector<double> bounds_;
    std::vector<double> result_;
};

} // namespace

std::vector<double> distancesTo(const std::vector<char>& target, int rows, int columns,
                                bool borderIsTarget) {
    // A margin of one bin stands for all that lies beyond the border.
    const int height = rows + 2, width = columns + 2;
    const auto index = [&](int row, int column) {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(column);
    };
    std::vector<double> squares(static_cast<std::size_t>(height) * static_cast<std::size_t>(width),
                                borderIsTarget ? 0.0 : far);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            squares[index(row + 1, column + 1)] =
                target[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                       static_cast<std::size_t>(column)]
                    ? 0.0
                    : far;
    std::vector<double> line(static_cast<std::size_t>(height));
    Envelope down(line.size());
    for (int column = 0; column < width; ++column) {
        for (int row = 0; row < height; ++row)
            line[static_cast<std::size_t>(row)] = squares[index(row, column)];
        down.lower(line);
        for (int row = 0; row < height; ++row)
            squares[index(row, column)] = line[static_cast<std::size_t>(row)];
    }
    std::vector<double> result(target.size());
    line.resize(static_cast<std::size_t>(width));
    Envelope across(line.size());
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < width; ++column)
            line[static_cast<std::size_t>(column)] = squares[index(row + 1, column)];
        across.lower(line);
        for (int column = 0; column < columns; ++column)
            result[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                   static_cast<std::size_t>(column)] =
                std::sqrt(line[static_cast<std::size_t>(column) + 1]);
    }
    return result;
}

} // namespace hippodrome
