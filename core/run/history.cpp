#include "core/run/history.h"

#include "core/run/population_report.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace hippodrome {

namespace {

constexpr const char* columnNames =
    "update,brain,simulated_seconds,loss,decoding_error,chance_error,units,above_0_8,above_1_0,"
    "null_95,null_99,above_null_95,above_null_99,squares_above_null_99,best_grid_60,median_grid_60,"
    "wall_seconds";

std::string lineOf(const Evaluation& row) {
    std::string line = std::to_string(row.update) + "," + row.brain;
    for (const double value :
         {row.simulatedSeconds, row.loss, row.decodingError, row.chanceError,
          static_cast<double>(row.units), static_cast<double>(row.above08),
          static_cast<double>(row.above10), row.null95, row.null99,
          static_cast<double>(row.aboveNull95), static_cast<double>(row.aboveNull99),
          static_cast<double>(row.squaresAboveNull99), row.bestScore, row.medianScore,
          row.wallSeconds})
        line += "," + (std::isfinite(value) ? formatNumber(value) : std::string());
    return line;
}

} // namespace

long evaluationInterval(const Scene& scene) {
    return std::max(1L, std::lround(scene.training.evaluationInterval));
}

void History::evaluate(const Simulation& simulation, double wallSeconds) {
    for (const RidingBrain& riding : simulation.world().brains()) {
        Trainable* trainable = riding.brain->trainable();
        if (!trainable)
            continue;
        const TrainingReport report = trainable->trainingReport();
        PopulationPicture picture;
        picture.population = riding.brain->populations().front();
        const BinGrid grid = BinGrid::scoring(simulation.world().arena()->bounds());
        picture.maps = riding.brain->probe(0, grid).value_or(PopulationMaps{});
        picture.grid = grid;
        Rng rng = Rng::stream(simulation.scene().seed, "null." + riding.name,
                              static_cast<std::uint64_t>(report.updates));
        const GridSummary grids = summarise(picture, simulation.world().arena(), nullMaps, rng);
        rows_.push_back({report.updates, riding.name, simulation.world().time(), report.loss,
                         report.decodingError, report.chanceError, grids.units, grids.above08,
                         grids.above10, grids.null.grid60p95, grids.null.grid60p99,
                         grids.aboveNull95, grids.aboveNull99, grids.squaresAboveNull99, grids.best,
                         grids.median, wallSeconds});
    }
}

std::string History::text() const {
    std::string text = std::string(columnNames) + "\n";
    for (const std::string& line : earlier_)
        text += line + "\n";
    for (const Evaluation& row : rows_)
        text += lineOf(row) + "\n";
    return text;
}

long History::regularRows(long interval) const {
    return static_cast<long>(earlier_.size()) +
           std::count_if(rows_.begin(), rows_.end(),
                         [&](const Evaluation& row) { return row.update % interval == 0; });
}

void History::continueFrom(const std::filesystem::path& file, long update, long interval) {
    if (!std::filesystem::exists(file))
        return;
    std::istringstream lines(readTextFile(file));
    std::string line;
    std::getline(lines, line);
    if (line != columnNames)
        throw Error("expected the history that a run has written").inFile(file.string());
    while (std::getline(lines, line)) {
        const long at = std::strtol(line.c_str(), nullptr, 10);
        if (at > 0 && at <= update && at % interval == 0) {
            earlier_.push_back(line);
            earlierUpdate_ = at;
        }
    }
}

} // namespace hippodrome
