#pragma once

namespace hippodrome {

enum class Activation { tanh, relu, linear };

/// One step of an LSTM for several sequences.
template <class T>
struct LstmStep {
    int rows; ///< sequences
    int units;
    T* gates;           ///< (rows, 4 units) in blocks i, f, g, o
    const T* cPrevious; ///< (rows, units)
    T* c;               ///< (rows, units)
    T* h;               ///< (rows, units)
};

/// From the weighted inputs, which `gates` hold on entry, the gate values, cells and outputs:
///   i, f, o = logistic(.), f with `forgetOffset` added inside;  g = act(.)
///   c = f c_previous + i g;  h = o act(c).
/// With `Activation::tanh` this is Hochreiter and Schmidhuber 1997 with forget gates; with
/// `Activation::relu` both act() are max(., 0), with `Activation::linear` they change nothing.
template <class T>
void lstmGatesForward(Activation activation, T forgetOffset, const LstmStep<T>& step);

/// The same step on the way back.
template <class T>
struct LstmStepBack {
    int rows;
    int units;
    const T* gates; ///< as the step left them
    const T* cPrevious;
    const T* c;
    const T* dh; ///< (rows, units)
    T* dc;       ///< (rows, units): from the next step on entry, for the previous one on return
    T* dGates;   ///< (rows, 4 units): receives the gradient of the weighted inputs
};

template <class T>
void lstmGatesBackward(Activation activation, const LstmStepBack<T>& step);

/// x <- max(x, 0).
template <class T>
void reluForward(long count, T* x);
/// dx <- dx where the output y of the unit was positive, else 0.
template <class T>
void reluBackward(long count, const T* y, T* dx);
/// x <- act(x).
template <class T>
void activationForward(Activation activation, long count, T* x);
/// dx <- dx act'(x) for the output y = act(x).
template <class T>
void activationBackward(Activation activation, long count, const T* y, T* dx);

/// y <- exp(x). In float a polynomial with an error of at most 3 units in the last place that
/// the compiler can vectorise; x is held to [-87, 88].
template <class T>
void exponentials(long count, const T* x, T* y);

} // namespace hippodrome
