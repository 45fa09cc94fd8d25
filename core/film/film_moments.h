#pragma once

#include <cstddef>

namespace hippodrome {

/// Which updates a film keeps, as a function of update numbers only, so that a run that was resumed
/// keeps the same ones. Between two powers of two, moments are evenly spaced: 16 of them while they
/// are recent (this octave and the one before), 8 in the two octaves before, 4 in all earlier ones.
/// Spacings are powers of two that grow with age: what is wanted later was kept before.
struct FilmMoments {
    /// Halves those numbers so many times, for maps that take much room.
    int coarser = 0;

    /// The first update whose weights may be kept: before, there is nothing to go back to.
    static constexpr long firstWeights = 16;

    /// The maps after this update are kept, at least for a while.
    bool isMoment(long update) const { return keeps(update, update); }
    /// They are still kept when `live` updates have been made.
    bool keeps(long update, long live) const;
    /// The most moments that are kept at a time, up to 2^40 updates.
    std::size_t mostFrames() const;

    /// The same for exact weights: at most 7 at a time, two in each of the last two octaves and
    /// three powers of two before.
    static bool keepsWeights(long update, long live);
};

} // namespace hippodrome
