#include "core/cells/grid_cell_shapes.h"

#include "tests/cells/golden.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_grid_cell_shapes {

TEST(GridCells, EqualRatInABox) {
    const NpyArray expected = readNpy(golden_cells::path("grid_cell_rates.npy"));
    const std::vector<Vec2> positions = golden_cells::positions();
    std::size_t offset = 0;
    for (const Json& c : golden_cells::cells().at("grid")) {
        std::vector<GridTuning> tunings;
        for (std::size_t i = 0; i < c.at("gridscale").size(); ++i) {
            const double period = c.at("gridscale").at(i).get<double>();
            const Vec2 phase = golden_cells::point(c.at("phase_offset_rad").at(i));
            tunings.push_back({period * 2.0 / std::sqrt(3.0),
                               c.at("orientation_rad").at(i).get<double>() + M_PI / 6.0,
                               period / (2.0 * M_PI) * phase});
        }
        const GridCells cells(tunings,
                              c.at("description") == "shifted_cosines" ? GridShape::shifted
                                                                       : GridShape::rectified,
                              c.at("width_ratio").get<double>());
        std::vector<float> rates(tunings.size());
        for (std::size_t p = 0; p < positions.size(); ++p) {
            cells.rates(positions[p], rates);
            for (std::size_t cell = 0; cell < rates.size(); ++cell)
                EXPECT_NEAR(rates[cell], expected.values.at(offset + cell * positions.size() + p),
                            1e-6);
        }
        offset += tunings.size() * positions.size();
    }
    EXPECT_EQ(offset, expected.values.size());
}

TEST(GridCells, PeakAtTheSixNeighboursOfAField) {
    const GridTuning tuning{0.4, 0.3, {0.1, -0.2}};
    const GridCells cells({tuning});
    std::vector<float> rate(1);
    cells.rates(tuning.origin, rate);
    EXPECT_NEAR(rate[0], 1.0, 1e-6);
    for (int i = 0; i < 6; ++i) {
        const Vec2 axis = unitVector(tuning.orientation + i * M_PI / 3.0);
        cells.rates(tuning.origin + tuning.spacing * axis, rate);
        EXPECT_NEAR(rate[0], 1.0, 1e-6);
        cells.rates(tuning.origin + 0.5 * tuning.spacing * axis, rate);
        EXPECT_LT(rate[0], 0.2);
    }
}

} // namespace hippodrome::test_grid_cell_shapes
