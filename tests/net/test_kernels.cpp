#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/kernels/float_kernels.h"
#include "core/net/kernels/instruction_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace hippodrome::test_kernels {
namespace {

std::vector<float> randomValues(int count, Rng& rng, double scale = 1.0) {
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(scale * rng.normal());
    return values;
}

/// Every set that this machine has, and the best one again afterwards.
class Kernels : public ::testing::TestWithParam<InstructionSet> {
protected:
    void SetUp() override { chooseInstructionSet(GetParam()); }
    void TearDown() override { chooseInstructionSet("best"); }
    const FloatKernels& kernels = (chooseInstructionSet(GetParam()), floatKernels());
    Rng rng{7};
};

INSTANTIATE_TEST_SUITE_P(All, Kernels, ::testing::ValuesIn(availableInstructionSets()),
                         [](const auto& test) { return std::string(nameOf(test.param)); });

TEST_P(Kernels, MultiplyMatricesOfAnySize) {
    for (int trial = 0; trial < 300; ++trial) {
        const int rows = 1 + static_cast<int>(rng.below(40));
        const int columns = 1 + static_cast<int>(rng.below(80));
        // Beyond one block of the depth now and then.
        const int depth = 1 + static_cast<int>(rng.below(trial % 10 == 0 ? 700 : 50));
        const bool transposedA = rng.uniform() < 0.5, transposedB = rng.uniform() < 0.5;
        const bool accumulate = rng.uniform() < 0.5;
        const auto turned = [](bool yes) { return yes ? Transposed::yes : Transposed::no; };
        const int extra = static_cast<int>(rng.below(3)); // rows of A and C further apart
        const int aStride = (transposedA ? rows : depth) + extra;
        const int cStride = columns + extra;
        const std::vector<float> a = randomValues((transposedA ? depth : rows) * aStride, rng);
        const std::vector<float> b = randomValues(depth * columns, rng);
        const std::vector<float> before = randomValues(rows * cStride, rng);
        std::vector<float> packed(static_cast<std::size_t>(kernels.packedSize(depth, columns)));
        kernels.pack(
            turned(transposedB),
            matrixOf(b.data(), transposedB ? columns : depth, transposedB ? depth : columns),
            packed.data());
        std::vector<float> c = before;
        kernels.multiplyPacked(
            turned(transposedA),
            {a.data(), transposedA ? depth : rows, transposedA ? rows : depth, aStride},
            packed.data(), accumulate ? Write::add : Write::over,
            {c.data(), rows, columns, cStride});
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < cStride; ++j) {
                const auto at = static_cast<std::size_t>(i * cStride + j);
                if (j >= columns) {
                    ASSERT_EQ(c[at], before[at]) << "what lies between the rows was changed";
                    continue;
                }
                double sum = accumulate ? before[at] : 0.0;
                for (int k = 0; k < depth; ++k)
                    sum +=
                        static_cast<double>(a[static_cast<std::size_t>(
                            transposedA ? k * aStride + i : i * aStride + k)]) *
                        b[static_cast<std::size_t>(transposedB ? j * depth + k : k * columns + j)];
                ASSERT_NEAR(c[at], sum, 1e-5 * (depth + 1))
                    << rows << " " << columns << " " << depth;
            }
    }
}

TEST_P(Kernels, MultiplyVectors) {
    for (int trial = 0; trial < 100; ++trial) {
        const int outputs = 1 + static_cast<int>(rng.below(40));
        const int inputs = 1 + static_cast<int>(rng.below(80));
        const bool accumulate = trial % 2 == 0;
        const std::vector<float> weights = randomValues(outputs * inputs, rng);
        const std::vector<float> x = randomValues(inputs, rng);
        std::vector<float> y = randomValues(outputs, rng);
        const std::vector<float> before = y;
        kernels.multiplyVector(matrixOf(weights.data(), outputs, inputs), x.data(),
                               accumulate ? Write::add : Write::over, y.data());
        for (int i = 0; i < outputs; ++i) {
            double sum = accumulate ? before[static_cast<std::size_t>(i)] : 0.0;
            for (int j = 0; j < inputs; ++j)
                sum += static_cast<double>(weights[static_cast<std::size_t>(i * inputs + j)]) *
                       x[static_cast<std::size_t>(j)];
            ASSERT_NEAR(y[static_cast<std::size_t>(i)], sum, 1e-5 * inputs);
        }
    }
}

