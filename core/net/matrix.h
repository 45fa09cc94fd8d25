#pragma once

#include <cstddef>
#include <type_traits>

namespace hippodrome {

enum class Transposed { no, yes };
/// What a result does with the numbers that are there already.
enum class Write { over, add };

/// Numbers in a matrix.
inline std::size_t matrixSize(int rows, int columns) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

/// A view of a row-major matrix, or of some columns of a wider one; it owns nothing. What a network
/// does not have is a view without data. Kernels use the members alone and no function, see
/// kernels/unit_kernels.inc: so this stays an aggregate.
template <class T>
struct Matrix {
    T* data = nullptr;
    int rows = 0;
    int columns = 0;
    int stride = 0; ///< from one row to the next; of all columns, as many as these

    explicit operator bool() const { return data != nullptr; }
    operator Matrix<const T>() const requires(!std::is_const_v<T>) {
        return {data, rows, columns, stride};
    }
    std::size_t size() const { return matrixSize(rows, columns); }
    bool dense() const { return stride == columns; }
    T* row(int i) const { return data + static_cast<long>(i) * stride; }
    Matrix someRows(int first, int count) const { return {row(first), count, columns, stride}; }
    Matrix someColumns(int first, int count) const { return {data + first, rows, count, stride}; }
};

/// A matrix whose rows lie next to each other.
template <class T>
Matrix<T> matrixOf(T* data, int rows, int columns) {
    return {data, rows, columns, columns};
}

/// A matrix that a function only reads: what its numbers are is said by the one that it writes.
template <class T>
using MatrixIn = std::type_identity_t<Matrix<const T>>;

} // namespace hippodrome
