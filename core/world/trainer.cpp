#include "core/world/trainer.h"

#include <algorithm>

namespace hippodrome {

namespace {

bool trains(const RidingBrain& riding) {
    const Trainable* trainable = riding.brain->trainable();
    return trainable && !trainable->trainingReport().diverged;
}

} // namespace

bool Trainer::step(World& world, ThreadPool& threads, const std::function<bool()>& betweenParts) {
    const long before = updates_;
    while (updates_ == before)
        if (!stepBrain(world, threads, betweenParts))
            return false;
    return true;
}

bool Trainer::stepBrain(World& world, ThreadPool& threads,
                        const std::function<bool()>& betweenParts) {
    if (!anythingToTrain(world))
        return false;
    const std::vector<RidingBrain>& brains = world.brains();
    const int count = static_cast<int>(brains.size());
    const auto passOver = [&] {
        while (nextBrain_ < count && !trains(brains[static_cast<std::size_t>(nextBrain_)]))
            ++nextBrain_;
    };
    passOver();
    if (nextBrain_ < count) {
        Trainable* trainable = brains[static_cast<std::size_t>(nextBrain_)].brain->trainable();
        if (!trainable->trainStep(threads, betweenParts))
            return false;
        ++nextBrain_;
        passOver();
    }
    if (nextBrain_ >= count) {
        nextBrain_ = 0;
        ++updates_;
    }
    return true;
}

void Trainer::state(StateVisitor& s, int brains) {
    s("updates", updates_, Allowed::counts());
    s("next_brain", nextBrain_, Allowed::below(std::max(1, brains)));
}

bool Trainer::anythingToTrain(const World& world) {
    return std::any_of(world.brains().begin(), world.brains().end(), trains);
}

const RidingBrain* Trainer::divergedBrain(const World& world) {
    for (const RidingBrain& riding : world.brains()) {
        const Trainable* trainable = riding.brain->trainable();
        if (trainable && trainable->trainingReport().diverged)
            return &riding;
    }
    return nullptr;
}

} // namespace hippodrome
