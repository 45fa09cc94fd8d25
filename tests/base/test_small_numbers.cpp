#include "core/base/small_numbers.h"

#include <gtest/gtest.h>

#include <limits>

namespace hippodrome::test_small_numbers {
namespace {

TEST(SmallNumbers, AreZeroOnlyWhileItLives) {
    volatile float small = std::numeric_limits<float>::denorm_min() * 1024.0f;
    volatile float product = small * 2.0f;
    EXPECT_GT(product, 0.0f);
    {
        const SmallNumbersAsZero guard;
        product = small * 2.0f;
#ifdef __SSE__
        EXPECT_EQ(product * 1e30f, 0.0f);
#endif
        {
            const SmallNumbersAsZero usual(false); // for a while
            product = small * 2.0f;
            EXPECT_GT(product, 0.0f);
            product = product * 1e30f;
            EXPECT_GT(product, 0.0f);
        }
        product = small * 2.0f;
#ifdef __SSE__
        EXPECT_EQ(product * 1e30f, 0.0f);
#endif
    }
    product = small * 2.0f;
    EXPECT_GT(product * 1e30f, 0.0f);
}

} // namespace
} // namespace hippodrome::test_small_numbers
