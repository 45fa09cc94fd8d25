#include "core/base/npy.h"
#include "core/base/npy_header.h"
#include "core/run/population_report.h"
#include "core/scene/scene.h"

#include "app/arguments.h"
#include "app/verbs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

/// Scoring takes time with the fourth power of the side.
constexpr std::size_t largestSide = 512;

struct ScoreArguments {
    std::string maps;
    std::string array;
    std::string occupancy;
    double binSize = 0.0;
    std::string arena;
    std::optional<double> halfWidth;
    bool activations = false;
    bool json = false;
    int threads = 0;
};

/// Maps (n, rows, columns), or one of them (rows, columns).
std::vector<RateMap> readMaps(const std::string& file, const std::string& name = {}) {
    NpyRules rules;
    rules.infinite = false;
    rules.shape = [](const std::vector<std::size_t>& shape) {
        const std::size_t axes = shape.size();
        if (axes != 2 && axes != 3)
            throw Error("expected rate maps of shape (n, rows, columns), found shape " +
                        shapeText(shape));
        const std::size_t rows = shape[axes - 2], columns = shape[axes - 1];
        if (std::min(rows, columns) < 3 || std::max(rows, columns) > largestSide)
            throw Error("expected maps with 3 to " + std::to_string(largestSide) +
                        " rows and columns, found shape " + shapeText(shape));
    };
    const NpyArray array = readNpy(file, name, rules);
    const std::size_t axes = array.shape.size();
    const std::size_t rows = array.shape[axes - 2], columns = array.shape[axes - 1];
    std::vector<RateMap> maps(axes == 3 ? array.shape[0] : 1,
                              RateMap(static_cast<int>(rows), static_cast<int>(columns)));
    auto from = array.values.begin();
    for (RateMap& map : maps) {
        const auto end = from + static_cast<long>(map.values.size());
        std::copy(from, end, map.values.begin());
        from = end;
    }
    return maps;
}

/// One occupancy map for all, or one for each.
std::vector<RateMap> readOccupancy(const std::string& file, const std::vector<RateMap>& maps) {
    std::vector<RateMap> occupancy = readMaps(file);
    if (occupancy.size() != 1 && occupancy.size() != maps.size())
        throw Error("expected 1 or " + std::to_string(maps.size()) + " occupancy maps, found " +
                    std::to_string(occupancy.size()))
            .inFile(file);
    for (const RateMap& map : occupancy) {
        if (!maps.empty() && !map.sameSize(maps.front()))
            throw Error("expected " + std::to_string(maps.front().rows) + " rows and " +
                        std::to_string(maps.front().columns) + " columns as in the maps, found " +
                        std::to_string(map.rows) + " and " + std::to_string(map.columns))
                .inFile(file);
        if (map.anyNegative())
            throw Error("expected seconds, found a negative occupancy").inFile(file);
    }
    return occupancy;
}

std::string cell(const std::optional<double>& value, int digits) {
    char text[32];
    if (!value)
        return "-";
    std::snprintf(text, sizeof text, "%.*f", digits, *value);
    return text;
}

/// A line for each map, with the metrics that have a column.
void printTable(const std::vector<MapMetrics>& metrics) {
    const auto print = [](const std::string& text, int width) {
        std::printf("%*s ", width, text.c_str());
    };
    constexpr int mapWidth = 5, fieldsWidth = 6;
    const auto printLine = [&](const std::string& map, const auto& textOf,
                               const std::string& fields) {
        print(map, mapWidth);
        for (std::size_t i = 0; i < metricTypes().size(); ++i)
            if (const TableColumn& column = metricTypes()[i].column; !column.heading.empty())
                print(textOf(column, i), column.width);
        std::printf("%*s\n", fieldsWidth, fields.c_str());
    };
    printLine(
        "map", [](const TableColumn& column, std::size_t) { return column.heading; }, "fields");
    printLine(
        "", [](const TableColumn& column, std::size_t) { return column.unit; }, "");
    for (std::size_t map = 0; map < metrics.size(); ++map)
        printLine(
            std::to_string(map),
            [&](const TableColumn& column, std::size_t i) {
                return cell(metrics[map].values[i], column.digits);
            },
            std::to_string(metrics[map].fields.size()));
}

