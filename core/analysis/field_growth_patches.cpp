#include "core/analysis/field_growth.h"
#include "core/analysis/framed_bins.h"

#include <algorithm>
#include <limits>

namespace hippodrome {

using namespace framed;

namespace {

/// Bins of earlier fields, and bins too weak for any, are raised above all peaks by this factor.
constexpr double raised = 1.5;
/// Bins below this share of the smallest allowed peak are silent, not weak.
constexpr double silentShare = 0.01;

/// Visits the bins that `accept` and that connect over edges, and writes `id` to their place.
template <class Accept, class Visit>
void forEachConnected(int start, int stride, std::vector<int>& ids, int id, Accept accept,
                      Visit visit) {
    std::vector<int> queue{start};
    ids[at(start)] = id;
    for (std::size_t next = 0; next < queue.size(); ++next) {
        visit(queue[next]);
        for (const int other : edgeNeighbours(queue[next], stride))
            if (ids[at(other)] == none && accept(other)) {
                ids[at(other)] = id;
                queue.push_back(other);
            }
    }
}

} // namespace

FieldGrowth::FieldGrowth(const RateMap& opened, double highest, std::span<const char> visited,
                         const FieldRules& rules, std::span<const int> peaks)
    : rows_(opened.rows), columns_(opened.columns), stride_(opened.columns + 2), rules_(rules) {
    const auto size = at((rows_ + 2) * stride_);
    image_.assign(size, -std::numeric_limits<double>::infinity());
    places_.assign(size, Place::frame);
    for (int r = 0; r < rows_; ++r)
        for (int c = 0; c < columns_; ++c) {
            const std::size_t bin = opened.index(r, c);
            image_[at((r + 1) * stride_ + c + 1)] = opened.values[bin];
            places_[at((r + 1) * stride_ + c + 1)] =
                visited[bin] ? Place::visited : Place::unvisited;
        }
    peakAt_.assign(size, none);
    for (const int peak : peaks) {
        const int bin = (peak / columns_ + 1) * stride_ + peak % columns_ + 1;
        peakAt_[at(bin)] = peakAt_[at(bin)] == none ? static_cast<int>(peaks_.size()) : several;
        peaks_.push_back(bin);
    }
    taken_.assign(size, 0);
    reached_.assign(size, 0);
    inside_.assign(size, 0);
    markSlopes();
    findWeakPatches(highest * raised);
    findUnvisitedPatches();
}

void FieldGrowth::markSlopes() {
    slopeOf_.assign(image_.size(), none);
    std::vector<int> queue;
    for (std::size_t i = 0; i < peaks_.size(); ++i)
        if (slopeOf_[at(peaks_[i])] == none) {
            slopeOf_[at(peaks_[i])] = static_cast<int>(i);
            queue.push_back(peaks_[i]);
        }
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const int bin = queue[next];
        for (const int other : edgeNeighbours(bin, stride_))
            if (slopeOf_[at(other)] == none && places_[at(other)] != Place::frame &&
                image_[at(other)] <= image_[at(bin)]) {
                slopeOf_[at(other)] = slopeOf_[at(bin)];
                queue.push_back(other);
            }
    }
}

void FieldGrowth::findWeakPatches(double raisedTo) {
    weakPatchOf_.assign(image_.size(), none);
    const auto isWeak = [&](int bin) {
        return image_[at(bin)] < rules_.minimumPeak &&
               image_[at(bin)] > silentShare * rules_.minimumPeak;
    };
    std::vector<int> weakBins;
    for (int start = 0; start < static_cast<int>(image_.size()); ++start) {
        if (weakPatchOf_[at(start)] != none || !isWeak(start))
            continue;
        WeakPatch& patch = weakPatches_.emplace_back();
        forEachConnected(start, stride_, weakPatchOf_, static_cast<int>(weakPatches_.size()) - 1,
                         isWeak, [&](int bin) {
                             weakBins.push_back(bin);
                             ++patch.bins;
                             if (peakAt_[at(bin)] != none)
                                 patch.peaks += peakAt_[at(bin)] == several ? 2 : 1;
                             for (const int other : edgeNeighbours(bin, stride_))
                                 if (slopeOf_[at(other)] != none && !isWeak(other))
                                     patch.addToRim({image_[at(other)], slopeOf_[at(other)]});
                         });
    }
    for (const int bin : weakBins)
        image_[at(bin)] = raisedTo;
    raisedTo_ = raisedTo;
    entered_.assign(weakPatches_.size(), 0);
}

void FieldGrowth::WeakPatch::addToRim(Rim bin) {
    if (first.peak == none || (bin.peak == first.peak && bin.value > first.value)) {
        first = bin;
    } else if (bin.peak == first.peak) {
        return;
    } else if (bin.value > first.value) {
        second = first;
        first = bin;
    } else if (second.peak == none || bin.value > second.value) {
        second = bin;
    }
}

void FieldGrowth::findUnvisitedPatches() {
    if (std::find(places_.begin(), places_.end(), Place::unvisited) == places_.end())
        return;
    unvisitedPatchOf_.assign(image_.size(), none);
    const auto isUnvisited = [&](int bin) { return places_[at(bin)] == Place::unvisited; };
    std::vector<int> lastPatch(image_.size(), none);
    for (int start = 0; start < static_cast<int>(image_.size()); ++start) {
        if (!isUnvisited(start) || unvisitedPatchOf_[at(start)] != none)
            continue;
        const auto id = static_cast<int>(unvisitedPatches_.size());
        UnvisitedPatch& patch = unvisitedPatches_.emplace_back();
        forEachConnected(start, stride_, unvisitedPatchOf_, id, isUnvisited, [&](int bin) {
            for (const int other : edgeNeighbours(bin, stride_)) {
                patch.atEdge |= places_[at(other)] == Place::frame;
                if (places_[at(other)] == Place::visited && lastPatch[at(other)] != id) {
                    lastPatch[at(other)] = id;
                    ++patch.neighbours;
                }
            }
        });
    }
    surrounded_.assign(unvisitedPatches_.size(), {});
}

} // namespace hippodrome
