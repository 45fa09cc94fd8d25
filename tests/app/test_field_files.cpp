// Files as people have them, through the command line.
#include "core/base/csv.h"
#include "core/base/npy.h"

#include "tests/app/program.h"

#include <cmath>

namespace hippodrome::test_field_files {
namespace {

std::string dataFile(const std::string& name) {
    return std::string(HIPPODROME_TEST_DATA) + "/field/" + name;
}

ProgramResult runCase(const TestFolder& folder, const std::string& name,
                      const std::string& seconds = "10") {
    return runProgram(folder, {"run", dataFile(name + ".json"), "--seconds", seconds, "--no-film",
                               "--out", (folder / name).string()});
}

CsvTable pathOf(const TestFolder& folder, const std::string& name) {
    return readCsv(folder / name / "trajectory.csv");
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(FieldFiles, OnePathInEveryDialect) {
    const TestFolder folder;
    CsvTable first;
    for (const char* name : {"p05_bom", "p04_text_in_other", "p04_nan_in_other", "p06_semicolon",
                             "p06_semicolon_comma", "p07_savetxt", "p10_dup", "p14_r_quoted",
                             "p16_cr", "p17_trailing", "p03_gap_nan", "p03_gap_na", "p11_hd_nan"}) {
        const ProgramResult result = runCase(folder, name);
        ASSERT_EQ(result.status, 0) << name << result.err;
        const CsvTable path = pathOf(folder, name);
        if (first.rows.empty())
            first = path;
        ASSERT_EQ(path.rows.size(), first.rows.size()) << name;
        for (std::size_t row = 0; row < path.rows.size(); ++row)
            for (const std::size_t column : {1u, 2u})
                ASSERT_NEAR(path.rows[row][column], first.rows[row][column], 2e-3) << name << row;
    }
}

TEST(FieldFiles, WhatWasMadeOfThemIsSaid) {
    const TestFolder folder;
    const auto noteOf = [&](const std::string& name) {
        const ProgramResult result = runCase(folder, name);
        EXPECT_EQ(result.status, 0) << result.err;
        const Json json = readJsonFile(folder / name / "provenance.json").root;
        const std::string note = json.at("notes").at(0);
        EXPECT_TRUE(has(result.err, "note: " + note)) << result.err;
        return note;
    };
    EXPECT_TRUE(has(noteOf("p03_gap_nan"), "3 of 300 rows without a position: gaps of up to "
                                           "0.1333 s are bridged"));
    EXPECT_TRUE(has(noteOf("p10_dup"), "1 of 300 rows with the time of the row before: left out"));
    EXPECT_TRUE(has(noteOf("p11_hd_nan"), "1 of 300 rows without a head direction"));
    EXPECT_TRUE(has(noteOf("p12_overshoot"), "9 of 300 positions beyond a wall, by up to 0.0006"));
    EXPECT_EQ(runCase(folder, "p05_bom").err, "");
}

TEST(FieldFiles, LikelyUnitsAndFormatsAreNamed) {
    const TestFolder folder;
    const auto faultOf = [&](const std::string& name) {
        const ProgramResult result = runCase(folder, name);
        EXPECT_EQ(result.status, 3) << name;
        EXPECT_LT(result.err.size(), 700u) << name;
        return result.err;
    };
    EXPECT_TRUE(has(faultOf("p01_dlc"), "DeepLabCut"));
    EXPECT_TRUE(has(faultOf("p08_ms"), "are these milliseconds?"));
    EXPECT_TRUE(has(faultOf("p08_frames"), "do they number frames?"));
    EXPECT_TRUE(has(faultOf("p09_px"), "are x and y in pixels?"));
    EXPECT_TRUE(has(faultOf("w01_through_wall"), "p13_straight.csv:153:1: "));
    EXPECT_TRUE(has(faultOf("w04_jump_wall"), "w04.csv:4:1: expected a free way"));
    EXPECT_TRUE(has(faultOf("a06_cm"), "drawn in centimetres? Metres are expected: divide"));
    // As the messages say.
    const auto declared = [&](const std::string& name, const std::vector<std::string>& values) {
        std::vector<std::string> arguments{
            "run",   dataFile(name + ".json"), "--seconds", "20", "--no-film", "--force",
            "--out", (folder / name).string()};
        for (const std::string& value : values)
            arguments.insert(arguments.end(), {"--set", value});
        const ProgramResult result = runProgram(folder, arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        return pathOf(folder, name).rows.back()[0];
    };
    EXPECT_NEAR(declared("p08_ms", {"motion.time_unit=ms"}), 9.967, 0.05);
    EXPECT_NEAR(declared("p08_frames", {"motion.time_unit=frames", "motion.frame_rate=30"}), 9.967,
                0.05);
}

TEST(FieldFiles, PlacesOnWallsStay) {
    const TestFolder folder;
    ASSERT_EQ(runCase(folder, "w06_clipped_10", "60").status, 0);
    const NpyArray occupancy = readNpy(folder / "w06_clipped_10/occupancy.npy");
    double outermost = 0.0;
    for (std::size_t row = 0; row < 100; ++row)
        for (std::size_t column = 0; column < 100; ++column) {
            const double seconds = occupancy.values[row * 100 + column];
            if (row % 99 == 0 || column % 99 == 0)
                outermost += std::isnan(seconds) ? 0.0 : seconds;
        }
    EXPECT_NEAR(outermost, 21.56, 0.01);
    ASSERT_EQ(runCase(folder, "w07_linear_track_y0").status, 0);
    const CsvTable track = pathOf(folder, "w07_linear_track_y0");
    for (std::size_t i = 0; i < track.rows.size(); ++i)
        ASSERT_NEAR(track.rows[i][2], 0.0, 1e-6);
    const ProgramResult circle = runCase(folder, "d02_circle_path");
    EXPECT_EQ(circle.status, 0) << circle.err;
    const CsvTable round = pathOf(folder, "d02_circle_path");
    for (std::size_t i = 0; i < round.rows.size(); ++i)
        ASSERT_NEAR(std::hypot(round.rows[i][1], round.rows[i][2]), 0.4996, 7e-4);
}

TEST(FieldFiles, ArenasAsOthersDrawThem) {
    const TestFolder folder;
    for (const char* name : {"a05_closedring", "d01_circle_radial_wall"}) {
        const ProgramResult result = runCase(folder, name, "1");
        EXPECT_EQ(result.status, 0) << result.err;
    }
}

TEST(FieldFiles, ItsOwnPathReadsBackAcrossTheSeam) {
    const TestFolder folder;
    ASSERT_EQ(runCase(folder, "a13_periodic", "30").status, 0);
    Json scene = readJsonFile(dataFile("a13_periodic.json")).root;
    scene["motion"] = {{"type", "recorded_path"},
                       {"parameters", {{"file", "a13_periodic/trajectory.csv"}}}};
    const std::string file = folder.write("back.json", scene.dump());
    const ProgramResult result = runProgram(
        folder, {"run", file, "--seconds", "30", "--no-film", "--out", (folder / "back").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    const CsvTable walked = pathOf(folder, "a13_periodic"), followed = pathOf(folder, "back");
    for (std::size_t row = 0; row < followed.rows.size(); ++row) {
        const auto& a = walked.rows[row];
        const auto& b = followed.rows[row];
        ASSERT_NEAR(std::remainder(a[1] - b[1], 1.0), 0.0, 2e-6) << row;
        ASSERT_NEAR(std::remainder(a[2] - b[2], 1.0), 0.0, 2e-6) << row;
        ASSERT_NEAR(std::remainder(a[3] - b[3], 2.0 * M_PI), 0.0, 2e-6) << row;
        ASSERT_LT(b[4], 3.0) << row;
    }
}

TEST(FieldFiles, EpisodesReadBack) {
    const TestFolder folder;
    Json scene = Json::parse(tinySceneText());
    scene["brains"] = Json::array();
    scene["task"] = {{"time_limit", 1.0},
                     {"starts", {{{"position", {-0.3, -0.3}}}, {{"position", {0.3, 0.3}}}}}};
    std::string file = folder.write("walk.json", scene.dump());
    ASSERT_EQ(runProgram(folder, {"run", file, "--seconds", "20", "--no-film", "--out",
                                  (folder / "walked").string()})
                  .status,
              0);
    scene.erase("task");
    scene["motion"] = {{"type", "recorded_path"},
                       {"parameters", {{"file", "walked/trajectory.csv"}}}};
    file = folder.write("follow.json", scene.dump());
    const ProgramResult result = runProgram(folder, {"run", file, "--seconds", "20", "--no-film",
                                                     "--out", (folder / "followed").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    const CsvTable walked = pathOf(folder, "walked"), followed = pathOf(folder, "followed");
    EXPECT_EQ(walked.rows.back()[6], 20.0);
    for (std::size_t row = 0; row < followed.rows.size(); ++row) {
        ASSERT_NEAR(followed.rows[row][1], walked.rows[row][1], 2e-6) << row;
        ASSERT_EQ(followed.rows[row][6], walked.rows[row][6]) << row;
        ASSERT_LT(followed.rows[row][4], 3.0) << row;
    }
}

TEST(FieldFiles, ResultsHoldTheirData) {
    const TestFolder folder;
    folder.write("walk.csv", "time,x,y\n0,0,0\n0.5,0.1,0\n1,0.2,0.1\n1.5,0.2,0.2\n");
    Json scene = Json::parse(tinySceneText());
    scene["motion"] = {{"type", "recorded_path"}, {"parameters", {{"file", "walk.csv"}}}};
    scene["brains"] = Json::array();
    const std::string file = folder.write("walk.json", scene.dump());
    const auto run = [&](const std::string& from, const std::string& out,
                         const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{
            "run", from, "--ticks", "80", "--no-film", "--out", (folder / out).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProgram(folder, arguments);
    };
    ASSERT_EQ(run(file, "one").status, 0);
    ASSERT_EQ(contentOf(folder / "one/walk.csv"), contentOf(folder / "walk.csv"));
    const std::string hash = readJsonFile(folder / "one/provenance.json").root.at("scene_hash");

    const std::string checkpoint = (folder / "one/checkpoint.hippo").string();
    folder.write("walk.csv", "time,x,y\n0,0,0\n0.5,0.1,0\n1,0.2,0.1\n1.5,0.2,0.25\n");
    const ProgramResult resumed = run(file, "resumed", {"--resume", checkpoint});
    EXPECT_EQ(resumed.status, 3);
    EXPECT_TRUE(has(resumed.err, "the data of the path have changed")) << resumed.err;
    ASSERT_EQ(run(file, "other").status, 0);
    EXPECT_NE(readJsonFile(folder / "other/provenance.json").root.at("scene_hash"), hash);

    std::filesystem::remove(folder / "walk.csv");
    const ProgramResult again = run((folder / "one/scene.json").string(), "two");
    ASSERT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(readJsonFile(folder / "two/provenance.json").root.at("scene_hash"), hash);
    EXPECT_EQ(contentOf(folder / "two/trajectory.csv"), contentOf(folder / "one/trajectory.csv"));
    EXPECT_EQ(run((folder / "one/scene.json").string(), "three", {"--resume", checkpoint}).status,
              0);

    folder.write("one/walk.csv", "time,x,y\n0,0,0\n0.5,0.1,0\n");
    const ProgramResult changed = run((folder / "one/scene.json").string(), "four");
    EXPECT_EQ(changed.status, 3);
    EXPECT_TRUE(has(changed.err, "found other data")) << changed.err;
}

TEST(FieldFiles, MapsOfEveryKind) {
    const TestFolder folder;
    const auto score = [&](const std::string& name) {
        const ProgramResult result = runProgram(folder, {"score", dataFile(name), "--json"});
        EXPECT_EQ(result.status, 0) << name << result.err;
        return Json::parse(result.out)
            .at("maps")
            .at(0)
            .at("grid_score")
            .at("deepmind_60")
            .get<double>();
    };
    const double expected = score("n01_fortran.npy");
    EXPECT_NEAR(score("n01_loadmat.npy"), expected, 1e-12);
    EXPECT_NEAR(score("n03.npz"), expected, 1e-12);
    EXPECT_NEAR(score("n02_big.npy"), expected, 1e-6);
    EXPECT_NEAR(score("n02_half.npy"), expected, 1e-3);
    EXPECT_GT(expected, 1.0) << "a grid cell, not its transpose cut again";
    // With the walls of another arena of the same size.
    const std::filesystem::path corner = folder.write("corner.json", R"({
        "format": "hippodrome-scene", "version": 1, "arena": {"boundary": {"type": "polygon",
        "points": [[0, 0], [1, 0], [1, 0.2], [0.2, 0.2], [0.2, 1], [0, 1]]}}})");
    const ProgramResult other =
        runProgram(folder, {"score", dataFile("n03.npz"), "--arena", corner.string()});
    EXPECT_EQ(other.status, 3);
    EXPECT_TRUE(has(other.err, "active bins outside of it")) << other.err;
    const ProgramResult broken = runProgram(folder, {"score", dataFile("npy_long_descr.npy")});
    EXPECT_EQ(broken.status, 3);
    EXPECT_LT(broken.err.size(), 400u);
    const ProgramResult none = runProgram(folder, {"score", dataFile("n03.npz"), "--array", "x"});
    EXPECT_EQ(none.status, 3);
    EXPECT_TRUE(has(none.err, "holds no array \"x\", but \"maps\"")) << none.err;
}

} // namespace
} // namespace hippodrome::test_field_files
