#include "core/brains/network/path_task.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

PathTask::PathTask(const GridNetworkParameters& parameters, ArenaPointer arena, PlaceCode placeCode,
                   HeadDirectionCode directionCode)
    : arena_(std::move(arena)), placeCode_(std::move(placeCode)),
      directionCode_(std::move(directionCode)) {
    meanSquare_ = placeCode_.meanSquare();
    PlaceCodeParameters wider = parameters.placeCode;
    for (int module = 1; module < parameters.modules; ++module) {
        wider.width *= parameters.moduleRatio;
        widerCodes_.emplace_back(wider, *arena_, placeCode_.centres());
    }
    if (placeCode_.isDistribution())
        entropy_ = placeCode_.meanEntropy();
    if (parameters.headDirectionCells > 0)
        entropy_ += directionCode_.meanEntropy();
}

void PathTask::encodeInput(const GridNetworkParameters& parameters, Vec2 displacement, double turn,
                           double interval, float* input) const {
    if (parameters.inputs == GridNetworkParameters::Inputs::displacement) {
        input[0] = static_cast<float>(displacement.x / parameters.inputUnit);
        input[1] = static_cast<float>(displacement.y / parameters.inputUnit);
    } else {
        input[0] = static_cast<float>(length(displacement) / interval / parameters.inputUnit);
        input[1] = static_cast<float>(std::sin(turn));
        input[2] = static_cast<float>(std::cos(turn));
    }
}

void PathTask::encodeStart(Vec2 place, double heading, float* code) const {
    placeCode_.encode(std::span<const Vec2>(&place, 1), code);
    if (directionCode_.cells() > 0)
        directionCode_.encode(std::span<const double>(&heading, 1), code + placeCode_.cells());
}

void PathTask::encodeStarts(Batch& batch, PathIntegratorPass<float>& pass) const {
    const std::size_t width = static_cast<std::size_t>(pass.batch());
    const std::span<const Vec2> places(batch.paths.positions.data(), width);
    const std::size_t cells = static_cast<std::size_t>(placeCode_.cells());
    const std::size_t directions = static_cast<std::size_t>(directionCode_.cells());
    if (directions == 0)
        return placeCode_.encode(places, pass.initialCode.data());
    batch.placeStarts.resize(width * cells);
    batch.directionStarts.resize(width * directions);
    placeCode_.encode(places, batch.placeStarts.data());
    directionCode_.encode(std::span<const double>(batch.paths.headings.data(), width),
                          batch.directionStarts.data());
    float* code = pass.initialCode.data();
    for (std::size_t b = 0; b < width; ++b) {
        code = std::copy_n(batch.placeStarts.data() + b * cells, cells, code);
        code = std::copy_n(batch.directionStarts.data() + b * directions, directions, code);
    }
}

void PathTask::fill(const GridNetworkParameters& parameters,
                    const GridNetworkParameters::Curriculum& curriculum, Rng& rng, Batch& batch,
                    PathIntegratorPass<float>& pass) const {
    const int sequences = pass.batch(), steps = pass.steps();
    simulateRayleighWalks(*arena_, parameters.walk, curriculum.speedFactor,
                          parameters.storedInterval, sequences, steps, rng, batch.paths);
    const std::vector<Vec2>& positions = batch.paths.positions;
    const std::vector<double>& headings = batch.paths.headings;
    const int inputs = parameters.inputs == GridNetworkParameters::Inputs::displacement ? 2 : 3;
    const std::size_t width = static_cast<std::size_t>(sequences);
    const std::size_t rows = width * static_cast<std::size_t>(steps);
    for (std::size_t row = 0; row < rows; ++row) {
        const Vec2 moved = arena_->displacement(positions[row], positions[row + width]);
        encodeInput(parameters, moved, headings[row + width] - headings[row],
                    parameters.storedInterval,
                    pass.inputs.data() + row * static_cast<std::size_t>(inputs));
    }
    encodeStarts(batch, pass);
    batch.places.assign(positions.begin() + sequences, positions.end());
    placeCode_.encode(std::span<const Vec2>(batch.places), pass.targets[0].data());
    batch.widerTargets.resize(curriculum.solo > 0.0 ? widerCodes_.size() : 0);
    for (std::size_t code = 0; code < batch.widerTargets.size(); ++code) {
        batch.widerTargets[code].resize(pass.targets[0].size());
        widerCodes_[code].encode(std::span<const Vec2>(batch.places),
                                 batch.widerTargets[code].data());
    }
    if (directionCode_.cells() > 0) {
        batch.headings.assign(headings.begin() + sequences, headings.end());
        directionCode_.encode(std::span<const double>(batch.headings), pass.targets[1].data());
    }
    pass.dropoutMask.clear();
    if (curriculum.dropout > 0.0) {
        const int units = parameters.bottleneck > 0 ? parameters.bottleneck : parameters.units;
        pass.dropoutMask.resize(rows * static_cast<std::size_t>(units));
        const float kept = static_cast<float>(1.0 / (1.0 - curriculum.dropout));
        for (float& value : pass.dropoutMask)
            value = rng.uniform() < curriculum.dropout ? 0.0f : kept;
    }
}

std::vector<float> PathTask::lossScales(long rows) const {
    const double perRow = 1.0 / static_cast<double>(rows);
    std::vector<float> scales;
    scales.push_back(
        static_cast<float>(distribution() ? perRow : perRow / (placeCode_.cells() * meanSquare_)));
    if (directionCode_.cells() > 0)
        scales.push_back(static_cast<float>(perRow));
    return scales;
}

double PathTask::lossFloor() const {
    return entropy_;
}

} // namespace hippodrome
