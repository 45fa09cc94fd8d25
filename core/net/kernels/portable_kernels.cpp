#include "core/net/kernels/float_kernels.h"
#include "core/net/kernels/independent.h"

namespace hippodrome {

namespace {

/// Four numbers, which GCC and Clang map to the vectors of any processor.
using Vector __attribute__((vector_size(16))) = float;
constexpr int lanes = 4;
constexpr int largestTileRows = 4;

inline Vector load(const float* from) {
    Vector v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}
inline void store(float* to, Vector v) {
    __builtin_memcpy(to, &v, sizeof v);
}
inline Vector spread(float value) {
    return Vector{value, value, value, value};
}
inline Vector multiplyAdd(Vector a, Vector b, Vector c) {
    return c + a * b;
}

#include "core/net/kernels/matrix_kernels.inc"
#include "core/net/kernels/unit_kernels.inc"

} // namespace

const FloatKernels portableKernels =
#include "core/net/kernels/kernel_table.inc"
    ;

} // namespace hippodrome
