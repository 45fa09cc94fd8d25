#include "core/sim/trainer.h"

namespace hippodrome {

bool Trainer::step(World& world, ThreadPool& threads, const std::function<bool()>& betweenParts) {
    if (!anythingToTrain(world))
        return false;
    std::vector<RidingBrain>& brains = world.brains();
    for (; nextBrain_ < brains.size(); ++nextBrain_) {
        Trainable* trainable = brains[nextBrain_].brain->trainable();
        if (!trainable || trainable->trainingReport().diverged)
            continue;
        if (!trainable->trainStep(threads, betweenParts))
            return false;
    }
    nextBrain_ = 0;
    ++updates_;
    return true;
}

void Trainer::save(Checkpoint& checkpoint) const {
    checkpoint.putValue("updates", updates_);
    checkpoint.putValue("next_brain", nextBrain_);
}

void Trainer::restore(const Checkpoint& checkpoint) {
    updates_ = checkpoint.value<long>("updates");
    nextBrain_ = checkpoint.value<std::size_t>("next_brain");
}

bool Trainer::anythingToTrain(const World& world) {
    for (const RidingBrain& riding : world.brains()) {
        const Trainable* trainable = riding.brain->trainable();
        if (trainable && !trainable->trainingReport().diverged)
            return true;
    }
    return false;
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
