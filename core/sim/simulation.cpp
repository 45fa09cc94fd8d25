#include "core/sim/simulation.h"

#include <cmath>

namespace hippodrome {

Simulation::Simulation(Scene scene, int threads)
    : scene_(std::move(scene)), threads_(threads), world_(std::make_unique<World>(scene_)),
      recorder_(std::make_unique<Recorder>(scene_.recording, *world_)), journal_(scene_) {}

void Simulation::tick() {
    journal_.noteUpdates(world_->ticks(), trainer_.updates());
    world_->tick();
    recorder_->record(*world_);
}

bool Simulation::train(const std::function<bool()>& betweenParts) {
    return trainer_.step(*world_, threads_, betweenParts);
}

long Simulation::updatesDue() const {
    // A hair is added so that whole numbers are not lost to rounding.
    return static_cast<long>(std::floor(world_->time() * scene_.training.updatesPerSecond + 1e-6));
}

void Simulation::changeScene(Scene scene) {
    const bool anew =
        scene.seed != scene_.seed ||
        effectOfChange(RecordingParameters::fields().infos(),
                       RecordingParameters::fields().write(scene_.recording),
                       RecordingParameters::fields().write(scene.recording)) > Effect::live;
    if (anew) {
        auto world = std::make_unique<World>(scene);
        auto recorder = std::make_unique<Recorder>(scene.recording, *world);
        world_ = std::move(world);
        recorder_ = std::move(recorder);
        trainer_ = Trainer();
        journal_ = Journal(scene);
    } else {
        const bool mapsChange = !(scene.arena == scene_.arena) || !(scene.brains == scene_.brains);
        world_->takeOver(scene_, scene);
        journal_.noteChange(world_->ticks(), trainer_.updates(), scene_, scene);
        if (mapsChange)
            recorder_->startEpoch(*world_);
    }
    scene_ = std::move(scene);
}

void Simulation::restart() {
    auto world = std::make_unique<World>(scene_);
    recorder_ = std::make_unique<Recorder>(scene_.recording, *world);
    world_ = std::move(world);
    trainer_ = Trainer();
    journal_ = Journal(scene_);
}

void Simulation::save(const std::filesystem::path& file) const {
    Checkpoint checkpoint, world, recorder, trainer;
    checkpoint.putText("scene", writeScene(scene_).dump());
    checkpoint.putText("scene_hash", sceneHash(scene_));
    checkpoint.putText("journal", journal_.text());
    trainer_.save(trainer);
    checkpoint.putSection("trainer", trainer);
    world_->save(world);
    recorder_->save(recorder);
    checkpoint.putSection("world", world);
    checkpoint.putSection("recorder", recorder);
    checkpoint.write(file);
}

void Simulation::restore(const std::filesystem::path& file) {
    const Checkpoint checkpoint = Checkpoint::read(file);
    try {
        if (checkpoint.text("scene_hash") != sceneHash(scene_))
            throw Error("the checkpoint belongs to another scene: expected scene hash " +
                        sceneHash(scene_) + ", found " + checkpoint.text("scene_hash"));
        // Into fresh objects, so that a fault on the way leaves this run as it was.
        auto world = std::make_unique<World>(scene_);
        auto recorder = std::make_unique<Recorder>(scene_.recording, *world);
        world->restore(checkpoint.section("world"));
        recorder->restore(checkpoint.section("recorder"));
        Trainer trainer;
        trainer.restore(checkpoint.section("trainer"));
        Journal journal = Journal::parse(checkpoint.text("journal"), scene_.folder / "journal");
        world_ = std::move(world);
        recorder_ = std::move(recorder);
        trainer_ = trainer;
        journal_ = std::move(journal);
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
}

} // namespace hippodrome
