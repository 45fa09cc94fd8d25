#include "core/net/blas.h"

#include <cblas.h>

#include <type_traits>

namespace hippodrome {

namespace {

/// Before the first product: one thread, since ours split the batch themselves.
void useOneThread() {
    static const bool done = [] {
        openblas_set_num_threads(1);
        return true;
    }();
    (void)done;
}

CBLAS_TRANSPOSE blasOp(Transposed transposed) {
    return transposed == Transposed::yes ? CblasTrans : CblasNoTrans;
}

} // namespace

template <class T>
void multiplyByBlas(Transposed transposedA, MatrixIn<T> a, Transposed transposedB, MatrixIn<T> b,
                    Write write, Matrix<T> c) {
    useOneThread();
    const int depth = transposedA == Transposed::yes ? a.rows : a.columns;
    const T before = write == Write::add ? T(1) : T(0);
    if constexpr (std::is_same_v<T, float>)
        cblas_sgemm(CblasRowMajor, blasOp(transposedA), blasOp(transposedB), c.rows, c.columns,
                    depth, 1.0f, a.data, a.stride, b.data, b.stride, before, c.data, c.stride);
    else
        cblas_dgemm(CblasRowMajor, blasOp(transposedA), blasOp(transposedB), c.rows, c.columns,
                    depth, 1.0, a.data, a.stride, b.data, b.stride, before, c.data, c.stride);
}

std::string blasName() {
    // "OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64": the first two words
    // matter.
    const std::string config = openblas_get_config();
    const std::size_t versionEnd = config.find(' ', config.find(' ') + 1);
    return config.substr(0, versionEnd) + " " + openblas_get_corename();
}

template void multiplyByBlas<float>(Transposed, Matrix<const float>, Transposed,
                                    Matrix<const float>, Write, Matrix<float>);
template void multiplyByBlas<double>(Transposed, Matrix<const double>, Transposed,
                                     Matrix<const double>, Write, Matrix<double>);

} // namespace hippodrome
