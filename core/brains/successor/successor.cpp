#include "core/brains/successor/successor.h"

#include "core/brains/probe_maps.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace hippodrome {

namespace {

/// Of path, between two solutions of what the rat has learned [s].
constexpr double solvingInterval = 5.0;
constexpr double moveSmoothing = 0.01; ///< of the prediction error, per move

} // namespace

Successor::Successor(const SuccessorParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena), anchor_(setting.arena->bounds().minimum) {
    makeGraph();
    observed_ = Transitions::randomWalk(*graph_, parameters_.blocked);
    startMap();
    chooseShown();
    solve();
    findModes();
}

void Successor::makeGraph() {
    graph_.emplace(arena_, parameters_.tiles, parameters_.tileSize, anchor_);
}

void Successor::startMap() {
    const int states = graph_->states();
    map_ = SuccessorMap(states);
    if (parameters_.start == SuccessorParameters::Start::nothing)
        return;
    std::vector<int> all(static_cast<std::size_t>(states));
    std::iota(all.begin(), all.end(), 0);
    const std::vector<double> columns = successorColumns(observed_, parameters_.discount, all);
    for (std::size_t to = 0; to < all.size(); ++to)
        for (std::size_t from = 0; from < all.size(); ++from)
            map_.values()[from * all.size() + to] = columns[to * all.size() + from];
}

void Successor::chooseShown() {
    const int states = graph_->states(), cells = std::min(parameters_.cells, states);
    shown_.clear();
    // Evenly over the order of the tiles: row by row.
    for (int cell = 0; cell < cells; ++cell)
        shown_.push_back(static_cast<int>((cell + 0.5) * states / cells));
    const int modes = std::min(parameters_.gridCells, states - 1);
    populations_ = {{"place_cells", cells, false, ""},
                    {"predictions", cells, false, ""},
                    {"grid_cells", modes, false, ""}};
    rates_.resize(populations_.size());
    for (std::size_t p = 0; p < rates_.size(); ++p)
        rates_[p].assign(static_cast<std::size_t>(populations_[p].units), 0.0f);
}

void Successor::solve() {
    exact_ = successorColumns(parameters_.policy == SuccessorParameters::Policy::observed
                                  ? observed_
                                  : Transitions::randomWalk(*graph_, parameters_.blocked),
                              parameters_.discount, shown_);
    compare();
}

void Successor::compare() {
    distance_ = distanceToExact();
    sinceSolved_ = 0.0;
}

void Successor::findModes() {
    modes_ = parameters_.gridSource == SuccessorParameters::GridSource::walk
                 ? walkModes(*graph_, parameters_.blocked, parameters_.gridCells)
                 : symmetricModes(map_.values(), map_.states(), parameters_.gridCells);
    setGridFields();
}

void Successor::setGridFields() {
    const std::size_t states = static_cast<std::size_t>(graph_->states());
    gridFields_.clear();
    for (std::size_t unit = 0; unit < modes_.values.size(); ++unit) {
        const std::span<const double> mode =
            std::span(modes_.vectors).subspan(unit * states, states);
        const double peak = *std::max_element(mode.begin(), mode.end());
        for (const double value : mode)
            gridFields_.push_back(static_cast<float>(std::max(0.0, value) / peak));
    }
}

double Successor::distanceToExact() const {
    double squares = 0.0, all = 0.0;
    const std::size_t states = static_cast<std::size_t>(graph_->states());
    for (std::size_t cell = 0; cell < shown_.size(); ++cell)
        for (std::size_t from = 0; from < states; ++from) {
            const double exact = exact_[cell * states + from];
            const double learned = map_.at(static_cast<int>(from), shown_[cell]);
            squares += (learned - exact) * (learned - exact);
            all += exact * exact;
        }
    return std::sqrt(squares / all);
}

std::vector<Reading> Successor::readings() const {
    return {{"distance_to_exact", "Distance from the exact map", "", distance_},
            {"prediction_error", "Prediction error", "", predictionError_}};
}

void Successor::ratesIn(std::size_t population, int state, std::span<float> rates) const {
    const std::size_t states = static_cast<std::size_t>(graph_->states());
    for (std::size_t unit = 0; unit < rates.size(); ++unit) {
        double rate = 0.0;
        if (population == placeCells) {
            rate = map_.at(state, shown_[unit]);
        } else if (population == predictions) {
            rate = map_.at(shown_[unit], state);
        } else {
            rate = gridFields_[unit * states + static_cast<std::size_t>(state)];
        }
        rates[unit] = static_cast<float>(std::max(0.0, rate));
    }
}

void Successor::setRates() {
    for (std::size_t p = 0; p < rates_.size(); ++p)
        ratesIn(p, state_, rates_[p]);
}

void Successor::begin(const Observation& first) {
    state_ = graph_->stateAt(first.position);
    map_.forgetTrace();
    setRates();
}

