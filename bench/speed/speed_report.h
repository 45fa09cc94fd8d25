#pragma once

#include "core/base/json_io.h"

namespace hippodrome {

/// How fast this program is on this machine: medians over repetitions, each after a warm-up.
///
/// Work item W is one training step of an LSTM of 128 units with two inputs, a rectified bottleneck
/// of 256 units and 256 outputs, on 100 paths of 10 steps, with squared error and Adam: simulated
/// paths, targets, forward, backward, update and live maps, about 1.0 GFLOP.
struct SpeedReport {
    int threads = 1;
    double stepMilliseconds = 0.0; ///< W
    /// The products of matrices in W alone, on as many threads, by whichever is faster of OpenBLAS
    /// (with its best kernels for this processor) and our own.
    double productsMilliseconds = 0.0;
    double openblasMilliseconds = 0.0;
    double ownProductsMilliseconds = 0.0;
    double onlineStepMicroseconds = 0.0; ///< one step of W's network while it rides in the rat
    double mapsMilliseconds = 0.0;       ///< 10^5 samples of 256 units into 20x20 bins, one thread
    double gridScoresMilliseconds = 0.0; ///< 256 maps of 20x20 bins, both variants, all threads
    /// All metrics of one map of 44x44 and of 88x88 bins with 3 to 12 noisy fields, one thread.
    double allMetrics44Milliseconds = 0.0;
    double allMetrics88Milliseconds = 0.0;
};

/// Each number is measured for `seconds`, the step for three times as long. `threads` = 0 takes all
/// processors.
SpeedReport measureSpeed(int threads, double seconds = 1.0);

/// The products of W by OpenBLAS as this process has loaded it [ms].
double openblasProductsOfStep(int threads, double seconds = 1.0);

/// With the instruction set in use.
Json speedJson(const SpeedReport& report);

} // namespace hippodrome
