#include "core/arena/arena_geometry.h"
#include "core/base/csv.h"
#include "core/motion/path_table.h"
#include "core/motion/recorded_path.h"

#include "tests/fuzz/target.h"

using namespace hippodrome;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return reading([&] {
        const CsvTable table = parseCsv(textOf(data, size), "path.csv");
        RecordedPathParameters parameters;
        parameters.file = "path.csv";
        PathTable path(table, parameters);
        path.fit(ArenaGeometry(Arena::rectangle(1.0, 1.0)));
        (void)path.at(0.5);
    });
}