/// The bins of maps of that size over an arena: of the given size, or else of the size that path
/// maps of the scene have, or as many as fit. Throws Error when their number does not.
BinGrid binsOver(const Scene& scene, const RateMap& map, const ScoreArguments& arguments) {
    const Bounds bounds = ArenaGeometry(scene.arena).bounds();
    const auto fits = [&](const BinGrid& grid) {
        return grid.rows == map.rows && grid.columns == map.columns;
    };
    if (arguments.binSize > 0.0) {
        const BinGrid grid = BinGrid::covering(bounds, arguments.binSize);
        if (!fits(grid))
            throw Error("expected maps with " + std::to_string(grid.rows) + " rows and " +
                        std::to_string(grid.columns) + " columns, as the arena of " +
                        arguments.arena + " (" + formatNumber(bounds.width()) + " m x " +
                        formatNumber(bounds.height()) + " m) has in bins of " +
                        formatNumber(arguments.binSize) + " m, found " + std::to_string(map.rows) +
                        " and " + std::to_string(map.columns))
                .inFile(arguments.maps);
        return grid;
    }
    const BinGrid recorded = BinGrid::covering(bounds, scene.recording.binSize);
    if (fits(recorded))
        return recorded;
    const BinGrid over = BinGrid::over(bounds, map.rows, map.columns);
    const double shape = over.binWidth / over.binHeight;
    if (!(shape > 0.9 && shape < 1.0 / 0.9))
        throw Error("maps of " + std::to_string(map.rows) + " rows and " +
                    std::to_string(map.columns) +
                    " columns do not have the shape of the arena of " + arguments.arena + " (" +
                    formatNumber(bounds.width()) + " m x " + formatNumber(bounds.height()) +
                    " m); say how large a bin is with --bin-size")
            .inFile(arguments.maps);
    return over;
}

/// Throws Error when a good part of what is active in the maps lies outside of the arena, which is
/// then not theirs. (Zeros stand for what was not visited in maps of some programs.)
void requireInside(const ArenaGeometry& arena, const BinGrid& grid,
                   const std::vector<RateMap>& maps, const ScoreArguments& arguments) {
    constexpr double mostOutside = 0.1;
    const auto touches = [&](int row, int column) {
        const Vec2 centre = grid.centre(row, column);
        for (const double y : {0.0, -0.5, 0.5})
            for (const double x : {0.0, -0.5, 0.5})
                if (arena.contains(centre + Vec2{x * grid.binWidth, y * grid.binHeight}))
                    return true;
        return false;
    };
    std::vector<char> outside(static_cast<std::size_t>(grid.bins()));
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column)
            outside[static_cast<std::size_t>(row * grid.columns + column)] = !touches(row, column);
    long active = 0, beyond = 0;
    for (const RateMap& map : maps)
        for (std::size_t bin = 0; bin < outside.size(); ++bin)
            if (!std::isnan(map.values[bin]) && map.values[bin] != 0.0) {
                ++active;
                beyond += outside[bin];
            }
    const std::string outsideBins =
        std::to_string(beyond) + " of " + std::to_string(active) + " active bins outside of it";
    if (static_cast<double>(beyond) > mostOutside * static_cast<double>(active))
        throw Error("expected maps of the arena of " + arguments.arena + ", found " + outsideBins)
            .inFile(arguments.maps);
    if (beyond > 0)
        std::fprintf(stderr, "note: %s: %s, the arena of %s\n", arguments.maps.c_str(),
                     outsideBins.c_str(), arguments.arena.c_str());
}

/// What the numbers are of, for those who compare them.
Json scoredJson(const ScoreArguments& arguments, const std::optional<WalledBins>& walls,
                double binSize) {
    return {{"maps", "as they are, unsmoothed"},
            {"occupancy", arguments.occupancy.empty() ? Json("every visited bin counts the same")
                                                      : Json(arguments.occupancy)},
            {"walls", arguments.arena.empty() ? Json("the outline of the visited bins")
                                              : Json("those of " + arguments.arena)},
            {"half_width", walls && !walls->empty() && binSize > 0.0
                               ? Json(walls->halfWidth() * binSize)
                           : arguments.halfWidth ? Json(*arguments.halfWidth)
                                                 : Json()}};
}