TEST_P(Kernels, AddProductsOfFewColumns) {
    const int rows = 57, inputs = 3, outputs = 41;
    const std::vector<float> x = randomValues(rows * inputs, rng);
    const std::vector<float> y = randomValues(rows * outputs, rng);
    std::vector<float> totals(inputs * outputs, 0.5f), sums(outputs, 2.0f);
    kernels.addColumnProducts(matrixOf(x.data(), rows, inputs), matrixOf(y.data(), rows, outputs),
                              totals.data());
    kernels.addRowSums(matrixOf(y.data(), rows, outputs), sums.data());
    for (int i = 0; i < outputs; ++i) {
        double rowSum = 2.0;
        for (int row = 0; row < rows; ++row)
            rowSum += y[static_cast<std::size_t>(row * outputs + i)];
        EXPECT_NEAR(sums[static_cast<std::size_t>(i)], rowSum, 1e-4);
        for (int j = 0; j < inputs; ++j) {
            double sum = 0.5;
            for (int row = 0; row < rows; ++row)
                sum += static_cast<double>(x[static_cast<std::size_t>(row * inputs + j)]) *
                       y[static_cast<std::size_t>(row * outputs + i)];
            EXPECT_NEAR(totals[static_cast<std::size_t>(j * outputs + i)], sum, 1e-4);
        }
    }
}

TEST_P(Kernels, SquaredErrorIsTheSumAndItsGradient) {
    const int count = 9001;
    const std::vector<float> targets = randomValues(count, rng);
    std::vector<float> outputs = randomValues(count, rng);
    const std::vector<float> before = outputs;
    double expected = 0.0;
    for (std::size_t k = 0; k < count; ++k)
        expected += std::pow(static_cast<double>(before[k]) - static_cast<double>(targets[k]), 2);
    EXPECT_NEAR(kernels.squaredError(count, 0.25f, targets.data(), outputs.data()) / expected, 1.0,
                1e-5);
    for (std::size_t k = 0; k < count; ++k)
        ASSERT_EQ(outputs[k], 0.5f * (before[k] - targets[k]));
}

TEST_P(Kernels, FindTheFirstOfTheLargest) {
    for (int count = 1; count < 140; ++count) {
        std::vector<float> values = randomValues(count, rng);
        for (float& value : values)
            value = std::round(2.0f * value); // many equal ones
        EXPECT_EQ(kernels.indexOfLargest(count, values.data()),
                  std::max_element(values.begin(), values.end()) - values.begin());
    }
}

TEST_P(Kernels, ElementwiseLoopsGiveTheSameBitsEverywhere) {
    const int rows = 5, units = 37;
    const std::vector<float> gates = randomValues(rows * 4 * units, rng, 3.0);
    const std::vector<float> before = randomValues(rows * units, rng);
    const auto everything = [&](const FloatKernels& k) {
        std::vector<float> all;
        for (const auto& [forward, backward] : {std::pair{k.lstmForwardTanh, k.lstmBackwardTanh},
                                                std::pair{k.lstmForwardRelu, k.lstmBackwardRelu}}) {
            std::vector<float> g = gates, c(before.size()), h(before.size()), dc = before,
                               dGates(gates.size());
            forward(1.0f, {rows, units, g.data(), before.data(), c.data(), h.data()});
            backward({rows, units, g.data(), before.data(), c.data(), h.data(), dc.data(),
                      dGates.data()});
            for (const auto& part : {g, c, h, dc, dGates})
                all.insert(all.end(), part.begin(), part.end());
        }
        std::vector<float> mean = before, square(before.size(), 0.3f), weights = before;
        const long count = static_cast<long>(before.size());
        k.adam(count, {0.1f, 1.2f, 1e-6f, 0.9f, 0.1f, 0.99f, 0.01f}, gates.data(), mean.data(),
               square.data(), weights.data());
        k.rmsProp(count, {0.1f, 0.1f, 0.9f, 1e-3f, 0.0f}, gates.data(), square.data(), mean.data(),
                  weights.data());
        std::vector<float> powers(gates.size()), tangents = gates;
        k.exponentials(static_cast<long>(gates.size()), gates.data(), powers.data());
        k.hyperbolicTangents(static_cast<long>(gates.size()), tangents.data());
        std::vector<float> noisy = gates;
        k.addNoise(static_cast<long>(noisy.size()), 77, 0.5f, noisy.data());
        k.multiplyByNoise(static_cast<long>(noisy.size()), 78, 0.7f, noisy.data());
        for (const auto& part : {mean, square, weights, powers, tangents, noisy})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    };
    EXPECT_EQ(everything(kernels), everything(portableKernels));
}

