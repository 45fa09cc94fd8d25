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
    const std::vector<float> x = randomValues(rows * inputs, rng);
    const std::vector<float> dy = randomValues(rows * outputs, rng);
    const std::vector<float> weights = randomValues(outputs * inputs, rng);
    int asked = 0;
    const StopCheck never = [&] { return ++asked < 0; };

    std::vector<float> whole(rows * outputs, 1.0f), divided = whole;
    applyWeights<float>(rows, inputs, outputs, x.data(), weights.data(), true, whole.data());
    EXPECT_TRUE(applyWeights<float>(rows, inputs, outputs, x.data(), weights.data(), true,
                                    divided.data(), never));
    EXPECT_EQ(whole, divided);
    EXPECT_GT(asked, 1);

    whole.assign(rows * inputs, 2.0f);
    divided = whole;
    applyWeightsBackward<float>(rows, inputs, outputs, dy.data(), weights.data(), true,
                                whole.data());
    EXPECT_TRUE(applyWeightsBackward<float>(rows, inputs, outputs, dy.data(), weights.data(), true,
                                            divided.data(), never));
    EXPECT_EQ(whole, divided);

    whole.assign(outputs * inputs, 3.0f);
    divided = whole;
    addWeightGradient<float>(rows, inputs, outputs, x.data(), dy.data(), whole.data());
    EXPECT_TRUE(addWeightGradient<float>(rows, inputs, outputs, x.data(), dy.data(), divided.data(),
                                         never));
    EXPECT_EQ(whole, divided);
}

TEST(Products, StopBetweenBlocks) {
    Rng rng(4);
    const std::vector<float> x = randomValues(rows * inputs, rng);
    const std::vector<float> weights = randomValues(outputs * inputs, rng);
    std::vector<float> y(rows * outputs, 7.0f);
    int asked = 0;
    const StopCheck second = [&] { return ++asked == 2; };
    EXPECT_FALSE(applyWeights<float>(rows, inputs, outputs, x.data(), weights.data(), 0.0f,
                                     y.data(), second));
    EXPECT_NE(y.front(), 7.0f);
    EXPECT_EQ(y.back(), 7.0f);
}

TEST(Products, SmallProductsAskNobody) {
    const std::vector<float> x(6, 1.0f), weights(4, 1.0f);
    std::vector<float> y(6);
    EXPECT_TRUE(applyWeights<float>(3, 2, 2, x.data(), weights.data(), 0.0f, y.data(),
                                    [] { return true; }));
    EXPECT_EQ(y, std::vector<float>(6, 2.0f));
}

} // namespace
} // namespace hippodrome::test_products
