// What the tiles of a gallery are sorted by, which are shown, and when that changes.
#include "widgets/maps/gallery.h"

#include <QDateTime>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Tiles must not jump about faster than an eye can follow [ms].
constexpr qint64 sortInterval = 2000;

} // namespace

using Sorting = GalleryState::Sorting;

void Gallery::setOrder(const SortOrder& order) {
    if (sortOrder_ == &order)
        return;
    sortOrder_ = &order;
    sorts_.follow(maps_, population_, order.metric ? order.metric : &metricTypes().front());
    for (auto& [population, kept] : state_.orders)
        kept.forget();
    sortIfDue();
    showOrder();
}

void Gallery::setState(const GalleryState& state) {
    state_ = state;
    setSharedScale(state.sharedScale);
    filters_.follow(maps_, population_, state_.filter.metric);
    showOrder();
}

void Gallery::setKeepSorted(bool on) {
    state_.sorting = on ? Sorting::always : Sorting::settled;
    if (on)
        sortUnits();
    showOrder();
}

void Gallery::sortAgain() {
    sortUnits();
    showOrder();
}

/// Somebody looks at one unit: it must not run away.
void Gallery::followUnit() {
    if (state_.sorting != Sorting::young)
        return;
    state_.sorting = Sorting::settled;
    emit stateChanged();
}

QString Gallery::orderAge() const {
    const PopulationPicture* now = picture();
    const auto kept = state_.orders.find(orderKey());
    return now && kept != state_.orders.end() ? kept->second.age(*maps_, now->nature) : QString();
}

void Gallery::setFilter(const UnitFilter& filter) {
    if (filter == state_.filter)
        return;
    state_.filter = filter;
    filters_.follow(maps_, population_, filter.metric);
    verticalScrollBar()->setValue(0);
    showOrder();
}

std::optional<std::pair<float, float>> Gallery::filteredRange() const {
    std::optional<std::pair<float, float>> range;
    for (int unit = 0; picture() && unit < picture()->maps.units; ++unit)
        if (const float value = filters_.of(unit); !std::isnan(value))
            range = range ? std::pair(std::min(range->first, value), std::max(range->second, value))
                          : std::pair(value, value);
    return range;
}

void Gallery::setSharedScale(bool on) {
    state_.sharedScale = on;
    const PopulationPicture* now = picture();
    look_.shared = on && now ? std::optional(sharedRange(*now)) : std::nullopt;
    viewport()->update();
    emit stateChanged();
}

std::vector<int>& Gallery::pins() {
    return state_.pins[picture() ? picture()->population.name : std::string()];
}

bool Gallery::pinned(int unit) const {
    const auto pins = state_.pins.find(picture() ? picture()->population.name : std::string());
    return pins != state_.pins.end() &&
           std::find(pins->second.begin(), pins->second.end(), unit) != pins->second.end();
}

void Gallery::setPinned(int unit, bool on) {
    if (unit < 0 || pinned(unit) == on)
        return;
    if (on)
        pins().push_back(unit);
    else
        std::erase(pins(), unit);
    followUnit();
    showOrder();
}

std::string Gallery::orderKey() const {
    const PopulationPicture* now = picture();
    return now ? now->population.name + (now->difference ? " difference" : "") : std::string();
}

float Gallery::valueOf(int unit) const {
    const PopulationPicture* now = picture();
    if (!now || unit < 0 || unit >= now->maps.units)
        return std::nanf("");
    return now->difference ? now->similarityOf(unit) : sorts_.of(unit);
}

/// What has changed most comes first in a difference. Nothing while nothing is known.
std::vector<float> Gallery::ranks() const {
    const PopulationPicture* now = picture();
    std::vector<float> ranks;
    if (!now || !sortOrder_->metric || std::ssize(now->scores) != now->maps.units ||
        (sorts_.workedOut() && !sorts_.known()))
        return ranks;
    for (int unit = 0; unit < now->maps.units; ++unit)
        ranks.push_back(now->difference ? -valueOf(unit) : valueOf(unit));
    return ranks;
}

/// What has happened since the last maps: another run begins anew, an edit settles the order.
void Gallery::takeMoment() {
    if (!maps_ || maps_->past)
        return;
    if (state_.run >= 0 && maps_->run.number != state_.run && maps_->run.from == 0 &&
        state_.sorting == Sorting::settled)
        state_.sorting = Sorting::young;
    else if (state_.epoch >= 0 && maps_->epoch != state_.epoch && state_.sorting == Sorting::young)
        state_.sorting = Sorting::settled;
    state_.run = maps_->run.number;
    state_.epoch = maps_->epoch;
}

void Gallery::sortUnits() {
    const PopulationPicture* now = picture();
    if (!now)
        return;
    UnitOrder& kept = state_.orders[orderKey()];
    const std::vector<float> by = ranks();
    if (by.empty() && sortOrder_->metric)
        kept.begin(now->maps.units);
    else
        kept.sort(by, now->maps.units, *maps_);
    lastSort_ = QDateTime::currentMSecsSinceEpoch();
}

void Gallery::sortIfDue() {
    const PopulationPicture* now = picture();
    if (!now)
        return;
    const UnitOrder& kept = state_.orders[orderKey()];
    const bool other = !kept.sortedFor(now->maps.units);
    const bool due = keepsSorted() && !maps_->past &&
                     QDateTime::currentMSecsSinceEpoch() - lastSort_ >= sortInterval;
    if (other && std::ssize(kept.units()) == now->maps.units && ranks().empty() &&
        sortOrder_->metric)
        return; // the order of before stays until something is known
    if (other || due)
        sortUnits();
}

void Gallery::takeValues(bool first) {
    if (first)
        sortIfDue(); // else when it is time to
    if (first || state_.filter.metric)
        showOrder();
    viewport()->update();
}

void Gallery::stayBeside(Gallery& leader) {
    leader_ = &leader;
    connect(&leader, &Gallery::stateChanged, this, &Gallery::showOrder);
    connect(leader.verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(),
            &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, leader.verticalScrollBar(),
            &QScrollBar::setValue);
    connect(&leader, &Gallery::tileSideChosen, this, &Gallery::setTileSide);
    setTileSide(leader.chosenTile_);
}

void Gallery::showOrder() {
    const PopulationPicture* now = picture();
    const std::size_t before = order_.size();
    order_.clear();
    outdated_ = false;
    if (now && leader_) {
        for (const int unit : leader_->order())
            if (unit < now->maps.units)
                order_.push_back(unit);
    } else if (now) {
        const UnitOrder& kept = state_.orders[orderKey()];
        for (const int unit : pins())
            if (unit < now->maps.units)
                order_.push_back(unit);
        const bool all = state_.filter.metric && filters_.workedOut() && !filters_.known();
        for (const int unit : kept.units())
            if (!pinned(unit) && (all || state_.filter.passes(*now, unit, filters_.of(unit))))
                order_.push_back(unit);
        outdated_ = !keepsSorted() && kept.outdated(ranks());
    }
    if (order_.size() != before)
        arrange();
    viewport()->update();
    emit stateChanged();
}

} // namespace hippodrome
