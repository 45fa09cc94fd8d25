#include "core/world/simulation.h"

#include "tests/fuzz/target.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

using namespace hippodrome;

namespace {

/// A scene of every kind of brain, agent and motion with its checkpoint, and a simulation that
/// checkpoints are restored into: that replaces all of it, or nothing.
struct Base {
    Scene scene;
    Checkpoint checkpoint;
    std::unique_ptr<Simulation> simulation;
    bool slow = false;
};

const std::vector<Base>& bases() {
    static const std::vector<Base> all = [] {
        std::vector<Base> found;
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(HIPPODROME_TEST_DATA "/0.1.0"))
            if (entry.path().extension() == ".hippo" &&
                std::filesystem::exists(
                    std::filesystem::path(entry.path()).replace_extension(".json")))
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (std::filesystem::path file : files) {
            Checkpoint checkpoint = Checkpoint::read(file);
            Scene scene = loadScene(file.replace_extension(".json"));
            auto simulation = std::make_unique<Simulation>(scene, 1);
            const bool slow =
                std::any_of(scene.brains.begin(), scene.brains.end(), [](const BrainEntry& entry) {
                    return entry.brain.type.starts_with("boundary_") ||
                           entry.brain.type.starts_with("attractor") ||
                           entry.brain.type.starts_with("plastic");
                });
            found.push_back({std::move(scene), std::move(checkpoint), std::move(simulation), slow});
        }
        return found;
    }();
    return all;
}

void resume(const Base& base, const Checkpoint& checkpoint) {
    Simulation& simulation = *base.simulation;
    simulation.restore(checkpoint, "checkpoint.hippo");
    // What was accepted can be lived with, and written again.
    for (int tick = 0; tick < 6; ++tick) {
        if (Trainer::anythingToTrain(simulation.world()) && tick % 3 == 0)
            simulation.train({});
        simulation.tick();
    }
    (void)simulation.world().agent().readings();
    (void)simulation.checkpoint();
}

} // namespace

// Either a whole file, whose hash is made right, or the number of a base and changes of its blocks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] {
        const std::string bytes = textOf(data, size);
        if (bytes.starts_with("HIPPCKPT")) {
            const Checkpoint checkpoint = Checkpoint::fromBytes(withRightHash(bytes));
            const std::string kept = checkpoint.has("scene") ? checkpoint.text("scene") : "";
            for (const Base& base : bases())
                if (base.checkpoint.text("scene") == kept)
                    return resume(base, checkpoint);
            (void)Checkpoint::fromBytes(checkpoint.bytes());
            return;
        }
        if (bytes.starts_with("HIPPZLIB")) {
            (void)Checkpoint::read(memoryFile(bytes));
            return;
        }
        if (size == 0)
            return;
        // Worlds that take long to make, for every eighth of the inputs that ask for them.
        const std::size_t asked = data[0] % bases().size();
        const bool slow = bases()[asked].slow && size > 1 && data[size - 1] % 8 != 0;
        const Base& base = bases()[slow ? 0 : asked];
        resume(base, damaged(base.checkpoint, data + 1, size - 1));
    });
}
