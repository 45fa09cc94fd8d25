// The gradient of the complete training loss - paths, encoders, recurrence, heads, shards and decay
// - against finite differences, through what training does to the weights.
#include "core/brains/network/path_trainer.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_path_trainer {
namespace {

using Cell = GridNetworkParameters::Cell;

struct Make {
    const char* name;
    GridNetworkParameters parameters;
    double tolerance = 1.0; ///< times that of a smooth network
};

GridNetworkParameters tiny(Cell cell) {
    GridNetworkParameters parameters = testing::smallNetwork();
    parameters.cell = cell;
    parameters.units = 7;
    parameters.placeCode.cells = 16;
    parameters.placeCode.width = 0.3;
    parameters.batch = 6;
    parameters.steps = 4;
    parameters.shards = 3;
    parameters.speedEnd = 2.0;
    parameters.recurrentDecay = 0.02;
    parameters.candidateBias = true;
    parameters.readOutDecay = 0.01;
    parameters.initialDecay = 0.03;
    parameters.activityCost = 0.5;
    parameters.optimiser = GridNetworkParameters::OptimiserKind::rmsprop;
    return parameters;
}

GridNetworkParameters tinyBanino() {
    GridNetworkParameters parameters = tiny(Cell::tanhLstm);
    parameters.bottleneck = 9;
    parameters.bottleneckRelu = false;
    parameters.dropout = 0.5;
    parameters.headDirectionCells = 4;
    parameters.headDirectionConcentration = 2.0;
    parameters.inputs = GridNetworkParameters::Inputs::speedAndTurn;
    parameters.placeCode.code = PlaceCodeParameters::Code::softmax;
    parameters.initialBias = parameters.readOutBias = true;
    parameters.forgetOffset = 1.0;
    parameters.storedInterval = 0.1;
    return parameters;
}

// Rectifiers have kinks, across which differences are not gradients.
const Make makes[] = {{"TanhLstm", tiny(Cell::tanhLstm)},
                      {"ReluLstm", tiny(Cell::reluLstm), 8.0},
                      {"LinearLstm", tiny(Cell::linearLstm), 8.0},
                      {"TanhRnn", tiny(Cell::tanhRnn)},
                      {"ReluRnn", tiny(Cell::reluRnn), 8.0},
                      {"LinearRnn", tiny(Cell::linearRnn), 8.0},
                      {"Banino", tinyBanino()}};

class TrainingLoss : public ::testing::TestWithParam<Make> {
protected:
    TrainingLoss() {
        Rng rng(2);
        PlaceCode code(parameters_.placeCode, *arena_, rng);
        task_ = std::make_unique<PathTask>(parameters_, arena_, std::move(code),
                                           HeadDirectionCode(parameters_.headDirectionCells,
                                                             parameters_.headDirectionConcentration,
                                                             rng));
        network_ = std::make_unique<PathIntegratorNetwork<float>>(
            parameters_.shape(task_->placeCode().cells(), task_->distribution()));
        Rng weights(3);
        network_->start({.recurrentGateScale = 1.0}, weights);
        // Larger weights, so that every part matters.
        for (float& weight : network_->weights())
            weight = 1.5f * weight + 0.05f * static_cast<float>(weights.normal());
    }

    std::vector<NamedWeight<const float>> named(std::span<const float> block) const {
        return network_->partsOf(block).named(network_->shape());
    }

    /// What the decay of weights adds to the loss.
    double decayOf(const std::vector<float>& weights) const {
        const std::pair<const char*, double> decays[] = {
            {"recurrent", parameters_.recurrentDecay},  {"place", parameters_.readOutDecay},
            {"direction", parameters_.readOutDecay},    {"initial_state", parameters_.initialDecay},
            {"initial_cell", parameters_.initialDecay},
        };
        double sum = 0.0;
        for (const auto& [name, decay] : decays)
            for (const NamedWeight<const float>& weight : named(std::span(weights)))
                if (weight.name == name)
                    for (std::size_t k = 0; k < weight.values.size(); ++k)
                        sum += decay * std::pow(weight.values.data[k], 2);
        return sum;
    }

    /// What the units' activity adds to the loss.
    double activityCostIn(const PathTrainer& trainer) const {
        double sum = 0.0, count = 0.0;
        const auto units = static_cast<std::size_t>(network_->shape().representation());
        for (const auto& [places, activity] : trainer.samples()) {
            for (std::size_t k = 0; k < places.size() * units; ++k)
                sum += std::pow(activity[k], 2);
            count += static_cast<double>(places.size() * units);
        }
        return parameters_.activityCost * sum / count;
    }

