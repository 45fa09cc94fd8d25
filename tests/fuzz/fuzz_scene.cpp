#include "core/scene/scene.h"

#include "tests/fuzz/target.h"

#include <cstdlib>

using namespace hippodrome;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] {
        const Scene scene = readScene(parseJson(textOf(data, size), "scene.json"), "/nowhere");
        // What is read is written so that it is read as the same.
        const Json written = writeScene(scene);
        if (writeScene(readScene({written, {}, {}}, "/nowhere")) != written)
            std::abort();
        (void)sceneHash(scene);
    });
}
