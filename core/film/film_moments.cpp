#include "core/film/film_moments.h"

#include <algorithm>
#include <bit>

namespace hippodrome {

namespace {

/// 0 for 1, 1 for 2 and 3, 2 for 4 to 7, ...
int octaveOf(long update) {
    return static_cast<int>(std::bit_width(static_cast<unsigned long>(update))) - 1;
}

/// Moments in an octave are 2 to this power.
int detailAt(int age, int coarser) {
    const int detail = age <= 1 ? 4 : age <= 3 ? 3 : 2;
    return std::max(0, detail - coarser);
}

} // namespace

bool FilmMoments::keeps(long update, long live) const {
    if (update < 1 || update > live)
        return false;
    const int octave = octaveOf(update);
    const int detail = detailAt(octaveOf(live) - octave, coarser);
    const long spacing = 1L << std::max(0, octave - detail);
    return update % spacing == 0;
}

std::size_t FilmMoments::mostFrames() const {
    std::size_t frames = 0;
    for (int age = 0; age < 40; ++age)
        frames += std::size_t{1} << detailAt(age, coarser);
    return frames;
}

bool FilmMoments::keepsWeights(long update, long live) {
    if (update < firstWeights || update > live)
        return false;
    const int octave = octaveOf(update), age = octaveOf(live) - octave;
    const long power = 1L << octave;
    if (age <= 1)
        return update == power || update == power + power / 2;
    // Of the older octaves, those at multiples of the finest step that leaves three or fewer.
    const int first = octaveOf(firstWeights), last = octave + age - 2;
    int step = 1;
    while (last / step - (first - 1) / step > 3)
        step *= 2;
    return update == power && octave % step == 0;
}

} // namespace hippodrome
