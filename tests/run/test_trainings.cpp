// The finished trainings that come with scenes.
#include "core/film/film.h"
#include "core/scene/scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_trainings {
namespace {

const std::filesystem::path source = HIPPODROME_SOURCE_DIR;

std::vector<std::filesystem::path> trainings() {
    std::vector<std::filesystem::path> files;
    if (std::filesystem::exists(source / "resources/trainings"))
        for (const auto& entry :
             std::filesystem::directory_iterator(source / "resources/trainings"))
            if (entry.path().extension() == ".hippo")
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

class FinishedTraining : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(FinishedTraining, BelongsToItsSceneAndCanBeGoneOnFrom) {
    Film film;
    film.load(GetParam());
    EXPECT_GE(film.frames().size(), 25u);
    EXPECT_LE(film.frames().size(), 40u);
    EXPECT_EQ(film.weights().size(), 4u);
    EXPECT_EQ(film.weights().back(), film.frames().back()->update);
    EXPECT_GT(film.frames().back()->populations.front().null.maps, 0);
    EXPECT_LT(std::filesystem::file_size(GetParam()), std::size_t{16} << 20);
    const Scene scene = loadScene(source / "scenes" / (GetParam().stem().string() + ".json"));
    Simulation simulation(scene);
    for (const long update : film.weights()) {
        simulation.goBackTo(film.checkpoint(update));
        EXPECT_EQ(simulation.trainer().updates(), update);
        EXPECT_EQ(sceneHash(simulation.scene()), sceneHash(scene)) << "the scene has changed";
    }
    EXPECT_TRUE(simulation.train());
}

INSTANTIATE_TEST_SUITE_P(All, FinishedTraining, ::testing::ValuesIn(trainings()),
                         [](const auto& file) { return file.param.stem().string(); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FinishedTraining);

} // namespace
} // namespace hippodrome::test_trainings