TEST_P(Kernels, NoiseIsUniformAndFollowsFromTheSeed) {
    const int count = 100000;
    std::vector<float> a(count, 1.0f), b = a, other = a;
    kernels.addNoise(count, 5, 0.5f, a.data());
    kernels.addNoise(count, 5, 0.5f, b.data());
    kernels.addNoise(count, 6, 0.5f, other.data());
    EXPECT_EQ(a, b);
    double mean = 0.0, square = 0.0, neighbours = 0.0, across = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
        const double value = a[k] - 1.0;
        ASSERT_GE(value, -0.5);
        ASSERT_LE(value, 0.5);
        mean += value / count;
        square += value * value / count;
        if (k > 0)
            neighbours += value * (a[k - 1] - 1.0) / count;
        across += value * (other[k] - 1.0) / count;
    }
    // Four standard errors of the mean of `count` draws with variance 1/12.
    EXPECT_NEAR(mean, 0.0, 4.0 * std::sqrt(1.0 / 12.0 / count));
    EXPECT_NEAR(square, 1.0 / 12.0, 4.0 * std::sqrt(1.0 / 180.0 / count));
    EXPECT_NEAR(neighbours, 0.0, 4.0 / 12.0 / std::sqrt(count));
    EXPECT_NEAR(across, 0.0, 4.0 / 12.0 / std::sqrt(count));
}

TEST_P(Kernels, NoiseThatMultipliesIsNearlyNormalAndNeverTurnsASign) {
    const int count = 100000;
    std::vector<float> a(count, 2.0f), b = a, other = a, strong = a;
    kernels.multiplyByNoise(count, 5, 0.25f, a.data());
    kernels.multiplyByNoise(count, 5, 0.25f, b.data());
    kernels.multiplyByNoise(count, 6, 0.25f, other.data());
    kernels.multiplyByNoise(count, 5, 2.0f, strong.data());
    EXPECT_EQ(a, b);
    double mean = 0.0, square = 0.0, fourth = 0.0, across = 0.0;
    int silent = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const double z = (a[k] / 2.0 - 1.0) / 0.25;
        mean += z / count;
        square += z * z / count;
        fourth += z * z * z * z / count;
        across += z * (other[k] / 2.0 - 1.0) / 0.25 / count;
        ASSERT_GE(strong[k], 0.0f);
        silent += strong[k] == 0.0f;
    }
    const double error = 4.0 / std::sqrt(count); // four standard errors
    EXPECT_NEAR(mean, 0.0, error);
    EXPECT_NEAR(square, 1.0, error * std::sqrt(1.7));
    EXPECT_NEAR(fourth, 2.7, 0.1); // of four uniform numbers; 3 of a normal one
    EXPECT_NEAR(across, 0.0, error);
    EXPECT_NEAR(silent / double(count), 0.31, 0.02); // z < -1/2
}

TEST(InstructionSets, AreChosenByName) {
    const std::vector<InstructionSet> sets = availableInstructionSets();
    ASSERT_FALSE(sets.empty());
    EXPECT_EQ(sets.front(), InstructionSet::portable);
    EXPECT_EQ(instructionSet(), sets.back()) << "the best is the default";
    chooseInstructionSet("portable");
    EXPECT_EQ(instructionSet(), InstructionSet::portable);
    EXPECT_THROW(chooseInstructionSet("altivec"), Error);
    EXPECT_EQ(instructionSet(), InstructionSet::portable) << "a fault changes nothing";
    chooseInstructionSet("best");
    EXPECT_EQ(instructionSet(), sets.back());
}

} // namespace
} // namespace hippodrome::test_kernels
