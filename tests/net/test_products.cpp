#include "core/base/rng.h"
#include "core/net/products.h"

#include <gtest/gtest.h>

#include <vector>

namespace hippodrome::test_products {
namespace {

std::vector<float> randomValues(int count, Rng& rng) {
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(rng.normal());
    return values;
}

// Large enough for several blocks in every product.
constexpr int rows = 700, inputs = 500, outputs = 620;

TEST(Products, EqualTheWholeOnes) {
    Rng rng(3);
    std::vector<float> x = randomValues(rows * inputs, rng);
    std::vector<float> dy = randomValues(rows * outputs, rng);
    std::vector<float> weights = randomValues(outputs * inputs, rng);
    int asked = 0;
    const StopCheck never = [&] { return ++asked < 0; };

    const auto table = [](std::vector<float>& values, int columns) {
        return matrixOf(values.data(), static_cast<int>(values.size()) / columns, columns);
    };
    std::vector<float> whole(rows * outputs, 1.0f), divided = whole;
    applyWeights<float>(table(x, inputs), table(weights, inputs), Write::add,
                        table(whole, outputs));
    EXPECT_TRUE(applyWeights<float>(table(x, inputs), table(weights, inputs), Write::add,
                                    table(divided, outputs), never));
    EXPECT_EQ(whole, divided);
    EXPECT_GT(asked, 1);

    whole.assign(rows * inputs, 2.0f);
    divided = whole;
    applyWeightsBackward<float>(table(dy, outputs), table(weights, inputs), Write::add,
                                table(whole, inputs));
    EXPECT_TRUE(applyWeightsBackward<float>(table(dy, outputs), table(weights, inputs), Write::add,
                                            table(divided, inputs), never));
    EXPECT_EQ(whole, divided);

    whole.assign(outputs * inputs, 3.0f);
    divided = whole;
    addWeightGradient<float>(table(x, inputs), table(dy, outputs), table(whole, inputs));
    EXPECT_TRUE(addWeightGradient<float>(table(x, inputs), table(dy, outputs),
                                         table(divided, inputs), never));
    EXPECT_EQ(whole, divided);
}

TEST(Products, StopBetweenBlocks) {
    Rng rng(4);
    const std::vector<float> x = randomValues(rows * inputs, rng);
    const std::vector<float> weights = randomValues(outputs * inputs, rng);
    std::vector<float> y(rows * outputs, 7.0f);
    int asked = 0;
    const StopCheck second = [&] { return ++asked == 2; };
    EXPECT_FALSE(applyWeights<float>(matrixOf(x.data(), rows, inputs),
                                     matrixOf(weights.data(), outputs, inputs), Write::over,
                                     matrixOf(y.data(), rows, outputs), second));
    EXPECT_NE(y.front(), 7.0f);
    EXPECT_EQ(y.back(), 7.0f);
}

TEST(Products, SmallProductsAskNobody) {
    const std::vector<float> x(6, 1.0f), weights(4, 1.0f);
    std::vector<float> y(6);
    EXPECT_TRUE(applyWeights<float>(matrixOf(x.data(), 3, 2), matrixOf(weights.data(), 2, 2),
                                    Write::over, matrixOf(y.data(), 3, 2), [] { return true; }));
    EXPECT_EQ(y, std::vector<float>(6, 2.0f));
}

TEST(Products, OfSomeColumnsLeaveTheOthersAlone) {
    Rng rng(5);
    constexpr int few = 7, width = 11;
    std::vector<float> x = randomValues(few * width, rng), weights = randomValues(4 * width, rng);
    std::vector<float> wide(few * width, 9.0f);
    const Matrix<float> part = matrixOf(x.data(), few, width).someColumns(2, 5);
    const Matrix<float> map = matrixOf(weights.data(), 4, width).someColumns(3, 5);
    applyWeights<float>(part, map, Write::over,
                        matrixOf(wide.data(), few, width).someColumns(6, 4));
    for (int row = 0; row < few; ++row)
        for (int column = 0; column < width; ++column) {
            double expected = 9.0;
            if (column >= 6 && column < 10) {
                expected = 0.0;
                for (int k = 0; k < 5; ++k)
                    expected += static_cast<double>(part.row(row)[k]) * map.row(column - 6)[k];
            }
            EXPECT_NEAR(wide[static_cast<std::size_t>(row * width + column)], expected, 1e-5);
        }
}

} // namespace
} // namespace hippodrome::test_products
