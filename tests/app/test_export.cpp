#include "core/base/csv.h"
#include "core/base/npy.h"
#include "core/brains/brain.h"
#include "core/net/weight_export.h"
#include "core/world/simulation.h"

#include "tests/app/program.h"

#include <cmath>

namespace hippodrome::test_export {

namespace {

/// A run of the tiny scene in `out`.
std::string tinyRun(const TestFolder& folder) {
    const std::string out = (folder / "out").string();
    const ProgramResult result = runProgram(
        folder, {"run", folder.write("tiny.json", tinySceneText()), "--ticks", "80", "--out", out});
    EXPECT_EQ(result.status, 0) << result.err;
    return out;
}

} // namespace

TEST(ExportCommand, TheSchemaInTheRepositoryIsThatOfTheCode) {
    const TestFolder folder;
    const ProgramResult result = runProgram(folder, {"export", "--what", "scene-schema"});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(result.out ==
                contentOf(HIPPODROME_SOURCE_DIR "/resources/schema/scene.schema.json"))
        << "The fields of scenes have changed. Write the schema again with\n"
           "  hippodrome export --what scene-schema > resources/schema/scene.schema.json";
}

TEST(ExportCommand, TablesHoldTheNumbersOfTheRun) {
    const TestFolder folder;
    const std::string run = tinyRun(folder), figures = (folder / "figures").string();
    for (const char* what : {"ratemaps", "probe", "occupancy", "trajectory"})
        for (const char* format : {"csv", "npy"}) {
            const ProgramResult result = runProgram(
                folder, {"export", run, "--what", what, "--format", format, "--out", figures});
            ASSERT_EQ(result.status, 0) << result.err;
        }
    EXPECT_EQ(contentOf(folder / "figures/probe/net.units.npy"),
              contentOf(folder / "out/probe/net.units.npy"));
    EXPECT_EQ(contentOf(folder / "figures/occupancy.npy"), contentOf(folder / "out/occupancy.npy"));
    const NpyArray maps = readNpy(folder / "out/probe/cells.cells.npy");
    const CsvTable table = readCsv(folder / "figures/probe/cells.cells.csv");
    ASSERT_EQ(table.rows.size(), maps.values.size());
    EXPECT_EQ(table.columns, (std::vector<std::string>{"unit", "row", "column", "value"}));
    for (const std::size_t i : {0u, 1u, 123u, 899u}) {
        EXPECT_EQ(table.rows[i][0], std::floor(static_cast<double>(i) / 100.0));
        EXPECT_EQ(static_cast<float>(table.rows[i][3]), static_cast<float>(maps.values[i]));
    }
    const NpyArray path = readNpy(folder / "figures/trajectory.npy");
    const CsvTable walked = readCsv(folder / "out/trajectory.csv");
    ASSERT_EQ(path.shape, (std::vector<std::size_t>{walked.rows.size(), 7}));
    EXPECT_EQ(path.values[7], walked.rows[1][0]);
    EXPECT_EQ(readCsv(folder / "figures/trajectory.csv").rows, walked.rows);
}

TEST(ExportCommand, KeepsWhatIsThereUnlessForced) {
    const TestFolder folder;
    const std::string run = tinyRun(folder);
    const std::vector<std::string> arguments = {
        "export",   run,   "--what", "probe",
        "--format", "npy", "--out",  (folder / "figures").string()};
    EXPECT_EQ(runProgram(folder, arguments).status, 0);
    folder.write("figures/probe/cells.cells.npy", "mine");
    EXPECT_EQ(runProgram(folder, arguments).status, 3);
    EXPECT_EQ(contentOf(folder / "figures/probe/cells.cells.npy"), "mine");
    std::vector<std::string> forced = arguments;
    forced.push_back("--force");
    EXPECT_EQ(runProgram(folder, forced).status, 0);
    EXPECT_NE(contentOf(folder / "figures/probe/cells.cells.npy"), "mine");
}

TEST(ExportCommand, RatesAreThoseOfTheBrain) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string places = folder.write("places.csv", "y,x\n0.25,-0.125\n# a comment\n0,0.5\n");
    for (const char* format : {"csv", "npy"}) {
        const ProgramResult result =
            runProgram(folder, {"export", scene, "--what", "rates", "--at", places, "--format",
                                format, "--out", (folder / "out").string()});
        ASSERT_EQ(result.status, 0) << result.err;
    }
    const Scene tiny = tinyScene();
    const BrainEntry& entry = *tiny.findBrain("cells");
    const JsonDocument parameters{entry.brain.parameters, {}, {}};
    const auto brain =
        brainType(entry.brain.type)
            .create(JsonCursor(parameters),
                    {"cells", tiny.seed, std::make_shared<const ArenaGeometry>(tiny.arena)});
    const std::vector<Vec2> where = {{-0.125, 0.25}, {0.5, 0.0}};
    const std::vector<double> heads = {0.0, 0.0};
    const std::vector<float> expected = brain->ratesAt(0, where, heads);
    ASSERT_EQ(expected.size(), 18u);
    const NpyArray array = readNpy(folder / "out/rates/cells.cells.npy");
    EXPECT_EQ(array.shape, (std::vector<std::size_t>{2, 9}));
    const CsvTable table = readCsv(folder / "out/rates/cells.cells.csv");
    ASSERT_EQ(table.columns.size(), 3u + 9u);
    EXPECT_EQ(table.rows[1][0], 0.5);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(static_cast<float>(array.values[i]), expected[i]);
        EXPECT_EQ(static_cast<float>(table.rows[i / 9][3 + i % 9]), expected[i]);
    }
    // The network's activity depends on the path.
    EXPECT_FALSE(std::filesystem::exists(folder / "out/rates/net.units.csv"));
}

