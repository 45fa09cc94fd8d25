#include "core/net/blas.h"

#include <cblas.h>

#include <algorithm>
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

CBLAS_TRANSPOSE blasOp(Transposed op) {
    return op == Transposed::yes ? CblasTrans : CblasNoTrans;
}

} // namespace

template <class T>
void multiply(Transposed opA, Transposed opB, int m, int n, int k, T alpha, const T* a, int lda,
              const T* b, int ldb, T beta, T* c, int ldc) {
    useOneThread();
    if constexpr (std::is_same_v<T, float>)
        cblas_sgemm(CblasRowMajor, blasOp(opA), blasOp(opB), m, n, k, alpha, a, lda, b, ldb, beta,
                    c, ldc);
    else
        cblas_dgemm(CblasRowMajor, blasOp(opA), blasOp(opB), m, n, k, alpha, a, lda, b, ldb, beta,
                    c, ldc);
}

std::string blasName() {
    // "OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64": the first two words
    // matter.
    const std::string config = openblas_get_config();
    const std::size_t versionEnd = config.find(' ', config.find(' ') + 1);
    return config.substr(0, versionEnd) + " " + openblas_get_corename();
}

template <class T>
void fillRows(int rows, int n, const T* bias, T* y) {
    for (int row = 0; row < rows; ++row)
        std::copy_n(bias, n, y + static_cast<long>(row) * n);
}

template <class T>
void addRowSums(int rows, int n, const T* y, T* total) {
    for (int row = 0; row < rows; ++row)
        for (int i = 0; i < n; ++i)
            total[i] += y[static_cast<long>(row) * n + i];
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template void multiply<T>(Transposed, Transposed, int, int, int, T, const T*, int, const T*,   \
                              int, T, T*, int);                                                    \
    template void fillRows<T>(int, int, const T*, T*);                                             \
    template void addRowSums<T>(int, int, const T*, T*);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
