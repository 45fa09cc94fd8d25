#include "core/study/sweep.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] {
        (void)readSweep(parseJson(textOf(data, size), "sweep.json"), HIPPODROME_TEST_DATA "/0.1.0");
    });
}
