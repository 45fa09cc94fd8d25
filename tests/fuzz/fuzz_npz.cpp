#include "core/base/npy.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

// The first byte says whether an array is asked for by its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string bytes = textOf(data, size);
    return reading([&] {
        const bool whole = bytes.starts_with("PK");
        (void)readNpy(memoryFile(whole ? bytes : bytes.substr(1)), bytes[0] % 2 == 1 ? "maps" : "");
    });
}
