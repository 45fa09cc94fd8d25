#include "core/analysis/metrics.h"
#include "core/base/npy.h"

#include "tests/app/program.h"

#include <algorithm>
#include <cmath>

namespace hippodrome::test_score {

namespace {

const std::string metricsData = HIPPODROME_TEST_DATA "/metrics/";

} // namespace

TEST(ScoreCommand, PrintsWhatPublishedProgramsFind) {
    const TestFolder folder;
    const Json golden = readJsonFile(metricsData + "metrics.json").root;
    for (const int side : {20, 32}) {
        const std::string size = std::to_string(side);
        const ProgramResult result =
            runProgram(folder, {"score", metricsData + "maps_" + size + ".npy", "--json",
                                "--occupancy", metricsData + "occupancy_" + size + ".npy"});
        ASSERT_EQ(result.status, 0) << result.err;
        const Json maps = parseJson(result.out).root.at("maps");
        int compared = 0;
        for (const Json& expected : golden.at("cases")) {
            if (expected.at("n") != side)
                continue;
            const Json& map = maps.at(expected.at("index").get<std::size_t>());
            const Json& deepmind = expected.at("deepmind").at("mean");
            if (deepmind.at("comparable").get<bool>()) {
                EXPECT_NEAR(map.at("grid_score").at("deepmind_60").get<double>(),
                            deepmind.at("score_60").get<double>(), 1e-9);
                ++compared;
            }
            if (map.at("sparsity").is_number()) {
                EXPECT_NEAR(map.at("sparsity").get<double>(),
                            expected.at("rate_map_stats").at("sparsity").get<double>(), 1e-9);
                EXPECT_EQ(map.at("fields").size(),
                          expected.at("fields").at("n_fields").get<std::size_t>());
            }
        }
        EXPECT_GE(compared, 4);
    }
}

TEST(ScoreCommand, PrintsEveryMetricOfTheList) {
    const TestFolder folder;
    const std::string file = metricsData + "maps_20.npy";
    const ProgramResult json = runProgram(folder, {"score", file, "--json"});
    const ProgramResult table = runProgram(folder, {"score", file});
    ASSERT_EQ(json.status, 0) << json.err;
    ASSERT_EQ(table.status, 0) << table.err;
    const Json maps = parseJson(json.out).root.at("maps");
    for (const MetricType& type : metricTypes()) {
        for (const Json& map : maps)
            EXPECT_TRUE(findMember(map, type.key)) << type.key;
        EXPECT_NE(table.out.find(type.column.heading), std::string::npos) << type.key;
    }
}

TEST(ScoreCommand, PrintsATableOtherwise) {
    const TestFolder folder;
    const ProgramResult result = runProgram(folder, {"score", metricsData + "maps_20.npy"});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 2 + 18);
    EXPECT_NE(result.out.find("grid 60"), std::string::npos);
    EXPECT_NE(result.out.find("1.634"), std::string::npos); // of the first map
}

TEST(ScoreCommand, TakesOneMapAndSaysWhatIsUndefined) {
    const TestFolder folder;
    const std::vector<float> values(400, -1.0f);
    writeNpy(folder / "flat.npy", values, {20, 20});
    const ProgramResult result =
        runProgram(folder, {"score", (folder / "flat.npy").string(), "--json", "--activations",
                            "--bin-size", "0.05"});
    ASSERT_EQ(result.status, 0) << result.err;
    const Json maps = parseJson(result.out).root.at("maps");
    ASSERT_EQ(maps.size(), 1u);
    EXPECT_TRUE(maps[0].at("information_bits_per_spike").is_null());
    EXPECT_TRUE(maps[0].at("undefined").contains("information_bits_per_spike"));
}

TEST(ScoreCommand, OptionsMatter) {
    const TestFolder folder;
    // A field of 0.5 Hz: too weak for a rate, but the peak of an activation.
    std::vector<float> values(400, 0.0f);
    for (int row = 5; row < 10; ++row)
        for (int column = 5; column < 10; ++column)
            values[static_cast<std::size_t>(row * 20 + column)] = 0.5f;
    writeNpy(folder / "weak.npy", values, {1, 20, 20});
    const auto fields = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"score", (folder / "weak.npy").string(), "--json"});
        const ProgramResult result = runProgram(folder, more);
        EXPECT_EQ(result.status, 0) << result.err;
        return parseJson(result.out).root.at("maps").at(0).at("fields").size();
    };
    EXPECT_EQ(fields({}), 0u);
    EXPECT_EQ(fields({"--activations"}), 1u);
}

TEST(ScoreCommand, RefusesWhatAreNoMaps) {
    const TestFolder folder;
    const auto refused = [&](const std::string& file, const std::string& reason,
                             std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"score", file});
        const ProgramResult result = runProgram(folder, more);
        EXPECT_EQ(result.status, 3) << reason;
        EXPECT_NE(result.err.find(reason), std::string::npos) << result.err;
        EXPECT_EQ(result.out, "");
    };
    const std::string maps = metricsData + "maps_20.npy";
    const std::string bytes = contentOf(maps);
    refused((folder / "missing.npy").string(), "missing.npy");
    refused(folder.write("half.npy", bytes.substr(0, bytes.size() / 2)), "half.npy: expected");
    refused(folder.write("text.npy", "hello, world"), "expected a NumPy array");
    refused(folder.write("empty.npy", ""), "empty");
    const std::vector<float> ramp = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    writeNpy(folder / "line.npy", ramp, {12});
    refused((folder / "line.npy").string(), "(n, rows, columns), found shape (12)");
    writeNpy(folder / "thin.npy", ramp, {1, 12});
    refused((folder / "thin.npy").string(), "found shape (1, 12)");
    const std::vector<float> infinite(9, INFINITY);
    writeNpy(folder / "infinite.npy", infinite, {3, 3});
    refused((folder / "infinite.npy").string(), "infinite");
    writeNpy(folder / "small.npy", ramp, {3, 4});
    refused(maps, "expected 20 rows and 20 columns",
            {"--occupancy", (folder / "small.npy").string()});
    const std::vector<float> negative(400, -1.0f);
    writeNpy(folder / "negative.npy", negative, {20, 20});
    refused(maps, "negative occupancy", {"--occupancy", (folder / "negative.npy").string()});
}

} // namespace hippodrome::test_score
