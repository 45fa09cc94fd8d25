#include "core/net/kernels/float_kernels.h"
#include "core/net/kernels/independent.h"

#include <immintrin.h>

namespace hippodrome {

namespace {

using Vector = __m256;
constexpr int lanes = 8;
constexpr int largestTileRows = 6;

inline Vector load(const float* from) {
    return _mm256_loadu_ps(from);
}
inline void store(float* to, Vector v) {
    _mm256_storeu_ps(to, v);
}
inline Vector spread(float value) {
    return _mm256_set1_ps(value);
}
inline Vector multiplyAdd(Vector a, Vector b, Vector c) {
    return _mm256_fmadd_ps(a, b, c);
}

#include "core/net/kernels/matrix_kernels.inc"
#include "core/net/kernels/unit_kernels.inc"

} // namespace

const FloatKernels avx2Kernels =
#include "core/net/kernels/kernel_table.inc"
    ;

} // namespace hippodrome
