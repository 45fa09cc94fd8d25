// A film on disk.
#include "core/base/file_io.h"
#include "core/film/film.h"
#include "core/film/film_format.h"

#include <utility>

namespace hippodrome {

std::string Film::bytes(ThreadPool& threads) {
    score(threads);
    finishWriting();
    std::map<long, std::string> checkpoints;
    for (const long update : weights())
        checkpoints[update] = readTextFile(checkpoint(update), FilmWeights::limit);
    return writeFilm({sceneHash_, seed_, frames_, edits_, std::move(checkpoints)}).bytes();
}

void Film::save(const std::filesystem::path& file, ThreadPool& threads) {
    writeFileAtomically(file, bytes(threads));
}

bool Film::isFilm(const std::filesystem::path& file) {
    try {
        return holdsFilm(Checkpoint::read(file));
    } catch (const Error&) {
        return false;
    }
}

void Film::load(const std::filesystem::path& file) {
    try {
        load(Checkpoint::read(file), file);
    } catch (const Error& error) {
        throw Error("expected a film of Hippodrome: " + error.message(), error.kind())
            .inFile(file.string());
    }
}

void Film::load(const Checkpoint& blocks, const std::filesystem::path& file) {
    try {
        // All of it first, so that a fault on the way leaves this film as it was.
        FilmContents film = readFilm(blocks);
        weights_.replaceWith(film.checkpoints);
        sceneHash_ = std::move(film.sceneHash);
        seed_ = film.seed;
        frames_ = std::move(film.frames);
        edits_ = std::move(film.edits);
        ++sequence_;
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
}

std::string Film::startHash() const {
    if (weights_.empty())
        return sceneHash_;
    const Checkpoint last = Checkpoint::read(checkpoint(weights().back()));
    return hippodrome::sceneHash(Journal::parse(last.text("journal")).start());
}

void Film::continueFrom(const std::filesystem::path& file, const Simulation& simulation) {
    if (!std::filesystem::exists(file))
        return;
    load(file);
    const std::string expected = hippodrome::sceneHash(simulation.journal().start());
    if (sceneHash_ != expected && startHash() != expected) {
        const std::string found = std::exchange(sceneHash_, {});
        clear();
        throw Error("the film belongs to another scene: expected scene hash " + expected +
                    ", found " + found)
            .inFile(file.string());
    }
    sceneHash_ = expected;
    keepTo(simulation.trainer().updates());
}

} // namespace hippodrome
