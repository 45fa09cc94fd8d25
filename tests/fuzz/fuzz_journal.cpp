#include "core/world/journal.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] {
        const Journal journal = Journal::parse(textOf(data, size), "/nowhere/journal.jsonl");
        Scene scene = journal.start();
        for (const Journal::Entry& entry : journal.entries())
            if (!entry.change.is_null())
                scene = Journal::changed(scene, entry);
        (void)Journal::parse(journal.text(), "/nowhere/journal.jsonl");
    });
}
