#include "core/net/optimisers.h"

#include "tests/net/golden.h"

#include <memory>

namespace hippodrome::test_optimisers {
namespace {

class OptimiserGolden : public ::testing::TestWithParam<std::size_t> {};

TEST_P(OptimiserGolden, FollowsTheRecordedSteps) {
    const Json data = golden_lstm::load("optimizers");
    const Json& trace = data["traces"][GetParam()];
    const std::vector<double> a = golden_lstm::flat(data["A"]), b = golden_lstm::flat(data["b"]);
    std::vector<double> w = golden_lstm::flat(data["w0"]);
    const std::size_t n = w.size();

    std::unique_ptr<Optimiser<double>> optimiser;
    if (trace.contains("betas"))
        optimiser = std::make_unique<Adam<double>>(
            AdamParameters{trace["lr"], trace["betas"][0], trace["betas"][1], trace["eps"]}, n);
    else if (trace.contains("alpha"))
        optimiser = std::make_unique<RmsProp<double>>(RmsPropParameters{trace["lr"], trace["alpha"],
                                                                        trace["momentum"],
                                                                        trace["eps"], false, 0.0},
                                                      n);
    else
        optimiser = std::make_unique<RmsProp<double>>(
            RmsPropParameters{trace["lr"], trace["decay"], trace["momentum"], trace["epsilon"],
                              true, trace["rms_slot_initial_value"]},
            n);

    for (const Json& step : trace["steps"]) {
        std::vector<double> gradient(n);
        for (std::size_t i = 0; i < n; ++i) {
            gradient[i] = 0.4 * w[i] * w[i] * w[i] - b[i];
            for (std::size_t j = 0; j < n; ++j)
                gradient[i] += a[i * n + j] * w[j];
        }
        if (trace.contains("clip"))
            clipElements<double>(gradient, trace["clip"].get<double>());
        golden_lstm::expectEqual(gradient, step["gradient"], "gradient");
        if (trace.contains("weight_decay"))
            for (std::size_t i = 0; i < n; ++i)
                gradient[i] += trace["weight_decay"].get<double>() * w[i];
        optimiser->step(w, gradient);
        golden_lstm::expectEqual(w, step["w"], "w");
        if (step.contains("mean_square"))
            golden_lstm::expectEqual(optimiser->slots()[0].second, step["mean_square"],
                                     "mean square");
        if (step.contains("exp_avg_sq"))
            golden_lstm::expectEqual(optimiser->slots()[1].second, step["exp_avg_sq"],
                                     "mean square");
    }
}

INSTANTIATE_TEST_SUITE_P(Traces, OptimiserGolden, ::testing::Range<std::size_t>(0, 6));

} // namespace
} // namespace hippodrome::test_optimisers
