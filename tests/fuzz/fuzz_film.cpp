#include "core/film/film.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

namespace {

void show(const Checkpoint& blocks) {
    Film film;
    film.load(blocks, "film.hippo");
    for (const auto& frame : film.frames())
        (void)frame->snapshot();
}

} // namespace

// Either a whole film, whose hash is made right, or changes of the blocks of a small one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Checkpoint whole =
        Checkpoint::read(HIPPODROME_TEST_DATA "/0.1.0/packed_film.hippo");
    return reading([&] {
        const std::string bytes = textOf(data, size);
        if (bytes.starts_with("HIPPCKPT"))
            show(Checkpoint::fromBytes(withRightHash(bytes)));
        else if (bytes.starts_with("HIPPZLIB"))
            show(Checkpoint::read(memoryFile(bytes)));
        else
            show(damaged(whole, data, size));
    });
}
