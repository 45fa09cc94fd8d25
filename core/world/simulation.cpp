#include "core/world/simulation.h"

#include "core/arena/geometry_text.h"
#include "core/arena/reward_reach.h"
#include "core/scene/outside_files.h"

#include <cmath>
#include <optional>

namespace hippodrome {

namespace {

template <class Parameters>
std::optional<Effect> effectOf(const Parameters& before, const Parameters& after) {
    const Fields<Parameters>& fields = Parameters::fields();
    return effectOfChange(fields.infos(), fields.write(before), fields.write(after));
}

/// The world cannot go on from one scene to the other.
bool needsNewRun(const Scene& before, const Scene& after) {
    if (before.seed != after.seed || Race::needsNewRun(before, after) ||
        effectOf(before.recording, after.recording) == Effect::restartsRun)
        return true;
    for (const MotionType& type : motionTypes())
        if (type.key == before.motion.type && type.key == after.motion.type)
            return effectOfChange(type.fields, before.motion.parameters, after.motion.parameters) ==
                   Effect::restartsRun;
    return false; // another kind of motion takes the rat over where the world stands
}

Scene sceneOf(const Checkpoint& checkpoint, const std::filesystem::path& folder) {
    try {
        return readScene(parseJson(checkpoint.text("scene")), folder);
    } catch (const Error& error) {
        checkpoint.fail("scene", error.what());
    }
}

} // namespace

Simulation::Simulation(Scene scene, int threads)
    : scene_(std::move(scene)), threads_(threads), world_(std::make_unique<World>(scene_)),
      race_(scene_), recorder_(std::make_unique<Recorder>(scene_.recording, *world_)),
      journal_(scene_) {}

void Simulation::tick() {
    journal_.noteUpdates(world_->ticks(), trainingPosition());
    world_->tick();
    race_.tick();
    recorder_->record(*world_);
}

bool Simulation::train(const std::function<bool()>& betweenParts) {
    return trainer_.step(*world_, threads_, betweenParts);
}

bool Simulation::trainBrain(const std::function<bool()>& betweenParts) {
    return trainer_.stepBrain(*world_, threads_, betweenParts);
}

long Simulation::updatesDue() const {
    // A hair is added so that whole numbers are not lost to rounding.
    return static_cast<long>(std::floor(world_->time() * scene_.training.updatesPerSecond + 1e-6));
}

Simulation::Loss Simulation::lossBetween(const Scene& before, const Scene& after) {
    const bool all = needsNewRun(before, after);
    return {all || !World::keepsBrains(before, after),
            all || !World::keepsAgent(before, after) || !Race::keepsWhatLearns(before, after)};
}

bool Simulation::changeScene(Scene scene) {
    if (scene == scene_)
        return false;
    if (needsNewRun(scene_, scene)) {
        startAnew(std::move(scene));
        return true;
    }
    WorldChange change = world_->prepare(scene_, scene);
    std::vector<WorldChange> raceChanges = race_.prepare(scene_, scene);
    Recorder::requireRoom(scene.recording, change.arena->bounds(), change.brains);
    const bool brainsChange = !(scene.brains == scene_.brains);
    const bool arenaChanges = change.arena != world_->arena();
    journal_.noteChange(world_->ticks(), trainingPosition(), scene_, scene);
    world_->commit(std::move(change));
    race_.commit(std::move(raceChanges));
    if (brainsChange)
        trainer_.brainsChanged();
    if (arenaChanges)
        recorder_->startEpoch(*world_);
    else if (brainsChange)
        recorder_->followBrains(*world_);
    scene_ = std::move(scene);
    return false;
}

void Simulation::steer(std::optional<Vec2> direction) {
    journal_.noteSteering(world_->ticks(), trainingPosition(), direction);
    world_->agent().steer(direction);
    for (RunningRival& rival : race_.rivals())
        rival.world->agent().steer(direction);
}

void Simulation::repeat(const Journal::Entry& entry) {
    if (!entry.change.is_null())
        changeScene(Journal::changed(scene_, entry));
    if (entry.steering)
        steer(entry.steering->direction);
}

void Simulation::restart() {
    startAnew(scene_);
}

void Simulation::startAnew(Scene scene) {
    auto world = std::make_unique<World>(scene);
    Race race(scene);
    auto recorder = std::make_unique<Recorder>(scene.recording, *world);
    Journal journal(scene);
    world_ = std::move(world);
    race_ = std::move(race);
    recorder_ = std::move(recorder);
    journal_ = std::move(journal);
    trainer_ = Trainer();
    scene_ = std::move(scene);
}

std::vector<std::string> Simulation::notes() const {
    std::vector<std::string> notes = world_->motionNotes();
    if (const std::string question = sizeQuestion(world_->arena()->bounds()); !question.empty())
        notes.push_back(question.substr(2));
    if (const auto reward =
            closedOffReward(*world_->arena(), scene_.task.beginnings(world_->rat().position)))
        notes.push_back("no way leads to the reward at " + shown(*reward) + ": walls close it off");
    for (const RidingBrain& riding : world_->brains())
        for (const std::string& note : riding.brain->notes())
            notes.push_back(riding.name + ": " + note);
    return notes;
}

void Simulation::save(const std::filesystem::path& file) const {
    checkpoint().write(file);
}

Checkpoint Simulation::checkpoint() const {
    Checkpoint checkpoint, world, recorder, trainer;
    checkpoint.putText("scene", writeScene(scene_).dump());
    checkpoint.putText("scene_hash", sceneHash(scene_));
    checkpoint.putText("journal", journal_.text());
    saveState(trainer_, trainer, static_cast<int>(world_->brains().size()));
    checkpoint.putSection("trainer", trainer);
    world_->save(world);
    saveState(race_, world);
    saveState(*recorder_, recorder);
    checkpoint.putSection("world", world);
    checkpoint.putSection("recorder", recorder);
    return checkpoint;
}

void Simulation::restore(const std::filesystem::path& file) {
    restore(Checkpoint::read(file), file);
}

void Simulation::restore(const Checkpoint& checkpoint, const std::filesystem::path& file) {
    try {
        // Read again rather than by the hash it was written with: fields that are younger than the
        // checkpoint have their defaults, with which it was trained.
        const Scene kept = sceneOf(checkpoint, scene_.folder);
        requireSameData(kept, scene_);
        if (sceneHash(kept) != sceneHash(scene_))
            throw Error("the checkpoint belongs to another scene: expected scene hash " +
                        sceneHash(scene_) + ", found " + sceneHash(kept));
        adopt(scene_, checkpoint);
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
}

void Simulation::goBackTo(const std::filesystem::path& file) {
    const Checkpoint checkpoint = Checkpoint::read(file);
    try {
        Scene kept = sceneOf(checkpoint, scene_.folder);
        requireFilesInside(kept, &scene_);
        adopt(std::move(kept), checkpoint);
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
}

void Simulation::adopt(Scene scene, const Checkpoint& checkpoint) {
    // Into fresh objects, so that a fault on the way leaves this run as it was.
    auto world = std::make_unique<World>(scene);
    world->restore(checkpoint.section("world"));
    Race race(scene);
    restoreState(race, checkpoint.section("world"));
    // After the brains have the sizes that they had.
    auto recorder = std::make_unique<Recorder>(scene.recording, *world);
    restoreState(*recorder, checkpoint.section("recorder"));
    Trainer trainer;
    restoreState(trainer, checkpoint.section("trainer"), static_cast<int>(world->brains().size()));
    Journal journal;
    try {
        journal = Journal::parse(checkpoint.text("journal"), scene.folder / "journal");
    } catch (const Error& error) {
        checkpoint.fail("journal", error.what());
    }
    if (!journal.entries().empty() && journal.entries().back().tick > world->ticks())
        checkpoint.fail("journal", "expected entries up to tick " + std::to_string(world->ticks()) +
                                       ", found one of tick " +
                                       std::to_string(journal.entries().back().tick));
    journal.forgetEnd(world->ticks());
    world_ = std::move(world);
    race_ = std::move(race);
    recorder_ = std::move(recorder);
    trainer_ = trainer;
    journal_ = std::move(journal);
    scene_ = std::move(scene);
}

} // namespace hippodrome
