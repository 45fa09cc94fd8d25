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

CBLAS_TRANSPOSE blasOp(bool transpose) {
    return transpose ? CblasTrans : CblasNoTrans;
}

} // namespace

template <class T>
void multiplyByBlas(bool transposeA, bool transposeB, int m, int n, int k, T alpha, const T* a,
                    int lda, const T* b, int ldb, T beta, T* c, int ldc) {
    useOneThread();
    if constexpr (std::is_same_v<T, float>)
        cblas_sgemm(CblasRowMajor, blasOp(transposeA), blasOp(transposeB), m, n, k, alpha, a, lda,
                    b, ldb, beta, c, ldc);
    else
        cblas_dgemm(CblasRowMajor, blasOp(transposeA), blasOp(transposeB), m, n, k, alpha, a, lda,
                    b, ldb, beta, c, ldc);
}

std::string blasName() {
    // "OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64": the first two words
    // matter.
    const std::string config = openblas_get_config();
    const std::size_t versionEnd = config.find(' ', config.find(' ') + 1);
    return config.substr(0, versionEnd) + " " + openblas_get_corename();
}

template void multiplyByBlas<float>(bool, bool, int, int, int, float, const float*, int,
                                    const float*, int, float, float*, int);
template void multiplyByBlas<double>(bool, bool, int, int, int, double, const double*, int,
                                     const double*, int, double, double*, int);

} // namespace hippodrome
