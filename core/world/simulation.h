#pragma once

#include "core/world/journal.h"
#include "core/world/race.h"
#include "core/world/recorder.h"
#include "core/world/trainer.h"
#include "core/world/world.h"

namespace hippodrome {

/// World, rivals, recorder and trainer of one scene, without thread, timer or window: the part that
/// the command line and the window's session share. Every step is journalled.
class Simulation {
public:
    /// `threads` = 0 takes all processors; results do not depend on it.
    explicit Simulation(Scene scene, int threads = 0);

    void tick();
    /// One update of every brain that trains. `betweenParts` as in Trainable. Returns false when it
    /// was stopped, or nothing trains, or training has diverged.
    bool train(const std::function<bool()>& betweenParts = {});
    /// One update of the next brain that trains; a round of them makes an update.
    bool trainBrain(const std::function<bool()>& betweenParts = {});
    /// The updates that belong to the simulated time passed, at the rate the scene declares.
    long updatesDue() const;

    /// What changeScene() from one scene to the other would make again: the run, or a brain or an
    /// agents with what they have learned.
    struct Loss {
        bool brains = true;
        bool agents = true;
    };
    static Loss lossBetween(const Scene& before, const Scene& after);
    /// Another scene from the next tick on. Live changes act in place; what needs it is made again;
    /// a new seed or time step starts the whole run again. Throws Error with everything as before.
    /// Returns true when the run was started again.
    bool changeScene(Scene scene);
    /// A person steers the agents that can be steered (Agent::steer), from the next tick on.
    void steer(std::optional<Vec2> direction);
    /// Does what an entry of a journal says was done between two ticks.
    void repeat(const Journal::Entry& entry);
    /// Starts the run again from its current scene.
    void restart();

    /// What a person should know about the data that it runs on, one sentence each: what was left
    /// out or bridged in a recorded path, an arena whose size looks like another unit, numbers that
    /// a brain has found itself.
    std::vector<std::string> notes() const;

    const Scene& scene() const { return scene_; }
    const World& world() const { return *world_; }
    World& world() { return *world_; }
    const Race& race() const { return race_; }
    Race& race() { return race_; }
    const Recorder& recorder() const { return *recorder_; }
    const Trainer& trainer() const { return trainer_; }
    ThreadPool& threads() { return threads_; }
    int threadCount() const { return threads_.threads(); }
    const Journal& journal() const { return journal_; }
    /// Notes in the journal where the run stands, so that a replay ends here.
    void closeJournal() { journal_.noteEnd(world_->ticks(), trainingPosition()); }

    void save(const std::filesystem::path& checkpoint) const;
    /// What save() writes.
    Checkpoint checkpoint() const;
    /// Continues from a checkpoint of the same scene, with the same bits as if the run had never
    /// stopped. Throws Error.
    void restore(const std::filesystem::path& checkpoint);
    /// The same of one that was read from `file`.
    void restore(const Checkpoint& checkpoint, const std::filesystem::path& file);
    /// Goes back to a checkpoint of this run, with the scene as it was then. The journal goes back
    /// too, so that it tells of this branch alone, from its beginning. Throws Error.
    void goBackTo(const std::filesystem::path& checkpoint);

private:
    TrainingPosition trainingPosition() const { return {trainer_.updates(), trainer_.part()}; }
    void startAnew(Scene scene);
    void adopt(Scene scene, const Checkpoint& checkpoint);

    Scene scene_;
    ThreadPool threads_;
    std::unique_ptr<World> world_;
    Race race_;
    std::unique_ptr<Recorder> recorder_;
    Trainer trainer_;
    Journal journal_;
};

} // namespace hippodrome