int scoreMaps(const ScoreArguments& arguments) {
    const std::vector<RateMap> maps = readMaps(arguments.maps, arguments.array);
    std::vector<RateMap> occupancy;
    if (!arguments.occupancy.empty())
        occupancy = readOccupancy(arguments.occupancy, maps);
    MetricOptions options;
    options.binSize = arguments.binSize;
    options.ratesInHertz = !arguments.activations;
    options.halfWidth = arguments.halfWidth;
    if (arguments.halfWidth && arguments.arena.empty() && !(arguments.binSize > 0.0))
        throw Error("a half width in metres needs the size of a bin: add --bin-size, or the arena "
                    "with --arena",
                    ErrorKind::usage)
            .atField("--half-width");
    std::optional<WalledBins> walls;
    if (!arguments.arena.empty() && !maps.empty()) {
        const Scene scene = loadScene(arguments.arena);
        const BinGrid grid = binsOver(scene, maps.front(), arguments);
        const ArenaGeometry geometry(scene.arena);
        requireInside(geometry, grid, maps, arguments);
        walls = WalledBins::of(geometry, grid, arguments.halfWidth);
        options.binSize = std::sqrt(grid.binWidth * grid.binHeight);
    }
    // Maps of one recording were visited in the same bins.
    if (!walls && !maps.empty())
        walls = WalledBins::around(maps.front(), options.binSize, options.halfWidth);
    std::vector<MapMetrics> metrics(maps.size());
    if (!maps.empty()) {
        const GridScorer scorer(maps.front().rows, maps.front().columns);
        ThreadPool threads(arguments.threads);
        threads.forEach(maps.size(), [&](std::size_t i) {
            const RateMap* weights = occupancy.empty()       ? nullptr
                                     : occupancy.size() == 1 ? &occupancy.front()
                                                             : &occupancy[i];
            MetricOptions own = options;
            own.walls = !arguments.arena.empty() || walls->fits(maps[i]) ? &*walls : nullptr;
            metrics[i] = computeMetrics(maps[i], scorer, own, weights);
        });
    }
    if (!arguments.json) {
        printTable(metrics);
        return 0;
    }
    Json list = Json::array();
    for (const MapMetrics& one : metrics)
        list.push_back(toJson(one));
    std::printf("%s\n",
                Json{{"maps", list}, {"scored", scoredJson(arguments, walls, options.binSize)}}
                    .dump(2)
                    .c_str());
    return 0;
}

} // namespace

void addScoreCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand(
        "score", "Grid scores, spacing, information, fields and more of any rate maps");
    verb->footer("\nExample: hippodrome score results/probe/lstm.units.npy --activations --json");
    const auto arguments = std::make_shared<ScoreArguments>();
    addOutsideFlag(*verb);
    verb->add_option("MAPS", arguments->maps,
                     "NumPy file (n, rows, columns); row 0 lowest y, NaN unvisited")
        ->required();
    verb->add_option("--array", arguments->array, "Which array of MAPS, if it is a .npz archive")
        ->type_name("NAME");
    verb->add_option("--occupancy", arguments->occupancy,
                     "NumPy file with the seconds per bin (rows, columns), or one map for each; "
                     "otherwise every visited bin counts the same")
        ->type_name("FILE");
    verb->add_option("--bin-size", arguments->binSize, "Side of a bin, for the border score [m]")
        ->type_name("METRES")
        ->check(CLI::PositiveNumber);
    verb->add_option("--arena", arguments->arena,
                     "Scene whose walls are those of the border scores; otherwise the outline of "
                     "the visited bins is taken for the wall")
        ->type_name("SCENE");
    verb->add_option("--half-width", arguments->halfWidth,
                     "What border scores divide distances from walls by [m]; otherwise the largest "
                     "distance of a free place from a wall")
        ->type_name("METRES")
        ->check(CLI::PositiveNumber);
    verb->add_flag("--activations", arguments->activations,
                   "Values are not rates in Hz: thresholds of fields are relative to the peak");
    addThreadsOption(*verb, arguments->threads);
    verb->add_flag("--json", arguments->json, "Every number, and why some are missing, as JSON");
    verb->callback(
        [arguments, &action] { action = [arguments] { return scoreMaps(*arguments); }; });
}

} // namespace hippodrome
