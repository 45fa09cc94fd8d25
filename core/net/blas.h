#pragma once

#include <string>

namespace hippodrome {

/// C <- alpha op(A) op(B) + beta C for row-major matrices, by OpenBLAS on the calling thread alone;
/// op(A) is (m, k), op(B) is (k, n), C is (m, n). `lda`, `ldb`, `ldc` are the distances between the
/// rows as stored. Networks in double run on it, and our kernels in float are measured against it.
template <class T>
void multiplyByBlas(bool transposeA, bool transposeB, int m, int n, int k, T alpha, const T* a,
                    int lda, const T* b, int ldb, T beta, T* c, int ldc);

/// Which library that is, and for which processor, as in `OpenBLAS 0.3.21 Haswell`.
std::string blasName();

} // namespace hippodrome
