#include "core/film/film_moments.h"

#include <gtest/gtest.h>

#include <vector>

namespace hippodrome::test_film_moments {
namespace {

/// What is left of a film after so many updates, thinned on the way.
std::vector<long> thinnedOnTheWay(long live, int coarser) {
    const FilmMoments moments{coarser};
    std::vector<long> kept;
    for (long update = 1; update <= live; ++update) {
        if (!moments.isMoment(update))
            continue;
        kept.push_back(update);
        std::erase_if(kept, [&](long u) { return !moments.keeps(u, update); });
    }
    return kept;
}

std::vector<long> byRule(long live, int coarser) {
    std::vector<long> kept;
    for (long update = 1; update <= live; ++update)
        if (FilmMoments{coarser}.keeps(update, live))
            kept.push_back(update);
    return kept;
}

TEST(FilmMoments, WhatIsWantedLaterWasKeptBefore) {
    for (const int coarser : {0, 1, 2, 4})
        for (const long live : {1L, 2L, 31L, 32L, 33L, 1000L, 5000L, 65535L, 65536L, 70000L})
            EXPECT_EQ(thinnedOnTheWay(live, coarser), byRule(live, coarser))
                << live << ", coarser by " << coarser;
}

TEST(FilmMoments, NeverMoreThanTwoHundredFrames) {
    EXPECT_LE(FilmMoments{}.mostFrames(), 200u);
    for (int octave = 0; octave < 39; ++octave) {
        // Counted octave by octave, since a billion updates take long to count one by one.
        const long live = (1L << (octave + 1)) - 1;
        std::size_t count = 0;
        for (int o = 0; o <= octave; ++o)
            for (long part = 0; part < 64; ++part) {
                const long step = std::max(1L, (1L << o) / 64), update = (1L << o) + part * step;
                count += update < (2L << o) && FilmMoments{}.keeps(update, live);
            }
        EXPECT_LE(count, FilmMoments{}.mostFrames()) << live;
    }
}

TEST(FilmMoments, RecentOnesAreFiner) {
    const std::vector<long> kept = byRule(100000, 0);
    EXPECT_EQ(kept.front(), 1);
    EXPECT_GT(kept.size(), 60u);
    double largest = 0.0;
    for (std::size_t i = 1; i < kept.size(); ++i) {
        const double ratio = static_cast<double>(kept[i]) / static_cast<double>(kept[i - 1]);
        if (kept[i - 1] >= 4)
            largest = std::max(largest, ratio);
        if (kept[i - 1] >= 32768) {
            EXPECT_LE(ratio, 1.0 + 1.0 / 16) << kept[i];
        }
    }
    EXPECT_LE(largest, 1.25 + 1e-9); // spacing stays about logarithmic
}

TEST(FilmMoments, CoarserFilmsHoldFewer) {
    EXPECT_LT(byRule(5000, 1).size(), byRule(5000, 0).size());
    EXPECT_LE(byRule(1L << 17, 4).size(), FilmMoments{4}.mostFrames());
    // The powers of two are always there: noise is measured at them.
    for (int coarser = 0; coarser <= 4; ++coarser)
        for (long power = 1; power <= 100000; power *= 2)
            EXPECT_TRUE(FilmMoments{coarser}.keeps(power, 100000));
}

TEST(FilmMoments, WeightsAreFewAndWereMomentsToo) {
    std::vector<long> kept;
    for (long update = 1; update <= 300000; ++update) {
        if (!FilmMoments::keepsWeights(update, update))
            continue;
        EXPECT_TRUE(FilmMoments{}.isMoment(update)) << update;
        kept.push_back(update);
        std::erase_if(kept, [&](long u) { return !FilmMoments::keepsWeights(u, update); });
        EXPECT_LE(kept.size(), 7u) << update;
        EXPECT_EQ(kept.back(), update);
    }
    EXPECT_EQ(kept, (std::vector<long>{256, 65536, 131072, 196608, 262144}));
    std::vector<long> at5000;
    for (long update = 1; update <= 5000; ++update)
        if (FilmMoments::keepsWeights(update, 5000))
            at5000.push_back(update);
    EXPECT_EQ(at5000, (std::vector<long>{16, 256, 2048, 3072, 4096}));
}

} // namespace
} // namespace hippodrome::test_film_moments
