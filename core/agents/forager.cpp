#include "core/agents/forager.h"

#include <cmath>
#include <limits>

namespace hippodrome {

const Fields<ForagerParameters>& ForagerParameters::fields() {
    using P = ForagerParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("attraction", &P::attraction,
                  {.label = "Attraction",
                   .minimum = 0,
                   .maximum = 1,
                   .help = "Probability that a new heading leads to the nearest reward.",
                   .source = "Nayebi et al. 2021: 0.625",
                   .effect = Effect::live})
            .real("decision_interval", &P::decisionInterval,
                  {.label = "Decision interval",
                   .unit = "s",
                   .minimum = 0.05,
                   .maximum = 1000,
                   .help = "Mean time between new headings.",
                   .effect = Effect::live})
            .real("zone_side", &P::zoneSide,
                  {.label = "Reward zone",
                   .unit = "m",
                   .minimum = 0,
                   .maximum = 100,
                   .help = "Side of the square around a reward inside which the rat moves freely.",
                   .source = "Nayebi et al. 2021: 0.2",
                   .effect = Effect::live})
            .real("speed", &P::speed,
                  {.label = "Approach speed",
                   .unit = "m/s",
                   .minimum = 0.001,
                   .maximum = 10,
                   .help = "Speed towards a reward.",
                   .effect = Effect::live});
    return list;
}

Forager::Forager(const ForagerParameters& parameters, ArenaPointer arena)
    : parameters_(parameters) {
    arenaChanged(std::move(arena));
}

void Forager::arenaChanged(ArenaPointer arena) {
    arena_ = std::move(arena);
    wayLengths_.clear();
    ways_ = std::make_unique<VisibilityGraph>(*arena_);
    for (const Reward& reward : arena_->arena().rewards)
        wayLengths_.emplace_back(*ways_, reward.position);
}

void Forager::update(const JsonCursor& parameters) {
    parameters_ = ForagerParameters::fields().read(parameters);
}

bool Forager::insideZone(Vec2 place) const {
    const double half = parameters_.zoneSide / 2;
    for (const Reward& reward : arena_->arena().rewards) {
        const Vec2 offset = arena_->displacement(place, reward.position);
        if (std::abs(offset.x) <= half && std::abs(offset.y) <= half)
            return true;
    }
    return false;
}

std::optional<Vec2> Forager::wayToNearestReward(Vec2 from) const {
    const Viewpoint here(*ways_, from);
    const GeodesicField* nearest = nullptr;
    double shortest = std::numeric_limits<double>::infinity();
    for (const GeodesicField& way : wayLengths_) {
        if (const double distance = way.distance(here); distance < shortest) {
            shortest = distance;
            nearest = &way;
        }
    }
    if (!nearest)
        return std::nullopt;
    const std::optional<Vec2> bend = nearest->firstBend(here);
    return bend ? std::optional<Vec2>(*bend - from) : std::nullopt;
}

std::optional<Vec2> Forager::act(const AgentView& view, Rng& rng) {
    untilDecision_ -= view.dt;
    if (untilDecision_ <= 0.0) {
        approaching_ = rng.uniform() < parameters_.attraction;
        untilDecision_ = -parameters_.decisionInterval * std::log1p(-rng.uniform());
    }
    if (!approaching_ || insideZone(view.rat.position))
        return std::nullopt;
    const std::optional<Vec2> way = wayToNearestReward(view.rat.position);
    if (!way || length(*way) < 1e-9)
        return std::nullopt;
    return parameters_.speed / length(*way) * *way;
}

void Forager::state(StateVisitor& s) {
    const double longest = Checkpoint::longestTime;
    s("approaching", approaching_);
    s("until_decision", untilDecision_, Allowed::from(-longest, longest));
}

AgentType Forager::type() {
    AgentType type{describe<ForagerParameters>(
        "forager", "Forager", "Wanders, and now and then heads for the nearest reward.")};
    type.create = [](const JsonCursor& cursor, const AgentSetting& setting) {
        return std::make_unique<Forager>(ForagerParameters::fields().read(cursor), setting.arena);
    };
    return type;
}

} // namespace hippodrome
