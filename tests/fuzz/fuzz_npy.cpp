#include "core/base/npy.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] { (void)readNpy(memoryFile(textOf(data, size)), ""); });
}
