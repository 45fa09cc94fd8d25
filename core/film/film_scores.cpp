#include "core/film/film_scores.h"

#include "core/maps/map_scorer.h"

#include <bit>

namespace hippodrome {

bool scoreFrames(FilmFrames& frames, std::uint64_t seed, int nullMaps, ThreadPool& threads) {
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (const FilmedPopulation& filmed : frames[i]->populations)
            if (filmed.scores.empty() && (fresh.empty() || fresh.back() != i))
                fresh.push_back(i);
    if (fresh.empty())
        return false;
    std::vector<std::shared_ptr<FilmFrame>> scored(fresh.size());
    threads.forEach(fresh.size(), [&](std::size_t job) {
        scored[job] = std::make_shared<FilmFrame>(*frames[fresh[job]]);
        const bool measureNull =
            std::has_single_bit(static_cast<unsigned long>(scored[job]->update));
        for (FilmedPopulation& filmed : scored[job]->populations) {
            PopulationPicture picture = pictureOf(filmed);
            if (filmed.scores.empty())
                scoreUnits(picture);
            filmed.scores = picture.scores;
            if (!measureNull || filmed.nature != Nature::artificial)
                continue;
            Rng rng = Rng::stream(seed, "null." + filmed.brain,
                                  static_cast<std::uint64_t>(scored[job]->update));
            filmed.null = scoreNull(picture, nullMaps, rng);
        }
    });
    for (std::size_t job = 0; job < fresh.size(); ++job) {
        for (FilmedPopulation& filmed : scored[job]->populations)
            if (filmed.nature == Nature::artificial && filmed.null.maps == 0)
                if (const FilmedPopulation* measured =
                        latestLike(filmed, frames, fresh[job],
                                   [](const FilmedPopulation& f) { return f.null.maps > 0; }))
                    filmed.null = measured->null;
        frames[fresh[job]] = scored[job];
    }
    return true;
}

} // namespace hippodrome
