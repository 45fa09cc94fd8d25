#include "core/agents/navigator/vector_navigator_trained.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

// Either a whole policy, whose hash is made right, or changes of the blocks of a small one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Checkpoint whole =
        Checkpoint::read(HIPPODROME_TEST_DATA "/0.1.0/vector_navigator.policy");
    static const NavigatorShape shape = whole.value<NavigatorShape>("policy_shape");
    return reading([&] {
        NavigatorNetwork<float> network(shape);
        std::string bytes = textOf(data, size);
        if (bytes.starts_with("HIPPCKPT"))
            bytes = withRightHash(bytes);
        else if (!bytes.starts_with("HIPPZLIB"))
            bytes = damaged(whole, data, size).bytes();
        readTrainedPolicy(memoryFile(bytes), network);
    });
}
