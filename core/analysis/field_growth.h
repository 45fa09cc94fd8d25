#pragma once

#include "core/analysis/fields.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// Grows fields around peaks, one after the other, each on a map in which the earlier ones stand
/// above all else. A region only ever gains bins while its threshold falls, so each is grown once:
/// its area, the peaks in it and the holes that it encloses are known after every bin. Every bin is
/// reached from a few peaks only, and all fields together take about linear time.
class FieldGrowth {
public:
    /// Share of its peak down to which a field may grow.
    static constexpr double lastThreshold = 0.2;

    /// `opened` holds no NaN and `highest` is its peak; `visited` is 0 where the rat never was,
    /// which counts as rate 0; `peaks` are indices into the map.
    FieldGrowth(const RateMap& opened, double highest, std::span<const char> visited,
                const FieldRules& rules, std::span<const int> peaks);

    /// For each peak the bins of its field, ascending; none where it has no field.
    std::vector<std::vector<int>> fields();

private:
    /// Bins too weak for a field that touch. They stand above all peaks, so a region that reaches
    /// one of them takes all.
    struct WeakPatch {
        int bins = 0;
        int peaks = 0;
        /// The highest bin next to it from which the map rises to a peak, and the highest from
        /// which it rises to another peak.
        struct Rim {
            double value = 0.0;
            int peak = -1;
        };
        Rim first, second;
        void addToRim(Rim bin);
    };
    /// Unvisited bins that touch.
    struct UnvisitedPatch {
        int neighbours = 0; ///< visited bins around it
        bool atEdge = false;
    };
    enum class Place : char { frame, unvisited, visited };
    static constexpr int unlimited = 1 << 30; ///< as a largest area

    void markSlopes();
    void findWeakPatches(double raisedTo);
    void findUnvisitedPatches();
    std::vector<int> grow(int peak);
    struct FirstGrowth;
    std::optional<FirstGrowth> growthBetween(int peak, double first, double second);
    void begin(int peak, std::span<const double> shares);
    /// Lets the region grow down to a threshold, the next one of those with which it began; its
    /// area there. None when it encloses a visited bin, holds another peak, or more bins than
    /// `largestArea`; then it grows no farther.
    std::optional<int> lowerTo(std::size_t level, int largestArea = unlimited);
    void reach(int bin);
    bool mayTake(int bin, int largestArea);
    bool mayEnter(int weakPatch, int largestArea);
    void take(int bin);
    void countUnvisitedAround(int bin);
    bool enclosesVisitedBin() const;
    bool enclosesBySearch() const;

    // All indices are of a map with a frame of one bin, which belongs to no region.
    int rows_, columns_, stride_;
    FieldRules rules_;
    std::vector<double> image_;
    double raisedTo_ = 0.0;
    std::vector<Place> places_;
    std::vector<int> peaks_;
    std::vector<int> peakAt_;  ///< of each bin: a peak, none or several
    std::vector<int> slopeOf_; ///< of each bin: a peak to which the map rises from here, or none
    std::vector<int> weakPatchOf_, unvisitedPatchOf_; ///< of each bin, or none
    std::vector<WeakPatch> weakPatches_;
    std::vector<UnvisitedPatch> unvisitedPatches_;
    std::vector<char> taken_; ///< by an earlier field

    // The region that grows now. What it has done is marked with its number.
    int number_ = 0;
    int peak_ = 0;
    std::vector<double> thresholds_;        ///< falling
    std::size_t level_ = 0;                 ///< the threshold to which it grows
    std::vector<std::vector<int>> waiting_; ///< bins next to it, by the threshold that takes them
    std::vector<int> region_;               ///< in the order of taking
    std::vector<int> reached_, inside_;     ///< of each bin: the last region that did so
    std::vector<int> entered_;              ///< of each weak patch
    int fourTimesEuler_ = 0;
    int unvisitedHoles_ = 0;
    struct Surrounded {
        int region = 0;
        int neighbours = 0; ///< of its neighbours lie in that region
    };
    std::vector<Surrounded> surrounded_; ///< of each unvisited patch
};

} // namespace hippodrome
