#include "app/sweep_picture.h"

#include "core/maps/map_scorer.h"

#include "app/export_source.h"
#include "app/picture_export.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace hippodrome {

namespace {

/// Rows that a picture holds, and maps in each.
constexpr std::size_t largestNumberOfRows = 150;
constexpr std::size_t mapsInRow = 12;

std::string labelOf(const SweepTable& table, const SweepRow& row) {
    std::string label = row.run.variant;
    for (const Json& value : row.run.values)
        label += " " + (value.is_string() ? value.get<std::string>() : value.dump());
    label += ", seed " + std::to_string(row.run.seed);
    const double share = table.value(row, "share_above_null_99");
    char text[32] = "";
    if (std::isfinite(share))
        std::snprintf(text, sizeof text, "\n%.0f %% above noise", 100.0 * share);
    return label + text;
}

/// The picture's units from the highest grid score down, without those that have none.
std::vector<int> bestUnits(const PopulationPicture& picture) {
    std::vector<int> units;
    for (int unit = 0; unit < picture.maps.units; ++unit)
        if (!std::isnan(picture.scores[static_cast<std::size_t>(unit)].grid60))
            units.push_back(unit);
    std::stable_sort(units.begin(), units.end(), [&](int a, int b) {
        return picture.scores[static_cast<std::size_t>(a)].grid60 >
               picture.scores[static_cast<std::size_t>(b)].grid60;
    });
    units.resize(std::min(units.size(), mapsInRow));
    return units;
}

} // namespace

void drawSweep(const std::filesystem::path& folder, const SweepTable& table,
               const std::filesystem::path& file, const std::string& theme) {
    MapRows rows;
    Scene scene;
    for (const SweepRow& row : table.rows) {
        const std::filesystem::path run = runFolder(folder, row.run);
        if (row.brain.empty() || !std::filesystem::is_directory(run / "probe"))
            continue;
        if (rows.rows.size() == largestNumberOfRows) {
            std::fprintf(stderr, "the picture shows the first %zu networks\n", largestNumberOfRows);
            break;
        }
        const ExportSource source = openExportSource(run);
        if (rows.rows.empty())
            scene = source.scene;
        for (PopulationPicture& picture : mapsOfRun(source, "probe")) {
            if (picture.brain != row.brain)
                continue;
            if (picture.scores.empty())
                scoreUnits(picture); // a run that has kept no metrics
            std::vector<int> units = bestUnits(picture);
            rows.rows.push_back({labelOf(table, row), std::move(picture), std::move(units)});
            break;
        }
    }
    if (rows.rows.empty())
        throw Error("none of the runs has kept maps of a network").inFile(folder.string());
    scene.title = table.title;
    drawPictures({{file, &scene, std::move(rows)}}, theme);
}

} // namespace hippodrome
