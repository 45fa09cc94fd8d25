#pragma once

#include "core/net/matrix.h"

#include <string>

namespace hippodrome {

/// C <- op(A) op(B), or C + op(A) op(B), by OpenBLAS on the calling thread alone; op(A) is (rows of
/// C, k), op(B) is (k, columns of C). Networks in double run on it, and our kernels in float are
/// measured against it.
template <class T>
void multiplyByBlas(Transposed transposedA, MatrixIn<T> a, Transposed transposedB, MatrixIn<T> b,
                    Write write, Matrix<T> c);

/// Which library that is, and for which processor, as in `OpenBLAS 0.3.21 Haswell`.
std::string blasName();

} // namespace hippodrome
