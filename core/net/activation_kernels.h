#pragma once

namespace hippodrome {

enum class Activation { tanh, relu, linear };

/// The gates of one LSTM step for `rows` sequences. `gates` (rows, 4 units) holds the weighted
/// inputs in blocks i, f, g, o on entry and the gate values on return:
///   i, f, o = logistic(.), f with `forgetOffset` added inside;  g = act(.)
///   c = f c_previous + i g;  h = o act(c).
/// With `Activation::tanh` this is Hochreiter and Schmidhuber 1997 with forget gates; with
/// `Activation::relu` both act() are max(., 0), with `Activation::linear` they change nothing.
template <class T>
void lstmGatesForward(Activation activation, T forgetOffset, int rows, int units, T* gates,
                      const T* cPrevious, T* c, T* h);

/// The way back. `dGates` (rows, 4 units) receives the gradient of the weighted inputs. `dc` holds
/// the gradient that comes from the next step on entry, and the one for the previous step on
/// return.
template <class T>
void lstmGatesBackward(Activation activation, int rows, int units, const T* gates,
                       const T* cPrevious, const T* c, const T* dh, T* dc, T* dGates);

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
