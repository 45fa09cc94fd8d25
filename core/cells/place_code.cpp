#include "core/cells/place_code.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

using P = PlaceCodeParameters;

/// The difference of two coordinates, by the shorter way around when the axis is joined.
double axisDistance(double a, double b, double period, bool periodic) {
    const double distance = std::abs(a - b);
    return periodic ? std::min(distance, std::abs(period - distance)) : distance;
}

} // namespace

const Fields<P>& P::fields() {
    static const Fields<P> list =
        Fields<P>()
            .integer("cells", &P::cells,
                     {.label = "Place cells",
                      .minimum = 1,
                      .maximum = 4096,
                      .help = "Number of place cells; on a lattice, about this many.",
                      .source = "Banino et al. 2018: 256; Sorscher et al. 2019: 512"})
            .choice("centres", &P::centres,
                    {{"lattice", Centres::lattice},
                     {"jittered", Centres::jittered},
                     {"random", Centres::random}},
                    {.label = "Centres",
                     .help = "On a square lattice, on one with displaced points, or anywhere.",
                     .source = "Both papers: random"})
            .real("jitter", &P::jitter,
                  {.label = "Jitter",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Largest displacement of a jittered centre along x and y, as a share of "
                           "the spacing."})
            .choice(
                "code", &P::code,
                {{"softmax", Code::softmax},
                 {"softmax_difference", Code::softmaxDifference},
                 {"difference_of_gaussians", Code::differenceOfGaussians},
                 {"gaussian", Code::gaussian}},
                {.label = "Code",
                 .help = "Softmax codes are distributions, learned with cross-entropy; the others "
                         "are learned with squared error.",
                 .source = "Banino et al. 2018: softmax; Sorscher et al. 2019: softmax_difference"})
            .realOrAuto(
                "width", &P::width,
                {.label = "Field width",
                 .unit = "m",
                 .minimum = 0.001,
                 .maximum = 10.0,
                 .help = "Standard deviation of the Gaussian around a centre. \"auto\": 0.12 m in "
                         "an arena of 2.2 m x 2.2 m, and in proportion to the root of the free "
                         "area in others, when training starts.",
                 .source = "Sorscher et al. 2019: 0.12; Banino et al. 2018: 0.01"})
            .real("surround_amplitude", &P::surroundAmplitude,
                  {.label = "Surround amplitude",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Height of the inhibitory surround in a difference of Gaussians; the "
                           "inverse square of the width ratio makes the mean zero."})
            .real("surround_ratio", &P::surroundRatio,
                  {.label = "Surround width ratio",
                   .minimum = 1.0,
                   .maximum = 10.0,
                   .help = "Width of the surround over the width of the field, in both difference "
                           "codes.",
                   .source = "Sorscher et al. 2019: variance ratio 2"});
    return list;
}

PlaceCode::PlaceCode(const P& parameters, const ArenaGeometry& geometry, Rng& rng)
    : PlaceCode(parameters, geometry,
                parameters.centres == P::Centres::random
                    ? randomCentres(geometry, parameters.cells, rng)
                    : aboutAsManyCentres(
                          geometry, parameters.cells,
                          parameters.centres == P::Centres::jittered ? parameters.jitter : 0.0,
                          rng)) {}

PlaceCode::PlaceCode(const P& parameters, const ArenaGeometry& geometry, std::vector<Vec2> centres)
    : parameters_(parameters), bounds_(geometry.bounds()), periodic_(geometry.periodic()),
      centres_(std::move(centres)) {
    assert(!centres_.empty());
    // A complete lattice shows in the centres themselves: equal x down every column, equal y along
    // every row.
    std::size_t columns = 1;
    while (columns < centres_.size() && centres_[columns].y == centres_[0].y)
        ++columns;
    if (columns > 1 && centres_.size() > columns && centres_.size() % columns == 0) {
        Axes axes;
        for (std::size_t i = 0; i < columns; ++i)
            axes.x.push_back(centres_[i].x);
        for (std::size_t i = 0; i < centres_.size(); i += columns)
            axes.y.push_back(centres_[i].y);
        bool complete = true;
        for (std::size_t i = 0; i < centres_.size(); ++i)
            complete &= centres_[i] == Vec2{axes.x[i % columns], axes.y[i / columns]};
        if (complete)
            axes_ = std::move(axes);
    }
    measure(geometry);
}

