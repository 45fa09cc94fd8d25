#include "core/net/kernels/instruction_set.h"

#include "tests/app/program.h"

namespace hippodrome::test_train {

namespace {

/// Trains the tiny scene; the rest are further arguments.
ProgramResult train(const TestFolder& folder, const std::string& out,
                    std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"train", folder.write("tiny.json", tinySceneText()),
                                          "--out", (folder / out).string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(folder, arguments);
}

} // namespace

TEST(TrainCommand, GoesOnWithTheSameBits) {
    const TestFolder folder;
    ASSERT_EQ(train(folder, "whole", {"--updates", "30"}).status, 0);
    ASSERT_EQ(train(folder, "part", {"--updates", "15"}).status, 0);
    const ProgramResult result =
        train(folder, "rest",
              {"--updates", "30", "--resume", (folder / "part/checkpoint.hippo").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    // All in one folder at tick 0, so the journal is the same too; but not those inside the film,
    // of moments when the second part was under way.
    auto rest = repeatableFiles(folder / "rest"), whole = repeatableFiles(folder / "whole");
    EXPECT_EQ(rest.erase("film.hippo"), 1u);
    EXPECT_EQ(whole.erase("film.hippo"), 1u);
    EXPECT_EQ(rest, whole);
}

TEST(TrainCommand, EveryInstructionSetRepeatsItself) {
    const TestFolder folder;
    for (const InstructionSet set : availableInstructionSets()) {
        const std::string name = nameOf(set);
        ASSERT_EQ(
            train(folder, name + "1", {"--updates", "10", "--isa", name, "--threads", "1"}).status,
            0);
        ASSERT_EQ(
            train(folder, name + "2", {"--updates", "10", "--isa", name, "--threads", "2"}).status,
            0);
        EXPECT_EQ(repeatableFiles(folder / (name + "1")), repeatableFiles(folder / (name + "2")));
        EXPECT_EQ(readJsonFile(folder / (name + "1/provenance.json"))
                      .root.at("host")
                      .at("instruction_set"),
                  name);
    }
    const ProgramResult result = train(folder, "none", {"--isa", "altivec"});
    EXPECT_EQ(result.status, 2);
    EXPECT_NE(result.err.find("portable"), std::string::npos) << result.err;
}

TEST(TrainCommand, LeavesTheRatWhereItIs) {
    const TestFolder folder;
    ASSERT_EQ(train(folder, "out", {"--updates", "12"}).status, 0);
    const Json json = readJsonFile(folder / "out/provenance.json").root;
    EXPECT_EQ(json.at("ticks"), 0);
    EXPECT_EQ(json.at("updates"), 12);
    EXPECT_FALSE(std::filesystem::exists(folder / "out/trajectory.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out/ratemaps"));
    EXPECT_TRUE(std::filesystem::exists(folder / "out/probe/net.units.npy"));
}

TEST(TrainCommand, KeepsAFilmUnlessToldNotTo) {
    const TestFolder folder;
    ASSERT_EQ(train(folder, "with", {"--updates", "20"}).status, 0);
    EXPECT_TRUE(std::filesystem::exists(folder / "with/film.hippo"));
    ASSERT_EQ(train(folder, "without", {"--updates", "20", "--no-film"}).status, 0);
    EXPECT_FALSE(std::filesystem::exists(folder / "without/film.hippo"));
    EXPECT_EQ(contentOf(folder / "with/probe/net.units.npy"),
              contentOf(folder / "without/probe/net.units.npy"));
    const std::string film = contentOf(folder / "with/film.hippo");
    folder.write("with/film.hippo", film.substr(0, film.size() / 2));
    const ProgramResult result = train(
        folder, "on", {"--updates", "25", "--resume", (folder / "with/checkpoint.hippo").string()});
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find("film.hippo: expected a film of Hippodrome"), std::string::npos)
        << result.err;
}

TEST(TrainCommand, EndsWhenTheTimeIsUp) {
    const TestFolder folder;
    const ProgramResult result = train(folder, "out", {"--wall-seconds", "0.3", "--json"});
    ASSERT_EQ(result.status, 0) << result.err;
    const Json json = parseJson(result.out).root;
    EXPECT_EQ(json.at("outcome"), "done");
    EXPECT_GT(json.at("updates"), 0);
    EXPECT_GE(json.at("wall_seconds"), 0.3);
}

TEST(TrainCommand, NeedsSomethingToTrain) {
    const TestFolder folder;
    Scene scene = tinyScene();
    scene.brains.erase(scene.brains.begin());
    const std::string file = folder.write("cells.json", writeScene(scene).dump());
    const ProgramResult result =
        runProgram(folder, {"train", file, "--out", (folder / "out").string()});
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find("brains"), std::string::npos) << result.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(TrainCommand, RefusesACheckpointThatDoesNotFit) {
    const TestFolder folder;
    ASSERT_EQ(train(folder, "part", {"--updates", "2"}).status, 0);
    const std::string checkpoint = (folder / "part/checkpoint.hippo").string();
    const std::string whole = contentOf(checkpoint);
    const auto refused = [&](const std::string& file, const std::string& reason,
                             std::vector<std::string> more = {}) {
        more.insert(more.end(), {"--updates", "4", "--resume", file});
        const ProgramResult result = train(folder, "out", more);
        EXPECT_EQ(result.status, 3) << reason;
        EXPECT_NE(result.err.find(file), std::string::npos) << result.err;
        EXPECT_NE(result.err.find(reason), std::string::npos) << result.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "out")) << reason;
    };
    refused(folder.write("half.hippo", whole.substr(0, whole.size() / 2)), "truncated");
    refused(folder.write("start.hippo", whole.substr(0, 10)), "truncated");
    std::string damaged = whole;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] + 1);
    refused(folder.write("damaged.hippo", damaged), "damaged");
    refused(folder.write("text.hippo", "hello"), "expected a checkpoint");
    refused(folder.write("empty.hippo", ""), "empty");
    refused((folder / "missing.hippo").string(), "missing.hippo");
    refused(checkpoint, "another scene", {"--seed", "99"});
}

} // namespace hippodrome::test_train
