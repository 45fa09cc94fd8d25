#include "core/brains/grid_network.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Samples that the live maps remember: old weights' activity fades.
constexpr double probeMemory = 2e5;
/// Share of a new value in the smoothed curves.
constexpr double smoothing = 0.02;

PlaceCode newPlaceCode(const GridNetworkParameters& parameters, const BrainSetting& setting) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".place_code");
    return PlaceCode(parameters.placeCode, *setting.arena, rng);
}

HeadDirectionCode newDirectionCode(const GridNetworkParameters& parameters,
                                   const BrainSetting& setting) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".head_direction_code");
    return HeadDirectionCode(parameters.headDirectionCells, parameters.headDirectionConcentration,
                             rng);
}

/// Mean distance between two random places: what a guess would cost.
double meanDistance(const ArenaGeometry& arena) {
    Rng rng(1);
    double sum = 0.0;
    constexpr int pairs = 4000;
    for (int i = 0; i < pairs; ++i)
        sum += length(arena.displacement(arena.sampleInside(rng), arena.sampleInside(rng)));
    return sum / pairs;
}

BinGrid scoringGrid(const ArenaGeometry& arena) {
    return BinGrid::withCounts(arena.bounds(), GridNetwork::scoringBins, GridNetwork::scoringBins);
}

} // namespace

GridNetwork::GridNetwork(const GridNetworkParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), setting_(setting),
      centres_(newPlaceCode(parameters, setting).centres()), task_(makeTask(setting.arena)),
      network_(parameters.shape(task_->placeCode().cells(), task_->distribution())),
      trainer_(parameters_, setting.name, setting.seed, network_), ride_(network_, 1, 1),
      rideRng_(Rng::stream(setting.seed, setting.name + ".ride")),
      probe_(scoringGrid(*setting.arena), network_.shape().representation()),
      chanceError_(meanDistance(*setting.arena)) {
    Rng weights = Rng::stream(setting.seed, setting.name + ".weights");
    network_.start(parameters_.weightStart(), weights);
    const NetworkShape& shape = network_.shape();
    const bool rectified =
        shape.bottleneck > 0 ? shape.bottleneckRelu : shape.activation == Activation::relu;
    populations_ = {{"units", shape.representation(), !rectified, ""},
                    {"place_output", task_->placeCode().cells(), true, ""}};
    for (const Population& population : populations_)
        rates_.emplace_back(static_cast<std::size_t>(population.units));
}

std::unique_ptr<PathTask> GridNetwork::makeTask(ArenaPointer arena) const {
    PlaceCode code(parameters_.placeCode, *arena, centres_);
    return std::make_unique<PathTask>(parameters_, std::move(arena), std::move(code),
                                      newDirectionCode(parameters_, setting_));
}

void GridNetwork::begin(const Observation& first) {
    lastPosition_ = stepStart_ = first.position;
    stepStartHeading_ = first.headDirection;
    elapsed_ = 0.0;
    moved_ = {};
    takePositionFix(first.position, first.headDirection);
    forwardRide();
}

void GridNetwork::takePositionFix(Vec2 place, double heading) {
    task_->encodeStart(place, heading, ride_.initialCode.data());
    ride_.startsFromCode = true;
}

void GridNetwork::forwardRide() {
    ride_.forward();
    // The next step goes on from here, unless a fix comes first.
    const std::size_t state = static_cast<std::size_t>(network_.shape().hidden);
    std::copy_n(ride_.lastHidden(), state, ride_.initialHidden());
    if (network_.shape().recurrence == Recurrence::lstm)
        std::copy_n(ride_.lastCell(), state, ride_.initialCell());
    ride_.startsFromCode = false;
    std::copy_n(ride_.representation(), rates_[0].size(), rates_[0].begin());
    std::copy_n(ride_.outputs(0), rates_[1].size(), rates_[1].begin());
}

double GridNetwork::observe(const Observation& observation) {
    moved_ += setting_.arena->displacement(lastPosition_, observation.position);
    lastPosition_ = observation.position;
    elapsed_ += observation.dt;
    if (elapsed_ < parameters_.rideInterval - 1e-9)
        return 0.0;
    if (rideRng_.uniform() < parameters_.fixProbability)
        takePositionFix(stepStart_, stepStartHeading_);
    task_->encodeInput(parameters_, moved_, observation.headDirection - stepStartHeading_, elapsed_,
                       ride_.inputs.data());
    forwardRide();
    const double interval = elapsed_;
    stepStart_ = observation.position;
    stepStartHeading_ = observation.headDirection;
    elapsed_ = 0.0;
    moved_ = {};
    return interval;
}

std::optional<Vec2> GridNetwork::decodedPosition() const {
    return task_->placeCode().decodeTopThree(rates_[1].data());
}

void GridNetwork::arenaChanged(ArenaPointer arena) {
    setting_.arena = arena;
    task_ = makeTask(std::move(arena));
    probe_ = MapAccumulator(scoringGrid(*setting_.arena), network_.shape().representation());
    chanceError_ = meanDistance(*setting_.arena);
}

void GridNetwork::update(const JsonCursor& parameters) {
    parameters_ = GridNetworkParameters::fields().read(parameters);
}