bool PlaceCode::isDistribution() const {
    return parameters_.code == P::Code::softmax || parameters_.code == P::Code::softmaxDifference;
}

Vec2 PlaceCode::displacement(Vec2 from, Vec2 to) const {
    Vec2 d = to - from;
    if (periodic_) {
        d.x = std::remainder(d.x, bounds_.width());
        d.y = std::remainder(d.y, bounds_.height());
    }
    return d;
}

template <class T>
void PlaceCode::gaussians(Vec2 position, double width, bool rescaled, Scratch<T>& scratch,
                          T* out) const {
    const double scale = -0.5 / (width * width);
    if (axes_) {
        const auto factors = [&](const std::vector<double>& axis, double at, double period,
                                 std::vector<T>& result) {
            result.resize(axis.size());
            double nearest = 0.0;
            if (rescaled) {
                nearest = axisDistance(axis[0], at, period, periodic_);
                for (const double value : axis)
                    nearest = std::min(nearest, axisDistance(value, at, period, periodic_));
            }
            for (std::size_t i = 0; i < axis.size(); ++i) {
                const double d = axisDistance(axis[i], at, period, periodic_);
                result[i] = std::exp(static_cast<T>(scale * (d * d - nearest * nearest)));
            }
        };
        factors(axes_->x, position.x, bounds_.width(), scratch.alongX);
        factors(axes_->y, position.y, bounds_.height(), scratch.alongY);
        const std::size_t columns = scratch.alongX.size();
        const T* x = scratch.alongX.data();
        for (std::size_t row = 0; row < scratch.alongY.size(); ++row, out += columns) {
            const T y = scratch.alongY[row];
            for (std::size_t column = 0; column < columns; ++column)
                out[column] = y * x[column];
        }
        return;
    }
    std::vector<double>& squares = scratch.squares;
    squares.resize(centres_.size());
    for (std::size_t i = 0; i < centres_.size(); ++i) {
        const double dx = axisDistance(centres_[i].x, position.x, bounds_.width(), periodic_);
        const double dy = axisDistance(centres_[i].y, position.y, bounds_.height(), periodic_);
        squares[i] = dx * dx + dy * dy;
    }
    const double nearest = rescaled ? *std::min_element(squares.begin(), squares.end()) : 0.0;
    for (std::size_t i = 0; i < centres_.size(); ++i)
        out[i] = std::exp(static_cast<T>(scale * (squares[i] - nearest)));
}

template <class T>
void PlaceCode::softmax(Vec2 position, double width, Scratch<T>& scratch, T* out) const {
    gaussians(position, width, true, scratch, out);
    T sum = 0;
    for (std::size_t i = 0; i < centres_.size(); ++i)
        sum += out[i];
    const T factor = T(1) / sum;
    for (std::size_t i = 0; i < centres_.size(); ++i)
        out[i] *= factor;
}

