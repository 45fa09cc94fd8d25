#include "core/base/error.h"
#include "core/brains/dynamics/attractor_sheet.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_attractor_sheet {
namespace {

TEST(AttractorSheet, SettlesIntoALatticeOfBumps) {
    AttractorSheet sheet{AttractorSheetParameters{}};
    // A bump is a neuron above its eight neighbours, round the torus.
    const int side = sheet.side();
    const auto at = [&](int row, int column) {
        return sheet.activity()[static_cast<std::size_t>(((row + side) % side) * side +
                                                         (column + side) % side)];
    };
    std::vector<Vec2> bumps;
    float peak = 0.0f;
    for (const float rate : sheet.activity())
        peak = std::max(peak, rate);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            bool highest = at(row, column) > 0.5f * peak;
            for (int i = 0; i < 9; ++i)
                if (i != 4 && at(row + i / 3 - 1, column + i % 3 - 1) > at(row, column))
                    highest = false;
            if (highest)
                bumps.push_back({static_cast<double>(column), static_cast<double>(row)});
        }
    // A triangular lattice has one bump in sqrt(3)/2 periods squared.
    const double expected = side * side / (std::sqrt(3.0) / 2.0 * sheet.period() * sheet.period());
    EXPECT_NEAR(static_cast<double>(bumps.size()), expected, 1.0);
    for (const Vec2 bump : bumps) {
        int neighbours = 0;
        for (const Vec2 other : bumps) {
            Vec2 way = other - bump;
            way.x -= side * std::round(way.x / side);
            way.y -= side * std::round(way.y / side);
            const double distance = length(way);
            neighbours += distance > 1e-9 && distance < 1.35 * sheet.period();
            EXPECT_TRUE(distance < 1e-9 || distance > 0.75 * sheet.period());
        }
        EXPECT_EQ(neighbours, 6);
    }
}

TEST(AttractorSheet, StaysWhereItIsWithoutDrive) {
    AttractorSheet sheet{AttractorSheetParameters{}};
    for (int step = 0; step < 2000; ++step)
        sheet.step({});
    EXPECT_LT(length(sheet.patternShift()), 0.005 * sheet.period());
}

TEST(AttractorSheet, MovesInProportionToTheDriveInEveryDirection) {
    double reference = 0.0;
    for (const double drive : {0.02, 0.005, 0.05, 0.1})
        for (int i = 0; i < 8; ++i) {
            AttractorSheet sheet{AttractorSheetParameters{}};
            const double angle = 2.0 * std::numbers::pi * i / 8.0;
            const Vec2 direction{std::cos(angle), std::sin(angle)};
            const int steps = 1000;
            Vec2 start;
            for (int step = 0; step < 100 + steps; ++step) {
                if (step == 100)
                    start = sheet.patternShift();
                sheet.step(direction * drive);
                if (step % 10 == 0)
                    sheet.patternShift();
            }
            const Vec2 moved = sheet.patternShift() - start;
            const double speed = dot(moved, direction) / (steps * 0.001) / drive;
            if (reference == 0.0)
                reference = speed;
            EXPECT_NEAR(speed / reference, 1.0, 0.02) << drive << " towards " << angle;
            EXPECT_LT(std::abs(cross(moved, direction)) / length(moved), 0.02);
        }
    EXPECT_GT(reference, 100.0);
}

TEST(AttractorSheet, LatticeAtAShiftIsThePatternMovedThere) {
    AttractorSheet sheet{AttractorSheetParameters{}};
    for (int step = 0; step < 200; ++step) {
        sheet.step({0.08, 0.03});
        sheet.patternShift();
    }
    std::vector<float> lattice(sheet.activity().size());
    const auto correlation = [&](Vec2 shift) {
        sheet.latticeAt(shift, lattice);
        double ab = 0.0, aa = 0.0, bb = 0.0, a = 0.0, b = 0.0;
        const double n = static_cast<double>(lattice.size());
        for (std::size_t i = 0; i < lattice.size(); ++i) {
            a += lattice[i] / n;
            b += sheet.activity()[i] / n;
        }
        for (std::size_t i = 0; i < lattice.size(); ++i) {
            const double x = lattice[i] - a, y = sheet.activity()[i] - b;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / std::sqrt(aa * bb);
    };
    const Vec2 here = sheet.lastShift();
    EXPECT_GT(length(here), 3.0);
    EXPECT_GT(correlation(here), 0.75);
    for (const Vec2 aside : {Vec2{2.0, 0.0}, Vec2{-2.0, 0.0}, Vec2{0.0, 2.0}, Vec2{0.0, -2.0}})
        EXPECT_LT(correlation(here + aside), correlation(here));
    EXPECT_LT(correlation(here + Vec2{sheet.period() / 2.0, 0.0}), 0.5);
}

TEST(AttractorSheet, RefusesSheetsOnWhichTheEquationsDoNotFit) {
    for (const int side : {63, 22, 25}) {
        AttractorSheetParameters parameters;
        parameters.side = side;
        try {
            AttractorSheet sheet(parameters);
            FAIL() << side;
        } catch (const Error& error) {
            EXPECT_EQ(error.field(), "side");
            EXPECT_NE(error.message().find(std::to_string(side)), std::string::npos);
        }
    }
}

} // namespace
} // namespace hippodrome::test_attractor_sheet