bool GridNetwork::trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) {
    if (!trainer_.step(parameters_, *task_, threads, betweenParts))
        return false;
    const double weight = std::max(smoothing, 1.0 / static_cast<double>(trainer_.updates()));
    smoothedLoss_ += weight * (trainer_.loss() - smoothedLoss_);
    smoothedError_ += weight * (trainer_.decodingError() - smoothedError_);
    const std::size_t units = static_cast<std::size_t>(network_.shape().representation());
    const double fresh = static_cast<double>(parameters_.batch) * parameters_.steps;
    probe_.forget(std::max(0.0, 1.0 - fresh / probeMemory));
    trainer_.forEachShard([&](std::span<const Vec2> places, const float* activity) {
        for (std::size_t row = 0; row < places.size(); ++row)
            probe_.add(places[row], {activity + row * units, units});
    });
    return true;
}

TrainingReport GridNetwork::trainingReport() const {
    return {trainer_.updates(),
            smoothedLoss_,
            task_->distribution() ? "Loss above target entropy [nat]"
                                  : "Loss relative to predicting 0",
            smoothedError_,
            chanceError_,
            trainer_.diverged()};
}

std::optional<PopulationMaps> GridNetwork::probe(std::size_t population, const BinGrid&) const {
    if (population != 0 || probe_.totalWeight() == 0.0)
        return std::nullopt;
    return probe_.means();
}

PopulationMaps GridNetwork::fullProbe(const BinGrid& grid, long samples, ThreadPool& threads) {
    const int units = network_.shape().representation();
    constexpr int sequences = 100;
    const long perPass = static_cast<long>(sequences) * parameters_.steps;
    const std::size_t passes =
        static_cast<std::size_t>(std::max(1L, (samples + perPass - 1) / perPass));
    constexpr std::size_t parts = 4; // fixed, so that sums keep their order
    std::vector<MapAccumulator> sums(parts, MapAccumulator(grid, units));
    GridNetworkParameters withoutDropout = parameters_;
    withoutDropout.dropout = 0.0;
    threads.forEach(parts, [&](std::size_t part) {
        Pass<float> pass(network_, parameters_.steps, sequences);
        PathTask::Batch batch;
        for (std::size_t i = part; i < passes; i += parts) {
            Rng rng = Rng::stream(setting_.seed, setting_.name + ".probe", i);
            task_->fill(withoutDropout, parameters_.speedFactor(trainer_.updates()), rng, batch,
                        pass);
            pass.forward();
            for (std::size_t row = 0; row < batch.places.size(); ++row)
                sums[part].add(batch.places[row],
                               {pass.representation() + row * static_cast<std::size_t>(units),
                                static_cast<std::size_t>(units)});
        }
    });
    for (std::size_t part = 1; part < parts; ++part)
        sums[0].add(sums[part]);
    return sums[0].means();
}

void GridNetwork::save(Checkpoint& checkpoint) const {
    Checkpoint training, maps;
    trainer_.save(training);
    probe_.save(maps);
    checkpoint.putSection("trainer", training);
    checkpoint.putSection("probe", maps);
    checkpoint.put<Vec2>("centres", centres_);
    checkpoint.putRng("ride_rng", rideRng_);
    const std::size_t hidden = static_cast<std::size_t>(network_.shape().hidden);
    checkpoint.put<float>("ride_hidden", std::span<const float>(ride_.initialHidden(), hidden));
    if (network_.shape().recurrence == Recurrence::lstm)
        checkpoint.put<float>("ride_cell", std::span<const float>(ride_.initialCell(), hidden));
    const double step[] = {stepStart_.x,  stepStart_.y,  stepStartHeading_, elapsed_,
                           moved_.x,      moved_.y,      lastPosition_.x,   lastPosition_.y,
                           smoothedLoss_, smoothedError_};
    checkpoint.put<double>("ride_step", step);
    for (std::size_t population = 0; population < populations_.size(); ++population)
        checkpoint.put<float>("rates_" + std::to_string(population), rates(population));
}

void GridNetwork::restore(const Checkpoint& checkpoint) {
    checkpoint.get<Vec2>("centres", centres_);
    task_ = makeTask(setting_.arena);
    trainer_.restore(checkpoint.section("trainer"));
    probe_.restore(checkpoint.section("probe"));
    rideRng_ = checkpoint.rng("ride_rng");
    const std::size_t hidden = static_cast<std::size_t>(network_.shape().hidden);
    checkpoint.get<float>("ride_hidden", std::span<float>(ride_.initialHidden(), hidden));
    if (network_.shape().recurrence == Recurrence::lstm)
        checkpoint.get<float>("ride_cell", std::span<float>(ride_.initialCell(), hidden));
    ride_.startsFromCode = false;
    double step[10];
    checkpoint.get<double>("ride_step", step);
    stepStart_ = {step[0], step[1]};
    stepStartHeading_ = step[2];
    elapsed_ = step[3];
    moved_ = {step[4], step[5]};
    lastPosition_ = {step[6], step[7]};
    smoothedLoss_ = step[8];
    smoothedError_ = step[9];
    for (std::size_t population = 0; population < populations_.size(); ++population)
        checkpoint.get<float>("rates_" + std::to_string(population), rates_[population]);
}

BrainType GridNetwork::type() {
    return describeBrain<GridNetwork, GridNetworkParameters>(
        "grid_network", "Path integrator", BrainKind::artificial,
        "A recurrent network trained by backpropagation to know where it is from its own "
        "movement.");
}

} // namespace hippodrome