template <class T>
void PlaceCode::encode(std::span<const Vec2> positions, T* out) const {
    const std::size_t count = centres_.size();
    const double surroundWidth = parameters_.width * parameters_.surroundRatio;
    Scratch<T> scratch;
    std::vector<T>& surround = scratch.surround;
    surround.resize(count);
    for (const Vec2 position : positions) {
        switch (parameters_.code) {
        case P::Code::gaussian:
            gaussians(position, parameters_.width, false, scratch, out);
            break;
        case P::Code::softmax:
            softmax(position, parameters_.width, scratch, out);
            break;
        case P::Code::differenceOfGaussians: {
            const T amplitude = static_cast<T>(parameters_.surroundAmplitude);
            gaussians(position, surroundWidth, false, scratch, surround.data());
            // With twice the variance, the field is the square of the surround.
            if (std::abs(parameters_.surroundRatio * parameters_.surroundRatio - 2.0) < 1e-12) {
                for (std::size_t i = 0; i < count; ++i)
                    out[i] = surround[i] * (surround[i] - amplitude);
            } else {
                gaussians(position, parameters_.width, false, scratch, out);
                for (std::size_t i = 0; i < count; ++i)
                    out[i] -= amplitude * surround[i];
            }
            break;
        }
        case P::Code::softmaxDifference: {
            softmax(position, parameters_.width, scratch, out);
            softmax(position, surroundWidth, scratch, surround.data());
            T lowest = out[0] - surround[0], sum = 0;
            for (std::size_t i = 0; i < count; ++i) {
                out[i] -= surround[i];
                lowest = std::min(lowest, out[i]);
                sum += out[i];
            }
            const T shift = std::abs(lowest);
            sum += shift * static_cast<T>(count);
            // Equal widths, or one cell, leave nothing of the difference.
            const T factor = sum > 0 ? T(1) / sum : T(0);
            const T floor = sum > 0 ? T(0) : T(1) / static_cast<T>(count);
            for (std::size_t i = 0; i < count; ++i)
                out[i] = (out[i] + shift) * factor + floor;
            break;
        }
        }
        out += count;
    }
}

template <class T>
Vec2 PlaceCode::decodeArgMax(const T* activity) const {
    const auto best = std::max_element(activity, activity + centres_.size()) - activity;
    return centres_[static_cast<std::size_t>(best)];
}

template <class T>
Vec2 PlaceCode::decodeTopThree(const T* activity) const {
    std::array<std::size_t, 3> best{};
    std::size_t known = 0;
    for (std::size_t i = 0; i < centres_.size(); ++i) {
        std::size_t place = known;
        while (place > 0 && activity[i] > activity[best[place - 1]])
            --place;
        if (place >= best.size())
            continue;
        known = std::min(known + 1, best.size());
        std::copy_backward(best.begin() + static_cast<long>(place),
                           best.begin() + static_cast<long>(known) - 1,
                           best.begin() + static_cast<long>(known));
        best[place] = i;
    }
    const Vec2 first = centres_[best[0]];
    Vec2 offset;
    for (std::size_t i = 1; i < known; ++i)
        offset += displacement(first, centres_[best[i]]) / static_cast<double>(known);
    Vec2 mean = first + offset;
    if (periodic_) {
        const Vec2 relative = mean - bounds_.minimum;
        mean.x -= std::floor(relative.x / bounds_.width()) * bounds_.width();
        mean.y -= std::floor(relative.y / bounds_.height()) * bounds_.height();
    }
    return mean;
}

void PlaceCode::measure(const ArenaGeometry& geometry) {
    // About four thousand places, evenly spread.
    constexpr double places = 4096.0;
    const double step = std::sqrt(geometry.area() / places);
    const int columns = std::max(1, static_cast<int>(std::lround(bounds_.width() / step)));
    const int rows = std::max(1, static_cast<int>(std::lround(bounds_.height() / step)));
    std::vector<double> activity(centres_.size());
    double squares = 0.0, entropy = 0.0;
    int inside = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const Vec2 place = bounds_.minimum + Vec2{(column + 0.5) * bounds_.width() / columns,
                                                      (row + 0.5) * bounds_.height() / rows};
            if (!geometry.contains(place))
                continue;
            ++inside;
            encode(std::span<const Vec2>(&place, 1), activity.data());
            for (const double p : activity) {
                squares += p * p;
                if (p > 0.0)
                    entropy -= p * std::log(p);
            }
        }
    if (inside == 0)
        return;
    meanSquare_ = squares / inside / cells();
    meanEntropy_ = isDistribution() ? entropy / inside : 0.0;
}

template void PlaceCode::encode(std::span<const Vec2>, float*) const;
template void PlaceCode::encode(std::span<const Vec2>, double*) const;
template Vec2 PlaceCode::decodeArgMax(const float*) const;
template Vec2 PlaceCode::decodeArgMax(const double*) const;
template Vec2 PlaceCode::decodeTopThree(const float*) const;
template Vec2 PlaceCode::decodeTopThree(const double*) const;

} // namespace hippodrome
