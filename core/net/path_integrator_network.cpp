#include "core/net/path_integrator_network.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

double truncatedNormal(Rng& rng) {
    double draw = rng.normal();
    while (std::abs(draw) > 2.0)
        draw = rng.normal();
    return draw;
}

} // namespace

template <class T>
PathIntegratorNetwork<T>::PathIntegratorNetwork(PathIntegratorShape shape)
    : shape_(std::move(shape)), weights_(weightCount(shape_)) {}

template <class T>
void PathIntegratorNetwork<T>::start(const PathIntegratorStart& how, Rng& rng) {
    const PathIntegratorWeights<T> w = parts();
    for (const NamedWeight<T>& weight : w.named(shape_)) {
        const std::span<T> block(weight.values.data, weight.values.size());
        if (weight.values.columns == 1) {
            std::fill(block.begin(), block.end(), T(0));
            continue;
        }
        // Input and recurrent weights feed the same units: both take the hidden size as fan-in.
        const int fanIn =
            block.data() == w.recurrent.input.data ? shape_.hidden : weight.values.columns;
        const double width = 1.0 / std::sqrt(static_cast<double>(fanIn));
        for (T& value : block)
            value = static_cast<T>(
                width * (how.truncatedNormal ? truncatedNormal(rng) : rng.uniform(-1.0, 1.0)));
    }
    const std::size_t gate = static_cast<std::size_t>(shape_.hidden);
    const std::span<T> recurrent(w.recurrent.recurrent.data, w.recurrent.recurrent.size());
    const std::span<T> gated(w.recurrent.gate.data, w.recurrent.gate.size());
    for (const std::span<T> block : {recurrent, gated})
        for (T& weight : block)
            weight *= static_cast<T>(how.recurrentScale);
    const std::size_t candidates = static_cast<std::size_t>(shape_.candidateOffset()) * gate;
    for (std::size_t unit = 0; unit < gate; ++unit)
        recurrent[candidates + unit * (gate + 1)] += static_cast<T>(how.candidateIdentity);
    if (shape_.recurrence != Recurrence::lstm)
        return;
    for (std::size_t block : {0u, 1u, 3u}) // i, f, o: not the candidate g
        for (T& weight : recurrent.subspan(block * gate * gate, gate * gate))
            weight *= static_cast<T>(how.recurrentGateScale);
    const std::span<T> bias = w.recurrent.bias;
    if (bias.empty())
        return;
    std::fill_n(bias.begin(), gate, static_cast<T>(how.inputGateBias));
    std::fill_n(bias.begin() + static_cast<long>(gate), gate, static_cast<T>(how.forgetGateBias));
    std::fill_n(bias.begin() + static_cast<long>(3 * gate), gate,
                static_cast<T>(how.outputGateBias));
}

template class PathIntegratorNetwork<float>;
template class PathIntegratorNetwork<double>;

} // namespace hippodrome
