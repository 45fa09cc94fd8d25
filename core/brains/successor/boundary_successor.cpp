#include "core/brains/successor/boundary_successor.h"

#include "core/brains/probe_maps.h"
#include "core/states/transitions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

namespace {

constexpr int latticeSide = 24;        // places looked at along each side, for peaks
constexpr double digestInterval = 5.0; // of path [s]
constexpr double stepSmoothing = 0.01; // of the prediction error, per step

double product(std::span<const double> row, std::span<const float> features) {
    double sum = 0.0;
    for (std::size_t k = 0; k < row.size(); ++k)
        sum += row[k] * features[k];
    return sum;
}

} // namespace

const Fields<BoundarySuccessorParameters>& BoundarySuccessorParameters::fields() {
    using P = BoundarySuccessorParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("distances", &P::distances,
                     {.label = "Distances",
                      .minimum = 1,
                      .maximum = 40,
                      .help = "Preferred distances of the boundary cells.",
                      .source = "De Cothi and Barry 2020: 10"})
            .integer("directions", &P::directions,
                     {.label = "Directions",
                      .minimum = 1,
                      .maximum = 40,
                      .help = "Preferred directions at each distance.",
                      .source = "De Cothi and Barry 2020: 16"})
            .real("farthest", &P::farthest,
                  {.label = "Farthest wall",
                   .unit = "m",
                   .minimum = 0.05,
                   .maximum = 20.0,
                   .help = "Largest preferred distance."})
            .real("discount", &P::discount,
                  {.label = "Discount",
                   .minimum = 0.0,
                   .maximum = 0.9999,
                   .help = "How much a feature counts for each step that it lies further ahead.",
                   .source = "De Cothi and Barry 2020: 0.995",
                   .effect = Effect::live})
            .real("interval", &P::interval,
                  {.label = "Step",
                   .unit = "s",
                   .minimum = 0.001,
                   .maximum = 10.0,
                   .help = "Path time from one step to the next.",
                   .source = "De Cothi and Barry 2020: 50 a second",
                   .effect = Effect::live})
            .real("learning_rate", &P::learningRate,
                  {.label = "Learning rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Of the map.",
                   .source = "De Cothi and Barry 2020: 1e-4",
                   .effect = Effect::live})
            .real("threshold", &P::threshold,
                  {.label = "Threshold",
                   .minimum = 0.0,
                   .maximum = 0.99,
                   .help = "Of place cells, as a share of their peak in the arena.",
                   .source = "De Cothi and Barry 2020: 0.8",
                   .effect = Effect::live})
            .integer("grid_cells", &P::gridCells,
                     {.label = "Grid cells",
                      .minimum = 1,
                      .maximum = 200,
                      .help = "Leading eigenvectors, at most as many as features, less one."})
            .choice("start", &P::start, {{"identity", Start::identity}, {"ones", Start::ones}},
                    {.label = "Starts with",
                     .help = "Each feature predicts itself, or each predicts all.",
                     .source = "De Cothi and Barry 2020: ones"});
    return list;
}

BoundarySuccessor::BoundarySuccessor(const BoundarySuccessorParameters& parameters,
                                     const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena) {
    for (int i = 0; i < parameters.distances; ++i)
        for (int j = 0; j < parameters.directions; ++j) {
            VectorTuning tuning;
            tuning.distance = parameters.farthest * (i + 0.5) / parameters.distances;
            tuning.angle = 2.0 * std::numbers::pi * j / parameters.directions;
            tuning.distanceWidth = VectorTuning::widthAt(tuning.distance);
            tuning.angleWidth = 0.2; // Hartley et al. 2000
            tunings_.push_back(tuning);
        }
    const std::size_t n = tunings_.size();
    map_.assign(n * n, parameters.start == BoundarySuccessorParameters::Start::ones ? 1.0 : 0.0);
    if (parameters.start == BoundarySuccessorParameters::Start::identity)
        for (std::size_t k = 0; k < n; ++k)
            map_[k * n + k] = 1.0;
    before_.resize(n);
    now_.resize(n);
    const int modes = std::max(1, std::min(parameters.gridCells, features() - 1));
    populations_ = {{"place_cells", features(), false, ""}, {"grid_cells", modes, false, ""}};
    rates_ = {std::vector<float>(n), std::vector<float>(static_cast<std::size_t>(modes))};
    makeFeatures();
    digest();
}

void BoundarySuccessor::makeFeatures() {
    cells_.emplace(tunings_, BoundaryVectorCells::Frame::allocentric, arena_);
    latticeFeatures_.clear();
    const BinGrid grid = BinGrid::withCounts(arena_->bounds(), latticeSide, latticeSide);
    std::vector<float> features(tunings_.size());
    for (int row = 0; row < latticeSide; ++row)
        for (int column = 0; column < latticeSide; ++column) {
            if (!arena_->contains(grid.centre(row, column)))
                continue;
            cells_->rates(grid.centre(row, column), 0.0, features);
            latticeFeatures_.insert(latticeFeatures_.end(), features.begin(), features.end());
        }
}

