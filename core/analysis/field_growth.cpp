#include "core/analysis/field_growth.h"

#include "core/analysis/framed_bins.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hippodrome {

using namespace framed;

namespace {

constexpr double thresholdStep = 0.02;

/// Four times the Euler number of a block of 2 x 2 bins, corners connecting (Gray 1971, IEEE Trans.
/// Comput. C-20:551).
constexpr int blockEuler(bool a, bool b, bool c, bool d) {
    const int count = a + b + c + d;
    if (count == 1)
        return 1;
    if (count == 3)
        return -1;
    return count == 2 && a == d ? -2 : 0;
}

/// What taking a bin adds to four times the Euler number, by its eight neighbours (bit 0: the one
/// below to the left, and on by rows, without the bin).
constexpr std::array<signed char, 256> eulerChanges() {
    std::array<signed char, 256> changes{};
    for (int mask = 0; mask < 256; ++mask) {
        const auto bit = [&](int i) { return (mask >> i & 1) != 0; };
        int change = 0;
        for (const bool own : {true, false}) {
            const int euler =
                blockEuler(bit(0), bit(1), bit(3), own) + blockEuler(bit(1), bit(2), own, bit(4)) +
                blockEuler(bit(3), own, bit(5), bit(6)) + blockEuler(own, bit(4), bit(6), bit(7));
            change += own ? euler : -euler;
        }
        changes[static_cast<std::size_t>(mask)] = static_cast<signed char>(change);
    }
    return changes;
}

constexpr std::array<signed char, 256> eulerChange = eulerChanges();

} // namespace

/// How fast the area grows at first between two thresholds, and the area at the second.
struct FieldGrowth::FirstGrowth {
    double ratio = 0.0;
    int area = 0;
};

std::vector<std::vector<int>> FieldGrowth::fields() {
    std::vector<std::vector<int>> fields;
    for (int i = 0; i < static_cast<int>(peaks_.size()); ++i) {
        std::vector<int>& field = fields.emplace_back(grow(i));
        for (int& bin : field) {
            image_[at(bin)] = raisedTo_;
            taken_[at(bin)] = 1;
            bin = (bin / stride_ - 1) * columns_ + bin % stride_ - 1;
        }
        std::sort(field.begin(), field.end());
    }
    return fields;
}

std::optional<FieldGrowth::FirstGrowth> FieldGrowth::growthBetween(int peak, double first,
                                                                   double second) {
    begin(peak, std::array{first, second});
    const std::optional<int> a = lowerTo(0);
    if (!a)
        return std::nullopt;
    const std::optional<int> b = lowerTo(1);
    if (!b)
        return std::nullopt;
    return FirstGrowth{static_cast<double>(*b) / *a, *b};
}

std::vector<int> FieldGrowth::grow(int peak) {
    if (!(image_[at(peaks_[at(peak)])] >= 0.0) || peakAt_[at(peaks_[at(peak)])] == several)
        return {};
    double start = rules_.firstThreshold;
    std::optional<FirstGrowth> growth = growthBetween(peak, start, start - thresholdStep);
    if (!growth) {
        // A crowded peak: begin closer to its top, in four steps up to the peak itself.
        const double from = start + 0.01;
        for (int step = 0; step < 4 && !growth; ++step) {
            const double share = step == 3 ? 1.0 : from + step * ((1.0 - from) / 3.0);
            growth = growthBetween(peak, share, share - 0.01);
            if (growth)
                start = share - 0.01;
        }
    }
    if (!growth)
        return {};

    std::vector<double> shares;
    const int steps = static_cast<int>((start - lastThreshold) / thresholdStep) + 1;
    for (int step = 0; step < steps; ++step) {
        double share = lastThreshold;
        if (step < steps - 1)
            share = start + step * ((lastThreshold - start) / (steps - 1));
        shares.push_back(std::nearbyint(share * 100.0) / 100.0);
    }
    begin(peak, shares);
    int lastArea = growth->area, unchanged = 0, shrinking = 0, grown = 0;
    for (std::size_t level = 0; level < shares.size(); ++level) {
        const auto tooFast = [&](int area) {
            return std::floor(area / static_cast<double>(lastArea) / growth->ratio) > 2.0;
        };
        int largest = static_cast<int>(std::min(3.0 * growth->ratio * lastArea, 1e9)) + 1;
        while (tooFast(largest))
            --largest;
        const std::optional<int> area = lowerTo(level, largest);
        if (!area)
            break;
        const double change = *area / static_cast<double>(lastArea);
        shrinking = change < 1.0 ? shrinking + 1 : 0;
        if (tooFast(*area) || shrinking >= 3)
            break;
        unchanged = change == 1.0 ? unchanged + 1 : 0;
        if (unchanged >= 10)
            break;
        lastArea = grown = *area;
    }
    return {region_.begin(), region_.begin() + grown};
}

void FieldGrowth::begin(int peak, std::span<const double> shares) {
    ++number_;
    peak_ = peak;
    const int bin = peaks_[at(peak)];
    thresholds_.clear();
    for (const double share : shares)
        thresholds_.push_back(image_[at(bin)] * share);
    waiting_.resize(std::max(waiting_.size(), thresholds_.size()));
    for (std::vector<int>& bins : waiting_)
        bins.clear();
    region_.clear();
    level_ = 0;
    fourTimesEuler_ = 0;
    unvisitedHoles_ = 0;
    reach(bin);
}

void FieldGrowth::reach(int bin) {
    const double value = image_[at(bin)];
    if (reached_[at(bin)] == number_ || !(value >= thresholds_.back()))
        return;
    reached_[at(bin)] = number_;
    std::size_t level = level_;
    while (!(value >= thresholds_[level]))
        ++level;
    waiting_[level].push_back(bin);
}

