#include "core/study/ablation.h"

#include "tests/run/tiny_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_ablation {
namespace {

const std::filesystem::path shipped =
    std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes/sweeps/ablations.json";

Scene firstLight() {
    return loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes/first_light.json");
}

TEST(AblationStudy, ShippedOneChangesOneIngredientAtATime) {
    const AblationStudy study(loadSweep(shipped));
    ASSERT_GE(study.variants().size(), 10u);
    EXPECT_TRUE(study.variants().front().set.empty());
    Scene scene = firstLight();
    EXPECT_EQ(study.current(scene, "lstm"), 0u);
    for (std::size_t i = 0; i < study.variants().size(); ++i) {
        const SweepVariant& variant = study.variants()[i];
        EXPECT_FALSE(variant.label.empty());
        EXPECT_FALSE(variant.notes.empty());
        // From one ablation to the next: what was taken away before comes back.
        scene = study.ablated(scene, "lstm", variant);
        EXPECT_EQ(study.current(scene, "lstm"), i) << variant.name;
        for (const auto& [key, value] : variant.set)
            EXPECT_EQ(valueAt(scene, key), value);
    }
    EXPECT_EQ(study.ablated(scene, "lstm", study.variants().front()).brains, firstLight().brains);
}

TEST(AblationStudy, KeepsAPlainRecurrentNetworkPlain) {
    const AblationStudy study(loadSweep(shipped));
    Scene scene = withValue(firstLight(), "brains.lstm.cell", "relu_rnn");
    scene.brains[0].name = "net";
    const auto tanh =
        std::find_if(study.variants().begin(), study.variants().end(),
                     [](const SweepVariant& variant) { return variant.name == "tanh"; });
    ASSERT_NE(tanh, study.variants().end());
    const Scene ablated = study.ablated(scene, "net", *tanh);
    EXPECT_EQ(valueAt(ablated, "brains.net.cell"), "tanh_rnn");
    EXPECT_EQ(study.ablated(ablated, "net", study.variants().front()), scene);
}

TEST(AblationStudy, AnyOtherRecipeIsNoneOfThem) {
    const AblationStudy study(loadSweep(shipped));
    const Scene scene = withValue(firstLight(), "brains.lstm.place_code.surround_amplitude", "0.4");
    EXPECT_EQ(study.current(scene, "lstm"), std::nullopt);
    EXPECT_EQ(study.current(scene, "place_cells"), std::nullopt);
    EXPECT_EQ(study.current(scene, "nobody"), std::nullopt);
}

TEST(AblationStudy, RefusesWhatIsNotAboutANetwork) {
    Sweep sweep = loadSweep(shipped);
    sweep.variants.push_back({"faster", "Faster", "", {{"motion.speed_mean", 0.3}}});
    EXPECT_THROW(AblationStudy{sweep}, Error);
    sweep.variants.pop_back();
    sweep.scene.brains.erase(sweep.scene.brains.begin());
    EXPECT_THROW(AblationStudy{sweep}, Error);
}

} // namespace
} // namespace hippodrome::test_ablation
