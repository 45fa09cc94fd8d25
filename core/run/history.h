#pragma once

#include "core/world/simulation.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// How good a training network was after some updates: a row of history.csv.
struct Evaluation {
    long update = 0;
    std::string brain;
    double simulatedSeconds = 0.0;
    double loss = 0.0;          ///< smoothed; see TrainingReport
    double decodingError = 0.0; ///< smoothed [m]
    double chanceError = 0.0;   ///< of two random places [m]
    int units = 0;
    int above08 = 0;     ///< units with a grid score (DeepMind, 60 degrees) above 0.8
    int above10 = 0;     ///< above 1.0
    double null95 = 0.0; ///< percentiles of the band-matched noise null
    double null99 = 0.0;
    int aboveNull95 = 0;
    int aboveNull99 = 0;
    int squaresAboveNull99 = 0; ///< the same for 90-degree scores
    double bestScore = 0.0;
    double medianScore = 0.0;
    double wallSeconds = 0.0; ///< since the program began: the only value that does not repeat
};

/// The learning curves of a run.
class History {
public:
    /// Noise maps behind the percentiles of a row; the final report uses more.
    static constexpr int nullMaps = 200;

    /// Evaluates the live maps of every brain that trains, at no extra forward passes.
    void evaluate(const Simulation& simulation, double wallSeconds);
    const std::vector<Evaluation>& rows() const { return rows_; }
    /// The update of the last evaluation, 0 before the first.
    long lastUpdate() const { return rows_.empty() ? earlierUpdate_ : rows_.back().update; }

    /// CSV with a line of column names; a value that is not known is left empty.
    std::string text() const;

    /// Takes over the rows that an earlier part of the same run has written, up to and with
    /// `update`, but only those at multiples of `interval`, which the run would have without having
    /// been stopped. None when the file does not exist. Throws Error.
    void continueFrom(const std::filesystem::path& file, long update, long interval);
    /// How many rows lie at multiples of `interval`.
    long regularRows(long interval) const;

private:
    std::vector<std::string> earlier_; ///< lines of an earlier part
    long earlierUpdate_ = 0;           ///< of the last of them
    std::vector<Evaluation> rows_;
};

/// Updates between rows.
long evaluationInterval(const Scene& scene);

} // namespace hippodrome
