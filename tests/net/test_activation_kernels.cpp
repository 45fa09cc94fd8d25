#include "core/base/rng.h"
#include "core/net/activation_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace hippodrome::test_activation_kernels {
namespace {

TEST(Exponentials, FloatVersionIsExactToAFewUnitsInTheLastPlace) {
    std::vector<float> x, y;
    for (float value = -86.0f; value < 87.0f; value += 0.0137f)
        x.push_back(value);
    y.resize(x.size());
    exponentials<float>(static_cast<long>(x.size()), x.data(), y.data());
    for (std::size_t k = 0; k < x.size(); ++k) {
        const double exact = std::exp(static_cast<double>(x[k]));
        EXPECT_NEAR(static_cast<double>(y[k]) / exact, 1.0, 4e-7) << x[k];
    }
}

TEST(Exponentials, FarArgumentsStayFinite) {
    const std::vector<float> x = {-1e30f, -500.0f, 500.0f, 1e30f};
    std::vector<float> y(4);
    exponentials<float>(4, x.data(), y.data());
    EXPECT_LT(y[0], 1e-37f);
    EXPECT_TRUE(std::isfinite(y[3]));
}

TEST(LstmGates, FloatAndDoubleAgreeForEveryActivation) {
    const int rows = 5, units = 19;
    Rng rng(4);
    for (const Activation activation : {Activation::tanh, Activation::relu, Activation::linear}) {
        std::vector<double> gates(rows * 4 * units), c0(rows * units), c(rows * units), h(c), dh(c),
            dc(c), dGates(gates.size());
        for (auto* block : {&gates, &c0, &dh, &dc})
            for (double& value : *block)
                value = 2.0 * rng.normal();
        std::vector<float> gatesF(gates.begin(), gates.end()), c0F(c0.begin(), c0.end()),
            cF(c.size()), hF(c.size()), dhF(dh.begin(), dh.end()), dcF(dc.begin(), dc.end()),
            dGatesF(gates.size());
        lstmGatesForward<double>(activation, -1.0,
                                 {rows, units, gates.data(), c0.data(), c.data(), h.data()});
        lstmGatesForward<float>(activation, -1.0f,
                                {rows, units, gatesF.data(), c0F.data(), cF.data(), hF.data()});
        lstmGatesBackward<double>(activation, {rows, units, gates.data(), c0.data(), c.data(),
                                               dh.data(), dc.data(), dGates.data()});
        lstmGatesBackward<float>(activation, {rows, units, gatesF.data(), c0F.data(), cF.data(),
                                              dhF.data(), dcF.data(), dGatesF.data()});
        for (std::size_t k = 0; k < h.size(); ++k) {
            EXPECT_NEAR(hF[k], h[k], 5e-6);
            EXPECT_NEAR(dcF[k], dc[k], 5e-6);
        }
        for (std::size_t k = 0; k < gates.size(); ++k)
            EXPECT_NEAR(dGatesF[k], dGates[k], 2e-5);
    }
}

} // namespace
} // namespace hippodrome::test_activation_kernels
