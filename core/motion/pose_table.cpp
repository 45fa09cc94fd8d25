#include "core/motion/pose_table.h"

#include "core/base/error.h"

#include <algorithm>

namespace hippodrome {

void refusePoseTable(const CsvTable& table) {
    const auto has = [&](const char* name) {
        return std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end();
    };
    const std::string advice = "choose one body part and save its place with its time as a CSV "
                               "with the columns time, x, y";
    const std::string& first = table.columns.front();
    if (first == "scorer" || first == "bodyparts" || first == "individuals")
        throw Error("expected the columns time, x and y, found a pose table of DeepLabCut; " +
                    advice +
                    "; its x and y are pixels (metres_per_unit), its first column numbers "
                    "frames (time_unit \"frames\", frame_rate)")
            .inFile(table.file);
    const bool places =
        std::any_of(table.columns.begin(), table.columns.end(), [](const std::string& name) {
            return name.size() > 2 && name.ends_with(".x");
        });
    if (places && (has("frame_idx") || has("instance.score") || has("track")))
        throw Error("expected the columns time, x and y, found a pose table of SLEAP; " + advice +
                    "; its x and y are pixels (metres_per_unit), frame_idx numbers frames "
                    "(time_unit \"frames\", frame_rate)")
            .inFile(table.file);
}

} // namespace hippodrome