void BoundarySuccessor::digest() {
    const std::size_t n = tunings_.size(), places = latticeFeatures_.size() / n;
    const auto at = [&](std::size_t place) {
        return std::span<const float>(latticeFeatures_).subspan(place * n, n);
    };
    const auto row = [&](const std::vector<double>& rows, std::size_t k) {
        return std::span<const double>(rows).subspan(k * n, n);
    };
    peaks_.assign(n, 1e-12);
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t place = 0; place < places; ++place)
            peaks_[k] = std::max(peaks_[k], product(row(map_, k), at(place)));
    if (n < 2) {
        modes_.assign(n, 1.0);
    } else {
        modes_ = symmetricModes(map_, features(), populations_[gridCells].units).vectors;
    }
    modePeaks_.assign(modes_.size() / n, 1e-12);
    for (std::size_t k = 0; k < modePeaks_.size(); ++k)
        for (std::size_t place = 0; place < places; ++place)
            modePeaks_[k] = std::max(modePeaks_[k], product(row(modes_, k), at(place)));
    sinceDigest_ = 0.0;
}

void BoundarySuccessor::ratesFrom(std::size_t population, std::span<const float> features,
                                  std::span<float> rates) const {
    const std::size_t n = tunings_.size();
    const bool places = population == placeCells;
    const double cut = places ? parameters_.threshold : 0.0;
    for (std::size_t unit = 0; unit < rates.size(); ++unit) {
        const std::span<const double> row =
            std::span<const double>(places ? map_ : modes_).subspan(unit * n, n);
        const double share = product(row, features) / (places ? peaks_[unit] : modePeaks_[unit]);
        // Between the places that peaks were looked for, a rate may be somewhat higher.
        rates[unit] = static_cast<float>(std::clamp((share - cut) / (1.0 - cut), 0.0, 1.0));
    }
}

void BoundarySuccessor::learn() {
    const std::size_t n = tunings_.size();
    double squares = 0.0;
    // A longer step would overshoot the error that it is to mend, and the map would grow for ever.
    double size = 0.0;
    for (const float feature : before_)
        size += static_cast<double>(feature) * feature;
    const double rate =
        size * parameters_.learningRate > 1.0 ? 1.0 / size : parameters_.learningRate;
    for (std::size_t k = 0; k < n; ++k) {
        double* row = map_.data() + k * n;
        const std::span<const double> weights(row, n);
        const double error =
            before_[k] + parameters_.discount * product(weights, now_) - product(weights, before_);
        squares += error * error;
        const double step = rate * error;
        for (std::size_t j = 0; j < n; ++j)
            row[j] += step * before_[j];
    }
    predictionError_ += stepSmoothing * (std::sqrt(squares) - predictionError_);
}

void BoundarySuccessor::begin(const Observation& first) {
    cells_->rates(first.position, 0.0, now_);
    before_ = now_;
    started_ = true;
    sinceStep_ = 0.0;
    for (std::size_t p = 0; p < rates_.size(); ++p)
        ratesFrom(p, now_, rates_[p]);
}

double BoundarySuccessor::observe(const Observation& now) {
    cells_->rates(now.position, 0.0, now_);
    sinceStep_ += now.dt;
    if (!started_ || sinceStep_ >= parameters_.interval - 1e-9) {
        if (started_)
            learn();
        before_ = now_;
        started_ = true;
        sinceStep_ = 0.0;
    }
    sinceDigest_ += now.dt;
    if (sinceDigest_ >= digestInterval)
        digest();
    for (std::size_t p = 0; p < rates_.size(); ++p)
        ratesFrom(p, now_, rates_[p]);
    return now.dt;
}

std::vector<Reading> BoundarySuccessor::readings() const {
    return {{"prediction_error", "Prediction error", "", predictionError_}};
}

void BoundarySuccessor::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (sameGround(before->arena(), arena_->arena()))
        return;
    makeFeatures();
    digest();
    started_ = false; // the walls leapt, not the rat
}

void BoundarySuccessor::update(const JsonCursor& cursor) {
    parameters_ = BoundarySuccessorParameters::fields().read(cursor);
}

void BoundarySuccessor::ratesThere(std::size_t population, Vec2 place,
                                   std::span<float> rates) const {
    std::vector<float> features(tunings_.size());
    cells_->rates(place, 0.0, features);
    ratesFrom(population, features, rates);
}

std::vector<float> BoundarySuccessor::ratesAt(std::size_t population, std::span<const Vec2> places,
                                              std::span<const double>) const {
    return probeRates(places, rates_[population].size(), [&](Vec2 place, std::span<float> rates) {
        ratesThere(population, place, rates);
    });
}

std::optional<PopulationMaps> BoundarySuccessor::probe(std::size_t population,
                                                       const BinGrid& grid) const {
    return probeMaps(
        grid, *arena_, rates_[population].size(),
        [&](Vec2 place, std::span<float> rates) { ratesThere(population, place, rates); });
}

void BoundarySuccessor::state(StateVisitor& s) {
    s("map", map_)("before", before_)("now", now_)("started", started_);
    s("since_step", sinceStep_, Allowed::seconds())("since_digest", sinceDigest_,
                                                    Allowed::seconds());
    s("prediction_error", predictionError_)("peaks", peaks_)("modes", modes_);
    s("mode_peaks", modePeaks_);
    for (std::size_t p = 0; p < rates_.size(); ++p)
        s("rates_" + std::to_string(p), rates_[p]);
}

BrainType BoundarySuccessor::type() {
    return describeBrain<BoundarySuccessor, BoundarySuccessorParameters>(
        "boundary_successor", "Successor features of boundaries", Nature::biological,
        "Boundary cells as the features of a successor map, in continuous space.");
}

} // namespace hippodrome
