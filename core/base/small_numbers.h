#pragma once

#ifdef __SSE__
#include <xmmintrin.h>
#endif

namespace hippodrome {

/// While it lives, numbers too small to be normal (below 1e-38 in float) count as 0 in this thread,
/// where the processor can do that. Such numbers take a hundred times as long as others, and
/// gradients that run back through nearly closed gates are full of them.
class SmallNumbersAsZero {
public:
    /// Not `on`: while it lives they are what they are, as ever outside.
    explicit SmallNumbersAsZero(bool on = true) {
#ifdef __SSE__
        constexpr unsigned asZero = 0x8000 | 0x0040; // results, and what is read
        before_ = _mm_getcsr();
        _mm_setcsr(on ? before_ | asZero : before_ & ~asZero);
#else
        (void)on;
#endif
    }
    ~SmallNumbersAsZero() {
#ifdef __SSE__
        _mm_setcsr(before_);
#endif
    }
    SmallNumbersAsZero(const SmallNumbersAsZero&) = delete;
    SmallNumbersAsZero& operator=(const SmallNumbersAsZero&) = delete;

private:
#ifdef __SSE__
    unsigned before_ = 0;
#endif
};

} // namespace hippodrome