TEST(ExportCommand, WeightsAreThoseOfTheCheckpoint) {
    const TestFolder folder;
    const std::string run = tinyRun(folder), out = (folder / "weights").string();
    for (const char* format : {"npz", "safetensors"}) {
        const ProgramResult result = runProgram(
            folder, {"export", run, "--what", "weights", "--format", format, "--out", out});
        ASSERT_EQ(result.status, 0) << result.err;
    }
    Simulation simulation(loadScene(folder / "out/scene.json"), 1);
    simulation.restore(folder / "out/checkpoint.hippo");
    const Trainable* network = nullptr;
    for (const RidingBrain& riding : simulation.world().brains())
        if (riding.name == "net")
            network = riding.brain->trainable();
    ASSERT_TRUE(network);
    const std::vector<NamedArray> arrays = network->exportedArrays();
    EXPECT_EQ(arrays.back().name, "place_cells.centres");
    EXPECT_EQ(contentOf(folder / "weights/weights/net.npz"), npzBytes(arrays));
    // Behind the header, the same numbers one after another.
    const std::string bytes = contentOf(folder / "weights/weights/net.safetensors");
    std::string data;
    for (const NamedArray& array : arrays)
        data.append(reinterpret_cast<const char*>(array.values.data()),
                    array.values.size() * sizeof(float));
    ASSERT_GT(bytes.size(), data.size());
    EXPECT_TRUE(bytes.substr(bytes.size() - data.size()) == data);
    EXPECT_NE(bytes.find("\"updates\":"), std::string::npos);
    EXPECT_EQ(runProgram(folder, {"export", run, "--what", "probe", "--format", "npz", "--out",
                                  (folder / "no").string()})
                  .status,
              2);
}

TEST(ExportCommand, SaysWhatIsWrong) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const auto refused = [&](int status, const std::string& reason,
                             std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "export");
        arguments.insert(arguments.end(), {"--out", (folder / "out").string()});
        const ProgramResult result = runProgram(folder, arguments);
        EXPECT_EQ(result.status, status) << reason;
        EXPECT_NE(result.err.find(reason), std::string::npos) << result.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "out")) << reason;
    };
    refused(2, "before it has run", {scene, "--what", "ratemaps", "--format", "csv"});
    refused(2, "before it has run", {scene, "--what", "trajectory", "--format", "csv"});
    refused(2, "--at", {scene, "--what", "rates", "--format", "csv"});
    refused(2, "csv or npy", {scene, "--what", "rates", "--format", "png", "--at", "places.csv"});
    refused(2, "--what", {scene, "--what", "everything"});
    refused(2, "folder of a run", {"--what", "probe"});
    std::filesystem::create_directories(folder / "nothing");
    refused(3, "without scene.json", {(folder / "nothing").string(), "--what", "probe"});
    refused(3, "places.csv:3:1: the place (0.7, 0) lies outside",
            {scene, "--what", "rates", "--format", "csv", "--at",
             folder.write("places.csv", "x,y\n0,0\n0.7,0\n")});
    refused(3, "expected the columns x and y",
            {scene, "--what", "rates", "--format", "csv", "--at",
             folder.write("columns.csv", "a,b\n0,0\n")});
}

#if HIPPODROME_HAS_WINDOW
TEST(ExportCommand, DrawsWithoutADisplay) {
    const TestFolder folder;
    const std::string run = tinyRun(folder), figures = (folder / "figures").string();
    const std::map<std::string, std::string> noDisplay = {
        {"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}, {"QT_QPA_PLATFORM", ""}};
    const std::map<std::string, std::string> beginnings = {
        {"png", "\x89PNG"}, {"svg", "<?xml"}, {"pdf", "%PDF"}};
    for (const auto& [format, beginning] : beginnings)
        for (const char* what : {"ratemaps", "probe", "occupancy", "trajectory"}) {
            const ProgramResult result = runProgram(
                folder, {"export", run, "--what", what, "--format", format, "--out", figures},
                noDisplay);
            ASSERT_EQ(result.status, 0) << result.err;
        }
    std::size_t pictures = 0;
    for (const auto& [name, content] : filesBelow(figures)) {
        const std::string format = name.substr(name.rfind('.') + 1);
        EXPECT_TRUE(content.starts_with(beginnings.at(format))) << name;
        ++pictures;
    }
    EXPECT_EQ(pictures, 3u * (3 + 2 + 1 + 1));
}
#endif

} // namespace hippodrome::test_export
