#include "core/base/rng.h"
#include "core/study/sweep_summary.h"

#include "tests/run/tiny_scene.h"

#include <algorithm>
#include <cmath>

namespace hippodrome::test_sweep_summary {

namespace {

constexpr const char* historyHeader =
    "update,brain,loss,decoding_error,units,above_null_99,above_shine,wall_seconds\n";

/// A folder with a plan and runs as files alone, whose tables can be worked out by hand.
class SweepTables : public ::testing::Test {
protected:
    void SetUp() override {
        plan_.title = "By hand";
        plan_.keys = {"brains.net.rate", "brains.net.code"};
    }

    /// A whole run; the history's last row has this decoding error and so many of 10 units.
    void add(const std::string& variant, const Json& rate, std::uint64_t seed, double error,
             int above, const std::string& outcome = "done") {
        const std::string history = std::string(historyHeader) +
                                    "10,net,9,9,10,9,9,1\n20,net,1.5," +
                                    (std::isnan(error) ? "" : formatNumber(error)) + ",10," +
                                    std::to_string(above) + ",5,2\n";
        addRun(variant, rate, seed, history, outcome);
    }
    void addRun(const std::string& variant, const Json& rate, std::uint64_t seed,
                const std::string& history, const std::string& outcome = "done") {
        PlannedRun run;
        run.hash = "00000000000000" + std::to_string(10 + plan_.runs.size());
        run.variant = variant;
        run.values = {rate, "a,\"b\""};
        run.seed = seed;
        plan_.runs.push_back(run);
        folder_.write("runs/" + run.hash + "/history.csv", history);
        folder_.write("runs/" + run.hash + "/provenance.json",
                      "{\"outcome\": \"" + outcome + "\", \"updates\": 20, \"wall_seconds\": 3.5}");
    }
    SweepTable collect() {
        std::filesystem::rename(folder_ / "runs", folder_.path().string() + ".output");
        writePlan(plan_, folder_.path());
        std::filesystem::rename(folder_.path().string() + ".output", folder_ / "runs");
        return collectSweep(folder_.path());
    }

    TestFolder folder_;
    SweepPlan plan_;
};

TEST_F(SweepTables, HaveOneTidyRowPerRun) {
    add("one", 0.5, 1, 0.25, 3);
    add("two", 0.5, 1, 0.75, 4);
    add("one", 0.5, 2, std::nan(""), 5);
    plan_.runs.push_back({"00000000000000ff", "two", {0.5, "a,\"b\""}, 2}); // not there yet
    const SweepTable table = collect();
    EXPECT_EQ(table.planned, 4u);
    EXPECT_EQ(table.whole, 3u);
    EXPECT_EQ(rowsCsv(table),
              "hash,variant,brains.net.rate,brains.net.code,seed,outcome,updates,brain,loss,"
              "decoding_error,units,above_null_99,above_shine,share_above_null_99,"
              "share_above_shine,wall_seconds\n"
              "0000000000000010,one,0.5,\"a,\"\"b\"\"\",1,done,20,net,1.5,0.25,10,3,5,0.3,0.5,3.5\n"
              "0000000000000012,one,0.5,\"a,\"\"b\"\"\",2,done,20,net,1.5,,10,5,5,0.5,0.5,3.5\n"
              "0000000000000011,two,0.5,\"a,\"\"b\"\"\",1,done,20,net,1.5,0.75,10,4,5,0.4,0.5,"
              "3.5\n");
}

TEST_F(SweepTables, SummariseSeeds) {
    add("one", 0.5, 1, 0.25, 3);
    add("one", 0.5, 2, 0.75, 5);
    add("one", 0.5, 3, 0.5, 6);
    add("one", 0.5, 4, 9.0, 10, "diverged");
    add("one", 1, 1, 0.125, 1);
    const SweepTable table = collect();
    const std::vector<SweepGroup> groups = summarise(table);
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].runs, 4);
    EXPECT_EQ(groups[0].diverged, 1);
    EXPECT_DOUBLE_EQ(groups[0].share.median, 0.5);
    EXPECT_DOUBLE_EQ(groups[0].share.minimum, 0.3);
    EXPECT_DOUBLE_EQ(groups[0].share.maximum, 0.6);
    // Of three values the smallest is the median of 7 samples in 27.
    EXPECT_DOUBLE_EQ(groups[0].share.low, 0.3);
    EXPECT_DOUBLE_EQ(groups[0].share.high, 0.6);
    EXPECT_DOUBLE_EQ(groups[0].decodingError.median, 0.5);
    EXPECT_EQ(groups[1].runs, 1);
    EXPECT_TRUE(std::isnan(groups[1].share.low));
    EXPECT_EQ(summaryCsv(table, groups),
              "variant,brains.net.rate,brains.net.code,brain,seeds,diverged,"
              "share_above_null_99_median,share_above_null_99_minimum,"
              "share_above_null_99_maximum,share_above_null_99_low_95,share_above_null_99_high_95,"
              "share_squares_above_null_99_median,share_squares_above_null_99_minimum,"
              "share_squares_above_null_99_maximum,share_squares_above_null_99_low_95,"
              "share_squares_above_null_99_high_95,decoding_error_median,decoding_error_minimum,"
              "decoding_error_maximum,"
              "decoding_error_low_95,decoding_error_high_95\n"
              "one,0.5,\"a,\"\"b\"\"\",net,4,1,0.5,0.3,0.6,0.3,0.6,,,,,,0.5,0.25,0.75,0.25,0.75\n"
              "one,1,\"a,\"\"b\"\"\",net,1,0,0.1,0.1,0.1,,,,,,,,0.125,0.125,0.125,,\n");
    const std::string text = summaryText(table, groups);
    EXPECT_NE(text.find("0.500  0.300 to 0.600"), std::string::npos) << text;
}