double Successor::observe(const Observation& now) {
    const int before = std::exchange(state_, graph_->stateAt(now.position));
    bool changed = state_ != before; // rates follow from the state and what was learned
    if (before >= 0 && changed) {
        const double error = map_.learn(
            before, state_, {parameters_.discount, parameters_.learningRate, parameters_.trace});
        observed_.observe(before, state_, parameters_.policyRate);
        ++moves_;
        predictionError_ +=
            std::max(moveSmoothing, 1.0 / static_cast<double>(moves_)) * (error - predictionError_);
    }
    sinceSolved_ += now.dt;
    if (sinceSolved_ >= solvingInterval) {
        if (parameters_.policy == SuccessorParameters::Policy::observed)
            solve();
        else
            compare();
        if (parameters_.gridSource == SuccessorParameters::GridSource::learned) {
            findModes();
            changed = true;
        }
    }
    if (changed)
        setRates();
    return now.dt;
}

void Successor::checkArena(const ArenaPointer& arena) const {
    if (!sameGround(arena->arena(), arena_->arena()))
        StateGraph(arena, parameters_.tiles, parameters_.tileSize, anchor_);
}

void Successor::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (sameGround(before->arena(), arena_->arena()))
        return;
    const StateGraph old = *graph_;
    makeGraph();
    // Tiles that are still there keep what was learned about them.
    std::vector<int> origin;
    for (int state = 0; state < graph_->states(); ++state)
        origin.push_back(old.stateOf(graph_->tile(state)));
    map_ = map_.rearranged(origin);
    // Moves that were seen survive where they are still open; elsewhere a walk is assumed.
    Transitions seen =
        std::exchange(observed_, Transitions::randomWalk(*graph_, parameters_.blocked));
    for (int state = 0; state < graph_->states(); ++state) {
        const int was = origin[static_cast<std::size_t>(state)];
        if (was < 0)
            continue;
        std::vector<Transitions::Entry> kept;
        double sum = 0.0;
        for (const Transitions::Entry& entry : seen.row(was)) {
            const int to = graph_->stateOf(old.tile(entry.to));
            if (to < 0 ||
                (to != state && !arena_->visible(graph_->centre(state), graph_->centre(to))))
                continue;
            kept.push_back({to, entry.probability});
            sum += entry.probability;
        }
        if (sum <= 0.0)
            continue;
        for (Transitions::Entry& entry : kept)
            entry.probability /= sum;
        observed_.row(state) = std::move(kept);
    }
    chooseShown();
    solve();
    findModes();
    state_ = -1; // where the rat is now is found at the next tick
}

void Successor::update(const JsonCursor& cursor) {
    const SuccessorParameters before =
        std::exchange(parameters_, SuccessorParameters::fields().read(cursor));
    if (parameters_.discount != before.discount || parameters_.policy != before.policy)
        solve();
    if (parameters_.gridSource != before.gridSource)
        findModes();
}

std::optional<PopulationMaps> Successor::probe(std::size_t population, const BinGrid& grid) const {
    return probeMaps(grid, *arena_, rates_[population].size(),
                     [&](Vec2 place, std::span<float> rates) {
                         ratesIn(population, graph_->stateAt(place), rates);
                     });
}

std::vector<float> Successor::ratesAt(std::size_t population, std::span<const Vec2> places,
                                      std::span<const double>) const {
    return probeRates(places, rates_[population].size(), [&](Vec2 place, std::span<float> rates) {
        ratesIn(population, graph_->stateAt(place), rates);
    });
}

void Successor::state(StateVisitor& s) {
    s("anchor", anchor_);
    if (s.reading()) {
        makeGraph();
        map_ = SuccessorMap(graph_->states());
    }
    const int states = graph_->states();
    s("map", map_.values())("traces", map_.traces());
    if (s.reading()) {
        chooseShown();
        observed_ = Transitions(states);
    }
    observed_.state(s, "policy", states);
    s("state", state_, Allowed::from(-1, states - 1));
    if (s.reading()) {
        exact_.resize(shown_.size() * static_cast<std::size_t>(states));
        modes_.vectors.resize(rates_[gridCells].size() * static_cast<std::size_t>(states));
    }
    s("exact", exact_).list("mode_values", modes_.values)("modes", modes_.vectors);
    if (s.reading())
        setGridFields();
    s("prediction_error", predictionError_)("moves", moves_, Allowed::counts());
    s("since_solved", sinceSolved_, Allowed::seconds())("distance", distance_);
    for (std::size_t p = 0; p < rates_.size(); ++p)
        s("rates_" + std::to_string(p), rates_[p]);
}

BrainType Successor::type() {
    return describeBrain<Successor, SuccessorParameters>(
        "successor", "Successor representation", Nature::biological,
        "Tiles that learn which tiles will follow; place cells are its columns, grid cells its "
        "leading eigenvectors.");
}

} // namespace hippodrome
