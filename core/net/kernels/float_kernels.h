#pragma once

#include "core/net/activation_kernels.h"
#include "core/net/matrix.h"

namespace hippodrome {

struct RmsPropFactors {
    float rate, fresh, momentum, inside, outside;
};

struct AdamFactors {
    float rate, inverseRoot, epsilon, beta1, fresh1, beta2, fresh2;
};

/// The inner loops of the networks in float, compiled once for each instruction set. Element-wise
/// loops give the same bits for every set; sums (products of matrices, losses) do not.
///
/// Matrices are row-major. A packed matrix B (depth, columns) is stored in panels of `panelWidth`
/// columns, so that a product reads it in the order of the memory.
struct FloatKernels {
    int panelWidth;

    /// Numbers that packing (depth, columns) needs.
    long (*packedSize)(int depth, int columns);
    /// Packs B, given as (depth, columns) or, transposed, as (columns, depth).
    void (*pack)(Transposed transposed, Matrix<const float> b, float* packed);
    /// C (rows, columns) <- A B, or C + A B. A is given as (rows, depth) or, transposed, as (depth,
    /// rows).
    void (*multiplyPacked)(Transposed transposed, Matrix<const float> a, const float* packed,
                           Write write, Matrix<float> c);
    /// y (outputs) <- W x, or y + W x, for W (outputs, inputs).
    void (*multiplyVector)(Matrix<const float> weights, const float* x, Write write, float* y);
    /// totals (inputs, outputs) <- totals + X^T Y for X (rows, inputs) with few columns.
    void (*addColumnProducts)(Matrix<const float> x, Matrix<const float> y, float* totals);
    /// total (n) <- total + the rows of y (rows, n), in order.
    void (*addRowSums)(Matrix<const float> y, float* total);

    // See activation_kernels.h.
    using LstmForward = void(float forgetOffset, const LstmStep<float>& step);
    LstmForward* lstmForwardTanh;
    LstmForward* lstmForwardRelu;
    LstmForward* lstmForwardLinear;
    using LstmBackward = void(const LstmStepBack<float>& step);
    LstmBackward* lstmBackwardTanh;
    LstmBackward* lstmBackwardRelu;
    LstmBackward* lstmBackwardLinear;
    void (*exponentials)(long count, const float* x, float* y);
    void (*hyperbolicTangents)(long count, float* x);

    /// x <- x + scale times numbers uniform in [-1, 1) that follow from the seed.
    void (*addNoise)(long count, unsigned seed, float scale, float* x);
    /// x <- x max(0, 1 + scale z), with z nearly normal (the sum of four uniform numbers), of mean
    /// 0 and variance 1, that follows from the seed.
    void (*multiplyByNoise)(long count, unsigned seed, float scale, float* x);

    /// outputs <- 2 scale (outputs - targets); returns the sum of the squared differences.
    double (*squaredError)(long count, float scale, const float* targets, float* outputs);
    /// The index of the first of the largest values.
    int (*indexOfLargest)(int count, const float* values);

    // See optimisers.h.
    void (*rmsProp)(long count, RmsPropFactors factors, const float* gradient, float* meanSquare,
                    float* momentum, float* weights);
    void (*adam)(long count, AdamFactors factors, const float* gradient, float* mean,
                 float* meanSquare, float* weights);
};

/// The kernels for the instruction set in use.
const FloatKernels& floatKernels();

extern const FloatKernels portableKernels;
#ifdef HIPPODROME_X86_KERNELS
extern const FloatKernels avx2Kernels;
extern const FloatKernels avx512Kernels;
#endif

} // namespace hippodrome