TEST_F(SweepTables, SummariesAreReadBack) {
    add("one", 0.5, 1, 0.25, 3);
    add("one", 0.5, 2, 0.75, 5);
    add("two", 1, 1, 0.125, 1);
    const SweepTable table = collect();
    const std::vector<SweepGroup> groups = summarise(table);
    const Json json = summaryJson(table, groups);
    const std::vector<SweepGroup> back = readSummary(parseJson(json.dump(2)));
    EXPECT_EQ(summaryCsv(table, back), summaryCsv(table, groups));
    EXPECT_EQ(back[0].updates, 20);
    Json damaged = json;
    damaged["groups"][1]["decoding_error"]["median"] = "low";
    try {
        readSummary(parseJson(damaged.dump(2), "summary.json"));
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_EQ(error.file(), "summary.json");
        EXPECT_NE(std::string(error.what()).find("groups[1].decoding_error.median"),
                  std::string::npos)
            << error.what();
    }
}

TEST_F(SweepTables, TellNetworksApartAndDoWithoutAny) {
    addRun("one", 0.5, 1,
           std::string(historyHeader) + "10,net,1,0.5,10,1,1,1\n10,other,2,0.25,20,4,1,1\n"
                                        "20,net,1,0.5,10,2,1,1\n20,other,2,0.25,20,8,1,1\n");
    addRun("two", 0.5, 1, historyHeader);
    const SweepTable table = collect();
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_DOUBLE_EQ(table.value(table.rows[0], "share_above_null_99"), 0.2);
    EXPECT_DOUBLE_EQ(table.value(table.rows[1], "share_above_null_99"), 0.4);
    EXPECT_TRUE(std::isnan(table.value(table.rows[2], "share_above_null_99")));
    EXPECT_TRUE(std::isnan(table.value(table.rows[0], "no_such_column")));
    const std::vector<SweepGroup> groups = summarise(table);
    ASSERT_EQ(groups.size(), 3u);
    EXPECT_EQ(groups[0].brain, "net");
    EXPECT_EQ(groups[1].brain, "other");
    EXPECT_EQ(groups[2].brain, "");
    EXPECT_TRUE(std::isnan(groups[2].share.median));
}

TEST_F(SweepTables, SayWhichFileIsDamaged) {
    addRun("one", 0.5, 1, std::string(historyHeader) + "10,net,1\n");
    try {
        collect();
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_NE(error.file().find("history.csv"), std::string::npos);
        EXPECT_EQ(error.line(), 2);
    }
}

TEST(Spread, OfNothingAndOfOne) {
    EXPECT_TRUE(std::isnan(spreadOf({}).median));
    EXPECT_TRUE(std::isnan(spreadOf({std::nan("")}).minimum));
    const Spread one = spreadOf({2.0, std::nan("")});
    EXPECT_EQ(one.median, 2.0);
    EXPECT_TRUE(std::isnan(one.high));
}

TEST(Spread, TheBootstrapCoversTheMedian) {
    // Of samples with a known median about 95 % of the intervals hold it.
    Rng rng(4);
    int held = 0;
    const int trials = 100;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values(25);
        for (double& value : values)
            value = rng.normal();
        const Spread spread = spreadOf(values);
        EXPECT_LE(spread.minimum, spread.low);
        EXPECT_LE(spread.low, spread.median);
        EXPECT_LE(spread.median, spread.high);
        EXPECT_LE(spread.high, spread.maximum);
        held += spread.low <= 0.0 && 0.0 <= spread.high;
        // The same numbers give the same interval, in whatever order they come.
        std::reverse(values.begin(), values.end());
        EXPECT_EQ(spreadOf(values).low, spread.low);
    }
    EXPECT_GE(held, 87);
    EXPECT_LT(held, trials);
}

TEST_F(SweepTables, TakeScoresFromTheFinalReport) {
    add("one", 0.5, 1, 0.25, 3);
    folder_.write("runs/" + plan_.runs[0].hash + "/metrics.json",
                  R"({"populations": [
                     {"brain": "other", "summary": {"above_null_99": 9}},
                     {"brain": "net", "summary": {"above_null_99": 6, "above_null_99_six_maxima": 4, "null": {}}},
                     {"brain": "net", "population": "place_output"}]})");
    const SweepTable table = collect();
    EXPECT_DOUBLE_EQ(table.value(table.rows[0], "share_above_null_99"), 0.6);
    EXPECT_DOUBLE_EQ(table.value(table.rows[0], "share_above_null_99_six_maxima"), 0.4);
    EXPECT_DOUBLE_EQ(table.value(table.rows[0], "share_above_shine"), 0.5);
    EXPECT_DOUBLE_EQ(table.value(table.rows[0], "decoding_error"), 0.25);
}

} // namespace
} // namespace hippodrome::test_sweep_summary
