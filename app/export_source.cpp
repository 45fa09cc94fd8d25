#include "app/export_source.h"

#include "core/analysis/map_files.h"
#include "core/arena/circle_rim.h"
#include "core/arena/geometry_text.h"
#include "core/base/excerpt.h"
#include "core/maps/map_scorer.h"
#include "core/motion/pose_table.h"

#include "app/bundled.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// About half a gigabyte of a population's maps.
constexpr double maximumCells = 1.2e8;

/// A brain of a scene, without a world around it.
struct LoneBrain {
    std::string name;
    const BrainType* type = nullptr;
    std::unique_ptr<Brain> brain;
};

std::vector<LoneBrain> makeBrains(const Scene& scene, const ArenaPointer& arena) {
    std::vector<LoneBrain> brains;
    for (const BrainEntry& entry : scene.brains) {
        const BrainType& type = brainType(entry.brain.type);
        const JsonDocument parameters{entry.brain.parameters, {}, {}};
        brains.push_back({entry.name, &type,
                          type.create(JsonCursor(parameters), {entry.name, scene.seed, arena})});
    }
    return brains;
}

/// The entry of a population in the run's metrics.json; nullptr when there is none.
const Json* metricsOf(const Json& metrics, const PopulationPicture& picture) {
    const auto populations = metrics.find("populations");
    if (populations == metrics.end())
        return nullptr;
    for (const Json& entry : *populations)
        if (entry.value("brain", "") == picture.brain &&
            entry.value("population", "") == picture.population.name)
            return &entry;
    return nullptr;
}

/// Takes unit and scores from the run's metrics where they are about these maps; scores otherwise.
void addScores(PopulationPicture& picture, const Json& metrics, const std::string& kind) {
    scoreUnits(picture);
    const Json* entry = metricsOf(metrics, picture);
    if (!entry)
        return;
    picture.population.unit = entry->value("unit", "");
    const Json& maps = entry->at("maps");
    if (entry->value("source", "") != kind || maps.size() != picture.scores.size())
        return;
    for (std::size_t unit = 0; unit < maps.size(); ++unit) {
        const Json& score = maps[unit].at("grid_score").at("deepmind_60");
        picture.scores[unit].grid60 = score.is_number() ? score.get<float>() : NAN;
    }
    if (entry->contains("summary")) {
        const Json& null = entry->at("summary").at("null");
        picture.null.maps = null.value("maps", 0);
        if (null.at("grid_60_p95").is_number() && null.at("grid_60_p99").is_number()) {
            picture.null.grid60p95 = null.at("grid_60_p95");
            picture.null.grid60p99 = null.at("grid_60_p99");
        }
    }
}

void requireRun(const ExportSource& source, const std::string& what) {
    if (source.runFolder.empty())
        throw Error("a scene has no " + what +
                        " before it has run; give the folder of a run (hippodrome run SCENE --out "
                        "DIR)",
                    ErrorKind::usage);
}

} // namespace

ExportSource openExportSource(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path))
        return {loadScene(sceneFile(path.string())), {}};
    if (!std::filesystem::exists(path / "scene.json"))
        throw Error("expected a scene file or the folder of a run, found a folder without "
                    "scene.json")
            .inFile(path.string());
    return {loadScene(path / "scene.json"), path};
}

