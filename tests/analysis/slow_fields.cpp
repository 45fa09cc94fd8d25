#include "tests/analysis/slow_fields.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/morphology.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hippodrome::slow {

RateMap openedByReconstruction(const RateMap& map) {
    RateMap opened = map;
    const auto forEachNeighbour = [&](int row, int column, bool corners, auto visit) {
        for (int r = std::max(0, row - 1); r <= std::min(map.rows - 1, row + 1); ++r)
            for (int c = std::max(0, column - 1); c <= std::min(map.columns - 1, column + 1); ++c)
                if ((r != row || c != column) && (corners || r == row || c == column))
                    visit(r, c);
    };
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c)
            forEachNeighbour(r, c, false, [&](int i, int j) {
                opened.at(r, c) = std::min(opened.at(r, c), map.at(i, j));
            });
    for (bool changed = true; changed;) {
        changed = false;
        for (int r = 0; r < map.rows; ++r)
            for (int c = 0; c < map.columns; ++c) {
                double highest = opened.at(r, c);
                forEachNeighbour(r, c, true, [&](int i, int j) {
                    highest = std::max(highest, opened.at(i, j));
                });
                highest = std::min(highest, map.at(r, c));
                changed |= highest > opened.at(r, c);
                opened.at(r, c) = highest;
            }
    }
    return opened;
}

namespace {

constexpr double lastThreshold = 0.2;
constexpr double thresholdStep = 0.02;
/// Bins of earlier fields, and bins too weak for any, are raised above all peaks by this factor.
constexpr double raised = 1.5;
/// Bins below this share of the smallest allowed peak are silent, not weak.
constexpr double silentShare = 0.01;

/// Grows fields one after the other on a map that it changes as it goes.
class FieldGrower {
public:
    FieldGrower(const RateMap& map, const FieldRules& rules)
        : rules_(rules), original_(map), visited_(map.values.size()) {
        for (std::size_t i = 0; i < visited_.size(); ++i)
            visited_[i] = !std::isnan(map.values[i]);
        original_.values = withoutNaN<double>(map.values);
        image_ = slow::openedByReconstruction(original_);
        highest_ = image_.peak();
    }

    const RateMap& openedMap() const { return image_; }
    const RateMap& originalMap() const { return original_; }

    std::vector<Field> fieldsAt(const std::vector<int>& peaks) {
        for (double& value : image_.values)
            if (value < rules_.minimumPeak && value > silentShare * rules_.minimumPeak)
                value = highest_ * raised;
        std::vector<int> labels(image_.values.size(), -1);
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            const std::vector<char> region = grow(peaks, i);
            for (std::size_t bin = 0; bin < region.size(); ++bin)
                if (region[bin]) {
                    image_.values[bin] = highest_ * raised;
                    labels[bin] = static_cast<int>(i);
                }
        }
        std::vector<Field> fields;
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            Field field = describe(labels, static_cast<int>(i));
            if (static_cast<int>(field.bins.size()) >= rules_.minimumBins &&
                field.meanRate >= rules_.minimumMean)
                fields.push_back(std::move(field));
        }
        return fields;
    }

