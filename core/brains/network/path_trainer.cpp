#include "core/brains/network/path_trainer.h"

#include "core/base/small_numbers.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <thread>
#include <utility>

namespace hippodrome {

namespace {

std::unique_ptr<Optimiser<float>> makeOptimiser(const GridNetworkParameters& parameters,
                                                std::size_t size) {
    if (parameters.optimiser == GridNetworkParameters::OptimiserKind::adam)
        return std::make_unique<Adam<float>>(AdamParameters{parameters.learningRate}, size);
    return std::make_unique<RmsProp<float>>(RmsPropParameters{parameters.learningRate}, size);
}

/// Every element is finite and its square far from the largest float, so that an optimiser can use
/// it. Compares the bits, whose order is that of the sizes, since the compiler can vectorise that.
bool moderate(std::span<const float> gradient) {
    constexpr std::uint32_t limit = std::bit_cast<std::uint32_t>(1e15f);
    std::uint32_t largest = 0;
    for (const float g : gradient)
        largest = std::max(largest, std::bit_cast<std::uint32_t>(g) & 0x7fffffffu);
    return largest <= limit;
}

/// The gradient is summed and followed in parts of so many weights, which threads share. Large
/// enough that waking a thread pays.
constexpr std::size_t gradientPart = 1 << 16;

std::size_t partsOf(std::size_t size) {
    return (size + gradientPart - 1) / gradientPart;
}

void forEachPart(ThreadPool& threads, std::size_t size,
                 const std::function<void(std::size_t, std::size_t, std::size_t)>& body) {
    threads.forEach(partsOf(size), [&](std::size_t part) {
        const std::size_t first = part * gradientPart;
        body(part, first, std::min(gradientPart, size - first));
    });
}

/// Weights from `begin` to `end` add `factor` times themselves to their gradient.
struct Decay {
    std::size_t begin, end;
    float factor;
};

std::vector<Decay> decaysOf(const GridNetworkParameters& parameters,
                            const PathIntegratorNetwork<float>& network) {
    const PathIntegratorWeights<const float> weights = network.parts();
    std::vector<Decay> decays;
    const auto add = [&](Matrix<const float> part, double decay) {
        if (!part || decay <= 0.0)
            return;
        const auto begin = static_cast<std::size_t>(part.data - network.weights().data());
        decays.push_back({begin, begin + part.size(), static_cast<float>(2.0 * decay)});
    };
    add(weights.recurrent.recurrent, parameters.recurrentDecay);
    add(weights.recurrent.gate, parameters.recurrentDecay);
    for (const LinearWeights<const float>& head : weights.heads)
        add(head.weights, parameters.readOutDecay);
    add(weights.initialState.weights, parameters.initialDecay);
    add(weights.initialCell.weights, parameters.initialDecay);
    return decays;
}

/// Weights that are not to be learned: from `begin` to `end`; an empty range for none.
std::pair<std::size_t, std::size_t> frozenRange(const GridNetworkParameters& parameters,
                                                const PathIntegratorNetwork<float>& network) {
    const std::span<const float> bias = network.parts().recurrent.bias;
    if (parameters.candidateBias || bias.empty() || network.shape().recurrence != Recurrence::lstm)
        return {0, 0};
    const auto units = static_cast<std::size_t>(network.shape().hidden);
    const auto first = static_cast<std::size_t>(bias.data() - network.weights().data());
    return {first + 2 * units, first + 3 * units}; // i, f, g, o
}

} // namespace

PathTrainer::PathTrainer(const GridNetworkParameters& parameters, const std::string& name,
                         std::uint64_t seed, PathIntegratorNetwork<float>& network)
    : network_(network), optimiser_(makeOptimiser(parameters, network.weights().size())),
      gradient_(network.weights().size()), partIsModerate_(partsOf(gradient_.size())),
      rows_(static_cast<long>(parameters.batch) * parameters.steps) {
    if (parameters.feedbackAlignment) {
        // As the weights start, but drawn apart from them.
        PathIntegratorNetwork<float> other(network.shape());
        Rng rng = Rng::stream(seed, name + ".feedback");
        other.start(parameters.weightStart(), rng);
        feedback_.assign(other.weights().begin(), other.weights().end());
    }
    const int shards = std::min(parameters.shards, parameters.batch);
    for (int i = 0; i < shards; ++i) {
        const int sequences = parameters.batch * (i + 1) / shards - parameters.batch * i / shards;
        shards_.push_back(std::make_unique<Shard>(
            Shard{PathIntegratorPass<float>(network, parameters.steps, sequences),
                  {},
                  std::vector<float>(network.weights().size()),
                  Rng::stream(seed, name + ".paths", static_cast<std::uint64_t>(i)),
                  {},
                  {},
                  0.0,
                  false}));
        if (!feedback_.empty())
            shards_.back()->pass.feedback = feedback_.data();
    }
}

bool PathTrainer::forward(const GridNetworkParameters& parameters, const PathTask& task,
                          Shard& shard, const StopCheck& stop) {
    const SmallNumbersAsZero guard(ignoresSmallNumbers());
    if (stop())
        return false;
    const GridNetworkParameters::Curriculum now = curriculum(parameters);
    task.fill(parameters, now, shard.rng, shard.batch, shard.pass);
    if (parameters.stateNoise > 0.0)
        shard.pass.setStateNoise(static_cast<float>(std::sqrt(3.0) * parameters.stateNoise),
                                 static_cast<unsigned>(shard.rng.bits()));
    else
        shard.pass.setStateNoise(0.0f, 0);
    shard.pass.setOutputNoise(now.outputNoise,
                              now.outputNoise > 0.0 ? static_cast<unsigned>(shard.rng.bits()) : 0);
    if (!shard.pass.forward(stop))
        return false;
    if (watching_) {
        shard.magnitudes = PathIntegratorMagnitudes(shard.pass.shape(), shard.pass.steps());
        shard.magnitudes.addForward(shard.pass);
    }
    const std::size_t cells = static_cast<std::size_t>(task.placeCode().cells());
    shard.errorSum = 0.0;
    for (std::size_t row = 0; row < shard.batch.places.size(); ++row) {
        const int best = floatKernels().indexOfLargest(static_cast<int>(cells),
                                                       shard.pass.outputs(0) + row * cells);
        const Vec2 decoded = task.placeCode().centres()[static_cast<std::size_t>(best)];
        shard.errorSum += length(task.arena().displacement(decoded, shard.batch.places[row]));
    }
    shard.pass.activityCost = static_cast<float>(
        parameters.activityCost / (static_cast<double>(rows_) * network_.shape().representation()));
    shard.losses = shard.pass.lossAndOutputGradients(task.lossScales(rows_));
    const auto hidden = matrixOf(shard.pass.hidden(), shard.pass.rows(), shard.pass.shape().hidden);
    for (std::size_t module = 0; module < shard.solo.size(); ++module) {
        shard.solo[module].clear();
        if (!shard.solo[module].add(hidden, soloTargets(shard, module), stop))
            return false;
    }
    return true;
}

void PathTrainer::backward(Shard& shard, const StopCheck& stop) {
    const SmallNumbersAsZero guard(ignoresSmallNumbers());
    shard.pass.solo.clear();
    for (std::size_t module = 0; module < solo_.size(); ++module)
        shard.pass.solo.push_back({&solo_[module], soloTargets(shard, module)});
    std::fill(shard.gradient.begin(), shard.gradient.end(), 0.0f);
    shard.whole = shard.pass.backward(shard.gradient, stop);
    if (watching_)
        shard.magnitudes.addBackward(shard.pass);
}

double PathTrainer::solo() const {
    double sum = solo_.empty() ? std::nan("") : 0.0;
    for (const SoloObjective<float>& module : solo_)
        sum = std::accumulate(module.useful().begin(), module.useful().end(), sum);
    return sum / network_.shape().hidden;
}

void PathTrainer::sumSolo(const PathTask& task, double weight) {
    const SmallNumbersAsZero guard(ignoresSmallNumbers());
    for (std::size_t module = 0; module < solo_.size(); ++module) {
        solo_[module].clear();
        for (const auto& shard : shards_)
            solo_[module].add(shard->solo[module]);
        solo_[module].finish(static_cast<double>(rows_), task.targetSquare(module), weight);
    }
}

bool PathTrainer::runShards(const GridNetworkParameters& parameters, const PathTask& task,
                            ThreadPool& threads, const std::function<bool()>& betweenParts) {
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<bool> stopped = false;
    const StopCheck stop = [&] {
        // Only the calling thread may run what is due between parts; the others just look.
        if (std::this_thread::get_id() == caller && betweenParts && !stopped) {
            try {
                const SmallNumbersAsZero others(false); // what is due is not of this network
                stopped = betweenParts();
            } catch (...) {
                stopped = true; // the others need not go on
                throw;
            }
        }
        return stopped.load();
    };
    const double weight = curriculum(parameters).solo;
    const int units = network_.shape().hidden;
    if (weight <= 0.0) {
        solo_.clear();
        for (const auto& shard : shards_)
            shard->solo.clear();
        threads.forEach(
            shards_.size(),
            [&](std::size_t i) {
                if (forward(parameters, task, *shards_[i], stop))
                    backward(*shards_[i], stop);
            },
            [&] { stop(); });
    } else {
        // The objective is of the whole batch: all parts go forward before any goes back.
        if (solo_.empty()) {
            const int modules = parameters.modules;
            for (int module = 0; module < modules; ++module)
                solo_.emplace_back(units, task.placeCode().cells(), units * module / modules,
                                   units * (module + 1) / modules);
            for (const auto& shard : shards_)
                shard->solo = solo_;
        }
        std::vector<char> there(shards_.size());
        threads.forEach(
            shards_.size(),
            [&](std::size_t i) { there[i] = forward(parameters, task, *shards_[i], stop); },
            [&] { stop(); });
        if (!std::all_of(there.begin(), there.end(), [](char whole) { return whole; }))
            return false;
        sumSolo(task, weight);
        threads.forEach(
            shards_.size(), [&](std::size_t i) { backward(*shards_[i], stop); }, [&] { stop(); });
    }
    return std::all_of(shards_.begin(), shards_.end(), [](const auto& s) { return s->whole; });
}

bool PathTrainer::step(const GridNetworkParameters& parameters, const PathTask& task,
                       ThreadPool& threads, const std::function<bool()>& betweenParts) {
    watching_ = std::exchange(watchNext_, false);
    for (const auto& shard : shards_) {
        shard->rngBefore = shard->rng.state();
        shard->whole = false;
    }
    const auto takeBack = [&] {
        for (const auto& shard : shards_)
            shard->rng.setState(shard->rngBefore);
    };
    try {
        if (!runShards(parameters, task, threads, betweenParts)) {
            takeBack();
            return false;
        }
    } catch (...) {
        takeBack();
        throw;
    }
    if (watching_) {
        magnitudes_ = shards_[0]->magnitudes;
        for (std::size_t shard = 1; shard < shards_.size(); ++shard)
            magnitudes_->add(shards_[shard]->magnitudes);
    }
    sumLosses(task);
    if (!sumGradients(parameters, threads) || !std::isfinite(loss_)) {
        diverged_ = true; // the weights stay as they were before this step
        return true;
    }
    applyGradients(parameters, threads);
    ++updates_;
    if (!solo_.empty())
        soloSchedule_.note(parameters, updates_, loss_);
    return true;
}

void PathTrainer::sumGradients(std::size_t first, std::span<float> sums) const {
    std::copy_n(shards_[0]->gradient.data() + first, sums.size(), sums.data());
    for (std::size_t shard = 1; shard < shards_.size(); ++shard) {
        const float* part = shards_[shard]->gradient.data() + first;
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += part[k];
    }
}

bool PathTrainer::sumGradients(const GridNetworkParameters& parameters, ThreadPool& threads) {
    const std::vector<Decay> decays = decaysOf(parameters, network_);
    const auto frozen = frozenRange(parameters, network_);
    const auto frozenBegin = frozen.first, frozenEnd = frozen.second; // for lambdas
    const std::span<const float> weights = std::as_const(network_).weights();
    forEachPart(threads, gradient_.size(), [&](std::size_t part, std::size_t first, std::size_t n) {
        const SmallNumbersAsZero guard(ignoresSmallNumbers());
        const std::span<float> sums = std::span(gradient_).subspan(first, n);
        sumGradients(first, sums);
        for (const Decay& decay : decays) {
            const std::size_t begin = std::max(first, decay.begin);
            const std::size_t end = std::min(first + n, decay.end);
            for (std::size_t k = begin; k < end; ++k)
                gradient_[k] += decay.factor * weights[k];
        }
        for (std::size_t k = std::max(first, frozenBegin); k < std::min(first + n, frozenEnd); ++k)
            gradient_[k] = 0.0f;
        partIsModerate_[part] = moderate(sums);
    });
    return std::all_of(partIsModerate_.begin(), partIsModerate_.end(), [](char m) { return m; });
}

void PathTrainer::applyGradients(const GridNetworkParameters& parameters, ThreadPool& threads) {
    optimiser_->setLearningRate(parameters.learningRateAfter(updates_));
    optimiser_->begin();
    forEachPart(threads, gradient_.size(), [&](std::size_t, std::size_t first, std::size_t n) {
        const SmallNumbersAsZero guard(ignoresSmallNumbers());
        const std::span<float> gradient = std::span(gradient_).subspan(first, n);
        if (parameters.clip > 0.0)
            clipElements<float>(gradient, parameters.clip);
        optimiser_->apply(first, network_.weights().subspan(first, n), gradient);
    });
}

void PathTrainer::sumLosses(const PathTask& task) {
    double loss = 0.0, errorSum = 0.0;
    for (const auto& shard : shards_) {
        for (const double part : shard->losses)
            loss += part;
        errorSum += shard->errorSum;
    }
    loss_ = loss - task.lossFloor();
    decodingError_ = errorSum / static_cast<double>(rows_);
}

std::vector<MapAccumulator::Samples> PathTrainer::samples() const {
    std::vector<MapAccumulator::Samples> samples;
    for (const auto& shard : shards_)
        samples.push_back({shard->batch.places, shard->pass.representation()});
    return samples;
}

void PathTrainer::state(StateVisitor& s) {
    s("weights", network_.weights(), Allowed::any());
    if (s.holds("optimiser_steps"))
        optimiser_->state(s, "optimiser_", Allowed::any());
    else
        optimiser_->reset(); // a state that was handed on without it
    s("updates", updates_, Allowed::counts());
    if (s.reading() || soloSchedule_.begun())
        soloSchedule_.state(s);
    s("loss", loss_, Allowed::any())("decoding_error", decodingError_, Allowed::any());
    s("diverged", diverged_);
    for (std::size_t i = 0; i < shards_.size(); ++i)
        s("paths_" + std::to_string(i), shards_[i]->rng);
}

} // namespace hippodrome
