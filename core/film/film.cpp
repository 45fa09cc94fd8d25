#include "core/film/film.h"

#include "core/film/film_scores.h"

#include <algorithm>
#include <set>

namespace hippodrome {

namespace {

/// The coarsest film: one moment in a doubling of the updates.
constexpr int sparsest = 4;

/// Most bytes of a single moment, so that the sparsest film still fits.
std::size_t frameLimit() {
    return Film::mapLimit / FilmMoments{sparsest}.mostFrames();
}

/// As dense as the room allows when every moment takes as much as this one.
FilmMoments momentsFor(const FilmFrame& frame) {
    FilmMoments moments;
    while (moments.coarser < sparsest && frame.bytes() * moments.mostFrames() > Film::mapLimit)
        ++moments.coarser;
    return moments;
}

} // namespace

bool Film::note(const Simulation& simulation) {
    const long update = simulation.trainer().updates();
    if (!frames_.empty() && frames_.back()->update >= update)
        return false;
    if (!moments_.isMoment(update))
        return false;
    take(simulation);
    if (FilmMoments::keepsWeights(update, update))
        weights_.keep(simulation);
    thin(update);
    ++sequence_;
    return true;
}

void Film::close(const Simulation& simulation) {
    const long update = simulation.trainer().updates();
    if (update == 0)
        return;
    if (frames_.empty() || frames_.back()->update < update) {
        take(simulation);
        thin(update);
        // Whether or not the rule keeps it.
        if (frames_.empty() || frames_.back()->update < update)
            take(simulation);
    }
    weights_.keep(simulation);
    finishWriting();
    ++sequence_;
}

void Film::take(const Simulation& simulation) {
    sceneHash_ = hippodrome::sceneHash(simulation.journal().start());
    seed_ = simulation.scene().seed;
    frames_.push_back(camera_.take(simulation, frames_, frameLimit()));
    moments_ = momentsFor(*frames_.back());
}

void Film::finishWriting() {
    if (weights_.finishWriting())
        ++sequence_;
}

void Film::thin(long live) {
    std::erase_if(frames_, [&](const auto& frame) { return !moments_.keeps(frame->update, live); });
    weights_.thin(live);
}

void Film::noteEdit(const Simulation& simulation) {
    const FilmEdit edit{simulation.trainer().updates(), simulation.world().time()};
    // Where nothing trains, time tells edits apart.
    if (!edits_.empty() && edits_.back().update == edit.update &&
        (edit.update > 0 || edits_.back().time == edit.time))
        return;
    if (edits_.size() >= mostEdits)
        for (std::size_t i = 0; i < mostEdits / 2; ++i)
            edits_.erase(edits_.begin() + static_cast<long>(i));
    edits_.push_back(edit);
    ++sequence_;
}

void Film::forgetAfter(long update) {
    std::erase_if(frames_, [&](const auto& frame) { return frame->update > update; });
    std::erase_if(edits_, [&](const FilmEdit& edit) { return edit.update > update; });
    weights_.dropAfter(update);
    ++sequence_;
}

void Film::keepTo(long update) {
    forgetAfter(update);
    if (!frames_.empty())
        moments_ = momentsFor(*frames_.back());
    thin(update);
}

long Film::lastMoment() const {
    for (std::size_t i = frames_.size(); i-- > 0;)
        if (moments_.isMoment(frames_[i]->update))
            return frames_[i]->update;
    return 0;
}

void Film::clear() {
    forgetAfter(0);
    edits_.clear();
    weights_.forgetFault();
}

FilmIndex Film::index() const {
    return {sequence_, frames_, edits_, weights(), weights_.fault()};
}

std::size_t Film::bytes() const {
    std::size_t sum = 0;
    std::set<const FilmedMaps*> counted;
    for (const auto& frame : frames_) {
        sum += frame->bytes();
        for (const FilmedPopulation& filmed : frame->populations)
            for (const auto& maps : {filmed.shown, filmed.scored, filmed.direction})
                if (maps && !counted.insert(maps.get()).second)
                    sum -= maps->bytes();
    }
    return sum;
}

void Film::score(ThreadPool& threads) {
    if (scoreFrames(frames_, seed_, nullMaps, threads))
        ++sequence_;
}

} // namespace hippodrome
