#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include "tests/app/program.h"

namespace hippodrome::test_check {

namespace {

std::string lab(const std::string& name) {
    return HIPPODROME_SOURCE_DIR "/scenes/revaluation/" + name + ".json";
}

} // namespace

TEST(CheckCommand, PrintsExpectedBesideFound) {
    const TestFolder folder;
    const ProgramResult result =
        runProgram(folder, {"check", lab("transition_revaluation_six_states"), "--seeds", "5"});
    ASSERT_EQ(result.status, 0) << result.err << result.out;
    EXPECT_NE(result.out.find("Transition revaluation on six states"), std::string::npos);
    EXPECT_NE(result.out.find("successor_td"), std::string::npos);
    EXPECT_NE(result.out.find("13 expectations hold, 0 do not"), std::string::npos) << result.out;
}

TEST(CheckCommand, TellsProgramsInJson) {
    const TestFolder folder;
    const ProgramResult result =
        runProgram(folder, {"check", lab("reward_revaluation_six_states"),
                            lab("transition_revaluation_six_states"), "--seeds", "3", "--json"});
    ASSERT_EQ(result.status, 0) << result.err;
    const Json json = parseJson(result.out).root;
    EXPECT_EQ(json.at("held"), 26);
    EXPECT_EQ(json.at("failed"), 0);
    ASSERT_EQ(json.at("scenes").size(), 2u);
    const Json& row = json.at("scenes").at(1).at("expectations").at(0);
    EXPECT_EQ(row.at("population"), "q_learning");
    EXPECT_EQ(row.at("found"), 0.0);
    EXPECT_EQ(row.at("found_verdict"), "fail");
    EXPECT_EQ(row.at("seeds"), 3);
}

TEST(CheckCommand, EndsWithOneWhenSomethingDoesNotHold) {
    const TestFolder folder;
    Json scene = readJsonFile(lab("transition_revaluation_six_states")).root;
    scene["expectations"][0]["relation"] = ">=";
    scene["expectations"][0]["value"] = 0.8;
    writeFileAtomically(folder / "wrong.json", scene.dump());
    const ProgramResult result =
        runProgram(folder, {"check", (folder / "wrong.json").string(), "--seeds", "3"});
    EXPECT_EQ(result.status, 1) << result.err;
    EXPECT_NE(result.out.find("not as expected"), std::string::npos) << result.out;
    EXPECT_NE(result.out.find("12 expectations hold, 1 do not"), std::string::npos) << result.out;
}

TEST(CheckCommand, SaysWhatItDoesNotMeasure) {
    const TestFolder folder;
    const ProgramResult result =
        runProgram(folder, {"check", HIPPODROME_SOURCE_DIR "/scenes/hairpin.json"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("not measured"), std::string::npos) << result.out;
}

TEST(CheckCommand, RefusesABadProtocolWithItsPlace) {
    const TestFolder folder;
    Json scene = readJsonFile(lab("detour")).root;
    scene["protocol"]["phases"][0]["start"][0] = {9.0, 9.0};
    writeFileAtomically(folder / "bad.json", scene.dump(2));
    const ProgramResult result = runProgram(folder, {"check", (folder / "bad.json").string()});
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find("bad.json:"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("protocol.phases[0].start[0]"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("inside the arena"), std::string::npos) << result.err;
    EXPECT_EQ(runProgram(folder, {"check"}).status, 2);
    EXPECT_EQ(runProgram(folder, {"check", lab("detour"), "--seeds", "0"}).status, 2);
}

} // namespace hippodrome::test_check