    /// The loss at the network's weights, with the penalties; the step changes the weights by the
    /// gradient, which is found again in them.
    double lossAndStep(std::vector<double>* gradient = nullptr) {
        std::vector<float> before(network_->weights().begin(), network_->weights().end());
        GridNetworkParameters parameters = parameters_;
        parameters.learningRate = 1.0;
        PathTrainer trainer(parameters, "net", 5, *network_);
        ThreadPool threads(1);
        EXPECT_TRUE(trainer.step(parameters, *task_, threads, {}));
        const double penalties = decayOf(before) + activityCostIn(trainer);
        if (gradient) {
            // The first step of RMSProp with rate 1 is g / sqrt(0.9 + 0.1 g^2).
            gradient->clear();
            for (std::size_t k = 0; k < before.size(); ++k) {
                const double step = static_cast<double>(before[k]) - network_->weights()[k];
                gradient->push_back(step * std::sqrt(0.9 / (1.0 - 0.1 * step * step)));
            }
        }
        std::copy(before.begin(), before.end(), network_->weights().begin());
        return trainer.loss() + penalties;
    }

    GridNetworkParameters parameters_ = GetParam().parameters;
    ArenaPointer arena_ = testing::boxArena();
    std::unique_ptr<PathTask> task_;
    std::unique_ptr<PathIntegratorNetwork<float>> network_;
};

TEST_P(TrainingLoss, HasTheGradientThatTrainingFollows) {
    std::vector<double> gradient;
    lossAndStep(&gradient);
    Rng rng(8);
    // Along random directions inside each block of weights.
    for (const NamedWeight<const float>& weight : named(network_->weights())) {
        const auto offset =
            static_cast<std::size_t>(weight.values.data - network_->weights().data());
        for (int direction = 0; direction < 3; ++direction) {
            const std::vector<float> kept(network_->weights().begin(), network_->weights().end());
            std::vector<double> along(weight.values.size());
            double norm = 0.0, expected = 0.0;
            for (double& value : along) {
                value = rng.normal();
                norm += value * value;
            }
            for (std::size_t k = 0; k < along.size(); ++k) {
                along[k] /= std::sqrt(norm);
                expected += along[k] * gradient[offset + k];
            }
            const auto lossAt = [&](double step) {
                for (std::size_t k = 0; k < along.size(); ++k)
                    network_->weights()[offset + k] =
                        static_cast<float>(kept[offset + k] + step * along[k]);
                const double loss = lossAndStep();
                std::copy(kept.begin(), kept.end(), network_->weights().begin());
                return loss;
            };
            // Central differences of fourth order: steps large enough for floats.
            constexpr double h = 4e-3;
            const double measured =
                (8.0 * (lossAt(h) - lossAt(-h)) - (lossAt(2 * h) - lossAt(-2 * h))) / (12.0 * h);
            const double tolerance = GetParam().tolerance * (3e-4 + 2e-3 * std::abs(expected));
            EXPECT_NEAR(measured, expected, tolerance) << weight.name;
        }
    }
    double largest = 0.0;
    for (const double g : gradient)
        largest = std::max(largest, std::abs(g));
    EXPECT_GT(largest, 0.02) << "the gradient is too small for this check to mean anything";
}

INSTANTIATE_TEST_SUITE_P(EveryMake, TrainingLoss, ::testing::ValuesIn(makes),
                         [](const auto& make) { return std::string(make.param.name); });

TEST(PathTrainer, RandomFeedbackLearnsLessThanBackpropagation) {
    const auto lossAfter = [](bool feedback, std::uint64_t seed) {
        GridNetworkParameters parameters = testing::smallNetwork();
        parameters.feedbackAlignment = feedback;
        GridNetwork network(parameters, testing::settingIn(testing::boxArena(), seed));
        testing::train(network, 800, 2);
        return network.trainingReport().loss;
    };
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const double exact = lossAfter(false, seed), random = lossAfter(true, seed);
        EXPECT_LT(random, 0.98) << "it learns something: the read-out is told its own errors";
        EXPECT_GT(random, 1.1 * exact) << seed;
    }
    EXPECT_EQ(lossAfter(true, 1), lossAfter(true, 1)) << "the random weights follow from the seed";
}

} // namespace
} // namespace hippodrome::test_path_trainer