std::optional<int> FieldGrowth::lowerTo(std::size_t level, int largestArea) {
    level_ = level;
    for (std::size_t next = 0; next < waiting_[level].size(); ++next) {
        const int bin = waiting_[level][next];
        if (!mayTake(bin, largestArea))
            return std::nullopt;
        take(bin);
        for (const int other : edgeNeighbours(bin, stride_))
            reach(other);
    }
    if (region_.empty() || enclosesVisitedBin())
        return std::nullopt;
    return static_cast<int>(region_.size());
}

bool FieldGrowth::mayTake(int bin, int largestArea) {
    if (taken_[at(bin)] || (peakAt_[at(bin)] != none && peakAt_[at(bin)] != peak_))
        return false;
    if (weakPatchOf_[at(bin)] != none)
        return mayEnter(weakPatchOf_[at(bin)], largestArea);
    // From here the map rises to another peak, which then lies in the region too.
    if (slopeOf_[at(bin)] != none && slopeOf_[at(bin)] != peak_)
        return false;
    return static_cast<int>(region_.size()) < largestArea;
}

bool FieldGrowth::mayEnter(int weakPatch, int largestArea) {
    if (entered_[at(weakPatch)] == number_)
        return true;
    entered_[at(weakPatch)] = number_;
    const WeakPatch& patch = weakPatches_[at(weakPatch)];
    const bool own = weakPatchOf_[at(peaks_[at(peak_)])] == weakPatch;
    if (patch.peaks > (own ? 1 : 0))
        return false;
    const WeakPatch::Rim& rim = patch.first.peak == peak_ ? patch.second : patch.first;
    if (rim.peak != none && rim.value >= thresholds_[level_])
        return false;
    return patch.bins <= largestArea - static_cast<int>(region_.size());
}

void FieldGrowth::take(int bin) {
    const auto isInside = [&](int other) { return inside_[at(other)] == number_; };
    const int below = bin - stride_, above = bin + stride_;
    const int mask = isInside(below - 1) | isInside(below) << 1 | isInside(below + 1) << 2 |
                     isInside(bin - 1) << 3 | isInside(bin + 1) << 4 | isInside(above - 1) << 5 |
                     isInside(above) << 6 | isInside(above + 1) << 7;
    fourTimesEuler_ += eulerChange[at(mask)];
    inside_[at(bin)] = number_;
    region_.push_back(bin);
    if (!unvisitedPatches_.empty())
        countUnvisitedAround(bin);
}

void FieldGrowth::countUnvisitedAround(int bin) {
    std::array<int, 4> seen{none, none, none, none};
    std::size_t count = 0;
    for (const int other : edgeNeighbours(bin, stride_)) {
        const int id = unvisitedPatchOf_[at(other)];
        if (id == none || std::find(seen.begin(), seen.end(), id) != seen.end())
            continue;
        seen[count++] = id;
        Surrounded& patch = surrounded_[at(id)];
        if (patch.region != number_)
            patch = {number_, 0};
        const UnvisitedPatch& whole = unvisitedPatches_[at(id)];
        unvisitedHoles_ += ++patch.neighbours == whole.neighbours && !whole.atEdge;
    }
}

bool FieldGrowth::enclosesVisitedBin() const {
    // The region is of one piece, so all that is missing from an Euler number of 1 is holes.
    const int holes = 1 - fourTimesEuler_ / 4;
    if (holes == 0)
        return false;
    // At positive thresholds no unvisited bin is in the region, so a hole without a visited bin is
    // a whole patch of unvisited ones.
    return thresholds_[level_] > 0.0 ? holes > unvisitedHoles_ : enclosesBySearch();
}

bool FieldGrowth::enclosesBySearch() const {
    int firstRow = rows_, lastRow = 0, firstColumn = columns_, lastColumn = 0;
    for (const int bin : region_) {
        firstRow = std::min(firstRow, bin / stride_ - 1);
        lastRow = std::max(lastRow, bin / stride_ + 1);
        firstColumn = std::min(firstColumn, bin % stride_ - 1);
        lastColumn = std::max(lastColumn, bin % stride_ + 1);
    }
    const int width = lastColumn - firstColumn + 1, height = lastRow - firstRow + 1;
    std::vector<char> outside(at(width * height));
    std::vector<int> queue;
    const auto enter = [&](int row, int column) {
        if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn ||
            inside_[at(row * stride_ + column)] == number_)
            return;
        char& seen = outside[at((row - firstRow) * width + column - firstColumn)];
        if (!seen)
            queue.push_back(row * stride_ + column);
        seen = 1;
    };
    for (int column = firstColumn; column <= lastColumn; ++column) {
        enter(firstRow, column);
        enter(lastRow, column);
    }
    for (int row = firstRow; row <= lastRow; ++row) {
        enter(row, firstColumn);
        enter(row, lastColumn);
    }
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const int row = queue[next] / stride_, column = queue[next] % stride_;
        enter(row - 1, column);
        enter(row + 1, column);
        enter(row, column - 1);
        enter(row, column + 1);
    }
    for (int row = firstRow; row <= lastRow; ++row)
        for (int column = firstColumn; column <= lastColumn; ++column) {
            const std::size_t bin = at(row * stride_ + column);
            if (!outside[at((row - firstRow) * width + column - firstColumn)] &&
                inside_[bin] != number_ && places_[bin] == Place::visited)
                return true;
        }
    return false;
}

} // namespace hippodrome
