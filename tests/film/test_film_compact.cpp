#include "core/base/file_io.h"
#include "core/film/film.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_film_compact {
namespace {

using testing::smallScene;
using testing::temporaryFile;

class CompactFilm : public ::testing::Test {
protected:
    CompactFilm() {
        while (simulation_.trainer().updates() < 300) {
            simulation_.train();
            film_.note(simulation_);
        }
        film_.close(simulation_);
    }
    ~CompactFilm() override { std::filesystem::remove(file_); }

    Simulation simulation_{smallScene(), 1};
    Film film_;
    std::filesystem::path file_ = temporaryFile("compact");
};

TEST_F(CompactFilm, KeepsMomentsSpreadOverTheLogarithmWithTheLast) {
    film_.saveCompact(file_, simulation_.threads(), 12, 3);
    Film back;
    back.load(file_);
    ASSERT_LE(back.frames().size(), 12u);
    ASSERT_GE(back.frames().size(), 8u);
    EXPECT_EQ(back.frames().back()->update, 300);
    EXPECT_EQ(back.weights().size(), 3u);
    EXPECT_EQ(back.weights().back(), 300);
    for (const auto& frame : back.frames()) {
        const auto original =
            std::find_if(film_.frames().begin(), film_.frames().end(),
                         [&](const auto& other) { return other->update == frame->update; });
        ASSERT_NE(original, film_.frames().end());
        EXPECT_EQ(*frame->populations[0].shown, *(*original)->populations[0].shown);
    }
    film_.save(temporaryFile("whole"), simulation_.threads());
    EXPECT_LT(std::filesystem::file_size(file_),
              std::filesystem::file_size(temporaryFile("whole")) / 2);
    std::filesystem::remove(temporaryFile("whole"));
}

TEST_F(CompactFilm, HoldsTheExactWeightsAndGoesOnFromThem) {
    film_.saveCompact(file_, simulation_.threads(), 12, 3);
    Film back;
    back.load(file_);
    for (const long update : back.weights()) {
        Simulation whole(smallScene(), 1), light(smallScene(), 1);
        whole.goBackTo(film_.checkpoint(update));
        light.goBackTo(back.checkpoint(update));
        EXPECT_EQ(light.trainer().updates(), update);
        Checkpoint expected, found;
        for (auto [simulation, checkpoint] : {std::pair{&whole, &expected}, {&light, &found}})
            for (const RidingBrain& riding : simulation->world().brains())
                if (riding.brain->trainable())
                    riding.brain->save(*checkpoint);
        EXPECT_EQ(found.text("trainer.weights"), expected.text("trainer.weights"));
        for (int i = 0; i < 5; ++i)
            EXPECT_TRUE(light.train());
        EXPECT_FALSE(light.world().brains()[0].brain->trainable() &&
                     light.world().brains()[0].brain->trainable()->trainingReport().diverged);
    }
}

TEST_F(CompactFilm, ATruncatedFileIsRefused) {
    film_.saveCompact(file_, simulation_.threads(), 5, 1);
    const std::string bytes = readTextFile(file_, 1 << 30);
    for (const std::size_t size :
         {std::size_t{4}, std::size_t{12}, bytes.size() / 2, bytes.size() - 1}) {
        writeFileAtomically(file_, bytes.substr(0, size));
        Film back;
        EXPECT_THROW(back.load(file_), Error) << size;
        EXPECT_TRUE(back.frames().empty());
    }
    std::string damaged = bytes;
    damaged[10] = '\x7f'; // the size
    writeFileAtomically(file_, damaged);
    Film back;
    EXPECT_THROW(back.load(file_), Error);
}

} // namespace
} // namespace hippodrome::test_film_compact
