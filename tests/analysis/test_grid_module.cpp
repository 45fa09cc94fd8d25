#include "core/analysis/grid_module.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_grid_module {
namespace {

constexpr double pi = std::numbers::pi;

/// Units on one lattice, 20 x 20 bins each.
struct Lattice {
    double spacing = 7.0;       ///< [bins]
    double orientation = 0.0;   ///< [degrees]
    std::vector<Vec2> phases{}; ///< in multiples of the axes

    std::array<Vec2, 2> axes() const {
        const double first = orientation * pi / 180.0, second = first + pi / 3.0;
        return {Vec2{spacing * std::cos(first), spacing * std::sin(first)},
                Vec2{spacing * std::cos(second), spacing * std::sin(second)}};
    }
    RateMap map(Vec2 phase) const {
        const auto [a, b] = axes();
        RateMap map(20, 20);
        for (int row = 0; row < 20; ++row)
            for (int column = 0; column < 20; ++column)
                for (int i = -6; i <= 6; ++i)
                    for (int j = -6; j <= 6; ++j) {
                        const Vec2 field = (phase.x + i) * a + (phase.y + j) * b;
                        const Vec2 off = Vec2{column - 9.5, row - 9.5} - field;
                        map.at(row, column) += std::exp(-dot(off, off) / (2.0 * 1.3 * 1.3));
                    }
        return map;
    }
};

std::optional<GridModule> moduleOf(const Lattice& lattice, int strangers = 0) {
    std::vector<RateMap> maps;
    std::vector<bool> members;
    for (const Vec2 phase : lattice.phases) {
        maps.push_back(lattice.map(phase));
        members.push_back(true);
    }
    for (int i = 0; i < strangers; ++i) {
        maps.emplace_back(20, 20, 1.0);
        members.push_back(false);
    }
    const std::vector<GridModule> modules = gridModules(maps, members);
    return modules.empty() ? std::nullopt : std::optional(modules.front());
}

std::vector<Vec2> drawn(int count, Rng& rng) {
    std::vector<Vec2> phases;
    for (int i = 0; i < count; ++i) {
        const double x = rng.uniform(), y = rng.uniform();
        phases.push_back({x, y});
    }
    return phases;
}

double around(double difference) {
    return std::abs(std::remainder(difference, 1.0));
}

TEST(GridModule, FindsTheLatticeAndWhereEachUnitLiesOnIt) {
    Rng rng(5);
    for (const double spacing : {5.5, 7.0, 8.2})
        for (const double orientation : {-24.0, -7.0, 0.0, 13.0, 29.0}) {
            const Lattice lattice{spacing, orientation, drawn(12, rng)};
            const auto module = moduleOf(lattice, 2);
            ASSERT_TRUE(module) << spacing << " " << orientation;
            EXPECT_EQ(module->members, 12);
            EXPECT_NEAR(module->spacing, spacing, 0.12);
            EXPECT_LT(module->spacingDeviation, 0.15);
            EXPECT_LT(std::abs(std::remainder(module->orientation - orientation, 60.0)), 0.8);
            EXPECT_LT(module->orientationDeviation, 1.5);
            for (const Vec2 axis : module->axes)
                EXPECT_NEAR(length(axis), spacing, 0.12);
            EXPECT_GT(cross(module->axes[0], module->axes[1]), 0.0);
            // Which of six axes comes first near 30 degrees is open; places say the same.
            for (std::size_t unit = 0; unit < 12; ++unit) {
                ASSERT_TRUE(module->phases[unit]);
                const auto [a, b] = lattice.axes();
                const Vec2 found = module->phases[unit]->x * module->axes[0] +
                                   module->phases[unit]->y * module->axes[1];
                const Vec2 off = found - lattice.phases[unit].x * a - lattice.phases[unit].y * b;
                const double area = cross(a, b);
                EXPECT_LT(around(cross(off, b) / area), 0.05) << unit;
                EXPECT_LT(around(cross(a, off) / area), 0.05) << unit;
            }
            EXPECT_FALSE(module->phases[12]);
        }
}

TEST(GridModule, EvenPhasesAreToldFromThoseThatGather) {
    Rng rng(11);
    int unlikely = 0;
    constexpr int modules = 60;
    for (int i = 0; i < modules; ++i) {
        const auto module = moduleOf({7.0, 4.0, drawn(20, rng)});
        ASSERT_TRUE(module);
        unlikely += module->evenPhases < 0.1;
    }
    // One in ten by chance; 15 of 60 would be beyond 99.9 %.
    EXPECT_LT(unlikely, 15);
    EXPECT_GT(unlikely, 0);
    std::vector<Vec2> gathered;
    for (int i = 0; i < 20; ++i) {
        const double x = 0.3 + 0.25 * rng.uniform(), y = 0.6 + 0.25 * rng.uniform();
        gathered.push_back({x, y});
    }
    const auto module = moduleOf({7.0, 4.0, gathered});
    ASSERT_TRUE(module);
    EXPECT_LT(module->evenPhases, 1e-6);
    EXPECT_GT(module->gathering, 0.7);
}

std::vector<GridModule> modulesOf(const std::vector<Lattice>& lattices) {
    std::vector<RateMap> maps;
    for (const Lattice& lattice : lattices)
        for (const Vec2 phase : lattice.phases)
            maps.push_back(lattice.map(phase));
    return gridModules(maps, std::vector<bool>(maps.size(), true));
}

TEST(GridModule, TwoOrientationsSpread) {
    Rng rng(3);
    for (const GridModule& module :
         modulesOf({{7.0, 0.0, drawn(6, rng)}, {7.0, 20.0, drawn(6, rng)}}))
        EXPECT_GT(module.orientationDeviation, 7.0);
}

TEST(GridModule, TwoScalesAreTwoModules) {
    Rng rng(8);
    const auto modules = modulesOf({{5.2, -8.0, drawn(9, rng)}, {7.4, 11.0, drawn(14, rng)}});
    ASSERT_EQ(modules.size(), 2u);
    EXPECT_EQ(modules[0].members, 14) << "the largest first";
    EXPECT_NEAR(modules[0].spacing, 7.4, 0.15);
    EXPECT_NEAR(modules[0].orientation, 11.0, 1.0);
    EXPECT_EQ(modules[1].members, 9);
    EXPECT_NEAR(modules[1].spacing, 5.2, 0.15);
    EXPECT_NEAR(modules[1].orientation, -8.0, 1.0);
    for (std::size_t unit = 0; unit < 23; ++unit)
        EXPECT_NE(modules[0].phases[unit].has_value(), modules[1].phases[unit].has_value());
}

TEST(GridModule, ThereIsNoneWithoutUnitsOrWithoutALattice) {
    EXPECT_FALSE(moduleOf({7.0, 0.0, {{0.1, 0.2}, {0.5, 0.6}}}));
    EXPECT_FALSE(moduleOf({60.0, 0.0, {{0.1, 0.2}, {0.5, 0.6}, {0.3, 0.1}}}));
    EXPECT_FALSE(moduleOf({7.0, 0.0, {}}));
}

} // namespace
} // namespace hippodrome::test_grid_module