private:
    struct Region {
        std::vector<char> bins;
        int area = 0;
    };

    /// The bins around peak `i` above a share of its value; none when they enclose a visited bin
    /// or hold another peak.
    std::optional<Region> regionAbove(double share, const std::vector<int>& peaks,
                                      std::size_t i) const {
        const auto peak = static_cast<std::size_t>(peaks[i]);
        const double threshold = image_.values[peak] * share;
        std::vector<char> above(image_.values.size());
        for (std::size_t bin = 0; bin < above.size(); ++bin)
            above[bin] = image_.values[bin] >= threshold;
        if (!above[peak])
            return std::nullopt;
        Region region;
        region.bins = connectedRegion(above, image_.rows, image_.columns, peaks[i]);
        const std::vector<char> holes = enclosedBins(region.bins, image_.rows, image_.columns);
        for (std::size_t bin = 0; bin < holes.size(); ++bin)
            if (holes[bin] && visited_[bin])
                return std::nullopt;
        for (std::size_t other = 0; other < peaks.size(); ++other)
            if (other != i && region.bins[static_cast<std::size_t>(peaks[other])])
                return std::nullopt;
        region.area = static_cast<int>(std::count(region.bins.begin(), region.bins.end(), 1));
        return region;
    }

    /// How fast the area grows at first between two thresholds, and the area at the second.
    struct FirstGrowth {
        double ratio = 0.0;
        int area = 0;
    };
    std::optional<FirstGrowth> growthBetween(double first, double second,
                                             const std::vector<int>& peaks, std::size_t i) const {
        const std::optional<Region> a = regionAbove(first, peaks, i);
        if (!a)
            return std::nullopt;
        const std::optional<Region> b = regionAbove(second, peaks, i);
        if (!b)
            return std::nullopt;
        return FirstGrowth{static_cast<double>(b->area) / a->area, b->area};
    }

    std::vector<char> grow(const std::vector<int>& peaks, std::size_t i) const {
        double start = rules_.firstThreshold;
        std::optional<FirstGrowth> growth = growthBetween(start, start - thresholdStep, peaks, i);
        if (!growth) {
            // A crowded peak: begin closer to its top, in four steps up to the peak itself.
            const double from = start + 0.01;
            for (int step = 0; step < 4 && !growth; ++step) {
                const double share = step == 3 ? 1.0 : from + step * ((1.0 - from) / 3.0);
                growth = growthBetween(share, share - 0.01, peaks, i);
                if (growth)
                    start = share - 0.01;
            }
        }
        std::vector<char> grown(image_.values.size());
        if (!growth)
            return grown;

        double lastArea = growth->area;
        int unchanged = 0, shrinking = 0;
        const int steps = static_cast<int>((start - lastThreshold) / thresholdStep) + 1;
        for (int step = 0; step < steps; ++step) {
            double share = lastThreshold;
            if (step < steps - 1)
                share = start + step * ((lastThreshold - start) / (steps - 1));
            share = std::nearbyint(share * 100.0) / 100.0;
            const std::optional<Region> region = regionAbove(share, peaks, i);
            if (!region)
                break;
            const double change = region->area / lastArea;
            shrinking = change < 1.0 ? shrinking + 1 : 0;
            if (std::floor(change / growth->ratio) > 2.0 || shrinking >= 3)
                break;
            unchanged = change == 1.0 ? unchanged + 1 : 0;
            if (unchanged >= 10)
                break;
            lastArea = region->area;
            grown = region->bins;
        }
        return grown;
    }

    Field describe(const std::vector<int>& labels, int label) const {
        Field field;
        double sum = 0.0;
        for (std::size_t bin = 0; bin < labels.size(); ++bin) {
            if (labels[bin] != label)
                continue;
            const int row = static_cast<int>(bin) / original_.columns;
            const int column = static_cast<int>(bin) % original_.columns;
            const double rate = original_.values[bin];
            if (field.bins.empty() || rate > field.peakRate) {
                field.peakRate = rate;
                field.peakRow = row;
                field.peakColumn = column;
            }
            field.bins.push_back(static_cast<int>(bin));
            sum += rate;
            field.centroidRow += row;
            field.centroidColumn += column;
        }
        const auto count = static_cast<double>(std::max<std::size_t>(1, field.bins.size()));
        field.meanRate = sum / count;
        field.centroidRow /= count;
        field.centroidColumn /= count;
        return field;
    }

    FieldRules rules_;
    RateMap original_; ///< unvisited bins are 0
    RateMap image_;    ///< opened, then changed by every field found
    std::vector<char> visited_;
    double highest_ = 0.0;
};

} // namespace

std::vector<Field> findFields(const RateMap& map, const FieldRules& rules) {
    if (!(map.peak() > 0.0))
        return {};
    FieldGrower grower(map, rules);
    std::vector<int> peaks;
    for (const Plateau& plateau : regionalMaxima(grower.openedMap(), true)) {
        const int peak =
            static_cast<int>(plateau.row) * map.columns + static_cast<int>(plateau.column);
        if (grower.originalMap().values[static_cast<std::size_t>(peak)] >= rules.minimumPeak)
            peaks.push_back(peak);
    }
    return grower.fieldsAt(peaks);
}

std::vector<Field> findFieldAt(const RateMap& map, int row, int column, const FieldRules& rules) {
    if (!(map.peak() > 0.0))
        return {};
    return FieldGrower(map, rules).fieldsAt({row * map.columns + column});
}

} // namespace hippodrome::slow