std::vector<PopulationPicture> mapsOfRun(const ExportSource& source, const std::string& kind) {
    requireRun(source, kind);
    const std::filesystem::path folder = source.runFolder / kind;
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".npy")
                files.push_back(entry.path());
    if (files.empty())
        throw Error("expected .npy files, found none").inFile(folder.string());
    std::sort(files.begin(), files.end());
    const std::filesystem::path metricsFile = source.runFolder / "metrics.json";
    const Json metrics =
        std::filesystem::exists(metricsFile) ? readJsonFile(metricsFile).root : Json::object();
    std::vector<PopulationPicture> pictures;
    for (const std::filesystem::path& file : files) {
        const std::string stem = file.stem().string();
        PopulationPicture picture;
        picture.brain = stem.substr(0, stem.find('.'));
        picture.population.name = stem.substr(std::min(stem.find('.') + 1, stem.size()));
        if (const BrainEntry* brain = source.scene.findBrain(picture.brain))
            picture.nature = brainType(brain->brain.type).nature;
        picture.maps = readMaps(file);
        picture.population.units = picture.maps.units;
        try {
            addScores(picture, metrics, kind);
        } catch (const Json::exception& fault) {
            throw Error(std::string("expected the metrics of a run: ") + fault.what())
                .inFile(metricsFile.string());
        }
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

std::vector<PopulationPicture> probesOfScene(const Scene& scene) {
    const auto arena = std::make_shared<const ArenaGeometry>(scene.arena);
    const BinGrid grid = BinGrid::covering(arena->bounds(), scene.recording.binSize);
    std::vector<PopulationPicture> pictures;
    for (const LoneBrain& lone : makeBrains(scene, arena)) {
        if (!lone.brain->probeIsStatic())
            continue;
        for (std::size_t p = 0; p < lone.brain->populations().size(); ++p) {
            const double cells =
                static_cast<double>(grid.rows) * grid.columns * lone.brain->populations()[p].units;
            if (cells > maximumCells)
                throw Error("bins of " + formatNumber(scene.recording.binSize) +
                            " m make maps of " + formatNumber(cells) +
                            " values for this arena, more than the " + formatNumber(maximumCells) +
                            " that are allowed; choose larger bins" + sizeQuestion(arena->bounds()))
                    .atField("recording.bin_size");
            auto maps = lone.brain->probe(p, grid);
            if (!maps)
                continue;
            PopulationPicture& picture = pictures.emplace_back();
            picture.brain = lone.name;
            picture.nature = lone.type->nature;
            picture.population = lone.brain->populations()[p];
            picture.maps = std::move(*maps);
            scoreUnits(picture);
        }
    }
    if (pictures.empty())
        throw Error("no population of this scene has maps before it has run", ErrorKind::usage);
    return pictures;
}

PopulationMaps occupancyOfRun(const ExportSource& source) {
    requireRun(source, "occupancy");
    return readMaps(source.runFolder / "occupancy.npy");
}

CsvTable trajectoryOfRun(const ExportSource& source) {
    requireRun(source, "trajectory");
    CsvTable table = readCsv(source.runFolder / "trajectory.csv");
    table.requireAllNumbers();
    return table;
}

Positions readPositions(const std::filesystem::path& file, const Arena& arena) {
    const CsvTable table = readCsv(file);
    const int x = table.column("x"), y = table.column("y"), head = table.column("head_direction");
    refusePoseTable(table);
    if (x < 0 || y < 0)
        throw Error("expected the columns x and y, and perhaps head_direction, found " +
                    quotedList(table.columns))
            .inFile(file.string());
    const std::vector<int> used = head < 0 ? std::vector<int>{x, y} : std::vector<int>{x, y, head};
    table.requireNumbers(used);
    const ArenaGeometry geometry(arena);
    Positions positions;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::span<const double> values = table.rows[row];
        for (const int column : used)
            if (std::isnan(values[static_cast<std::size_t>(column)]))
                throw Error("expected a finite number, found a missing value")
                    .inFile(file.string())
                    .atField(table.columns[static_cast<std::size_t>(column)])
                    .atPosition(table.lines[row], 1);
        const Vec2 place{values[static_cast<std::size_t>(x)], values[static_cast<std::size_t>(y)]};
        if (!geometry.contains(ontoRim(arena, place)))
            throw Error("the place " + shown(place) + " " + outsideText(arena, place))
                .inFile(file.string())
                .atPosition(table.lines[row], 1);
        positions.places.push_back(place);
        positions.headDirections.push_back(head < 0 ? 0.0 : values[static_cast<std::size_t>(head)]);
    }
    return positions;
}

std::vector<RateTable> ratesAt(const Scene& scene, const Positions& positions) {
    const auto arena = std::make_shared<const ArenaGeometry>(scene.arena);
    std::vector<RateTable> tables;
    for (const LoneBrain& lone : makeBrains(scene, arena)) {
        const std::vector<Population>& populations = lone.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p) {
            std::vector<float> rates =
                lone.brain->ratesAt(p, positions.places, positions.headDirections);
            if (!rates.empty())
                tables.push_back({lone.name + "." + populations[p].name, populations[p].units,
                                  std::move(rates)});
        }
    }
    if (tables.empty())
        throw Error("the rates of every population of this scene depend on the path, not on the "
                    "place alone",
                    ErrorKind::usage);
    return tables;
}

} // namespace hippodrome
