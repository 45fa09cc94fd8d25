#include "core/world/journal.h"

#include "tests/app/program.h"

#include <cstdlib>

namespace hippodrome::test_bad_input {

namespace {

/// The tiny scene with one part of its text replaced.
std::string tinyWith(const std::string& part, const std::string& other) {
    std::string text = tinySceneText();
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), other);
}

const std::string boundary = R"("boundary": {"type": "rectangle", "width": 1.0, "height": 1.0})";

/// A call with bad input: status 3, the words in the message, and nothing written.
void expectRefused(const TestFolder& folder, const std::string& scene,
                   const std::vector<std::string>& words, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"run", scene,   "--ticks",
                                          "4",   "--out", (folder / "out").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramResult result = runProgram(folder, arguments);
    EXPECT_EQ(result.status, 3) << scene << "\n" << result.err;
    for (const std::string& word : words)
        EXPECT_NE(result.err.find(word), std::string::npos)
            << "\"" << word << "\" in " << result.err;
    EXPECT_LT(result.err.size(), 1000u) << scene;
    EXPECT_EQ(result.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "out")) << scene;
}

} // namespace

TEST(BadInput, Files) {
    const TestFolder folder;
    expectRefused(folder, (folder / "missing.json").string(), {"missing.json"});
    expectRefused(folder, folder.path().string(), {folder.path().string()});
    expectRefused(folder, folder.write("empty.json", ""), {"empty.json", "empty"});
    expectRefused(folder, folder.write("wrong.json", "{\n  \"format\": hippodrome\n}"),
                  {"wrong.json:2:"});
    expectRefused(folder, folder.write("other.json", "{\"format\": \"something\", \"version\": 1}"),
                  {"other.json", "format", "hippodrome-scene", "something"});
    expectRefused(folder, folder.write("new.json", tinyWith("\"version\": 1", "\"version\": 99")),
                  {"new.json:2", "version", "expected version 1", "found 99", "newer"});
    expectRefused(folder, folder.write("deep.json", std::string(100000, '[')), {"deep.json:1:"});
}

TEST(BadInput, Values) {
    const TestFolder folder;
    const auto refused = [&](const std::string& part, const std::string& other,
                             std::vector<std::string> words) {
        words.push_back("scene.json:");
        expectRefused(folder, folder.write("scene.json", tinyWith(part, other)), words);
    };
    refused("\"bin_size\"", "\"bin_sise\"", {"recording.bin_sise", "did you mean", "bin_size"});
    refused("\"batch\": 8", "\"batch\": \"eight\"",
            {"brains[0].parameters.batch", "expected", "\"eight\""});
    refused("\"batch\": 8", "\"batch\": 0", {"brains[0].parameters.batch", "expected", "found 0"});
    refused("\"batch\": 8", "\"batch\": 1.5", {"brains[0].parameters.batch", "1.5"});
    refused("\"bin_size\": 0.1", "\"bin_size\": -1", {"recording.bin_size", "-1"});
    refused("\"bin_size\": 0.1", "\"bin_size\": NaN", {"scene.json:"});
    refused("\"bin_size\": 0.1", "\"bin_size\": 1e999", {"scene.json:"});
    refused("\"relu_rnn\"", "\"relu_rmn\"", {"brains[0].parameters.cell", "relu_rnn"});
    refused("\"name\": \"cells\"", "\"name\": \"net\"", {"brains[1].name", "taken"});
    refused("\"name\": \"cells\"", "\"name\": \"../x\"", {"brains[1].name", "../x"});
    refused("\"grid_network\"", "\"grid_netwerk\"", {"brains[0].type", "grid_network"});
    refused("\"seed\": 5", "\"seed\": -5", {"seed", "-5"});
}

TEST(BadInput, Arenas) {
    const TestFolder folder;
    const auto refused = [&](const std::string& part, const std::string& other,
                             std::vector<std::string> words) {
        words.push_back("scene.json");
        expectRefused(folder, folder.write("scene.json", tinyWith(part, other)), words);
    };
    refused(boundary, R"("boundary": {"type": "polygon", "points": [[-1,-1],[1,1],[1,-1],[-1,1]]})",
            {"arena.boundary", "crosses"});
    refused("\"position\": [0.2, 0.2]", "\"position\": [2, 0]",
            {"arena.rewards[0].position", "(2, 0)"});
    refused("\"position\": [0.2, 0.2]", "\"position\": [2]",
            {"arena.rewards[0].position", "[x, y]"});
    refused("\"width\": 1.0", "\"width\": 0", {"arena.boundary", "width"});

    // A million walls are refused before they are looked at.
    std::string walls = boundary + ", \"walls\": [";
    for (int i = 0; i < 1000000; ++i)
        walls += i > 0 ? ",{\"from\":[0,0],\"to\":[0.1,0.1]}" : "{\"from\":[0,0],\"to\":[0.1,0.1]}";
    refused(boundary, walls + "]", {"scene.json", "at most"});
    walls = boundary + ", \"walls\": [";
    for (int i = 0; i < 5001; ++i)
        walls += i > 0 ? ",{\"from\":[0,0],\"to\":[0.1,0.1]}" : "{\"from\":[0,0],\"to\":[0.1,0.1]}";
    refused(boundary, walls + "]", {"arena.walls", "5000", "5001"});
    // Bins that would not fit into memory.
    refused("\"width\": 1.0, \"height\": 1.0", "\"width\": 1000, \"height\": 1000",
            {"recording.bin_size", "larger bins"});
}

TEST(BadInput, ValuesOfTheCommandLine) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    expectRefused(folder, scene, {"--set recording.bin_size=-1", "recording.bin_size", "expected"},
                  {"--set", "recording.bin_size=-1"});
    expectRefused(folder, scene, {"--set brains.net.cell=gru", "relu_rnn"},
                  {"--set", "brains.net.cell=gru"});
}

TEST(BadInput, RecordedPaths) {
    const TestFolder folder;
    const std::string scene = folder.write(
        "scene.json", tinyWith(R"("type": "ornstein_uhlenbeck")",
                               R"("type": "recorded_path", "parameters": {"file": "path.csv"})"));
    const auto refused = [&](const std::string& csv, std::vector<std::string> words) {
        folder.write("path.csv", csv);
        words.push_back("path.csv");
        expectRefused(folder, scene, words);
    };
    expectRefused(folder, scene, {"path.csv"}); // there is none
    refused("", {"empty"});
    refused("time,x,y\n0,0,0\n0.1,zero,0\n", {":3:", "x", "\"zero\""});
    refused("time,x,y\n0,0,0\n0.1,,0\n", {":3:", "position"});
    refused("time,x,y\n0,0,0\n0.1,nan,0\n", {":3:", "position"});
    refused("time,x,y\n0,0,0\n0.1,0\n", {":3:", "expected 3 values", "found 2"});
    refused("time,x\n0,0\n0.1,0\n", {"\"y\""});
    refused("time,x,y\n0,0,0\n5,0,0\n", {":3:", "time", "found 5 s"}); // a gap
    refused("time,x,y\n0,0,0\n0.2,0,0\n0.1,0,0\n", {":4:", "time"});
    refused("time,x,y\n0,0,0\n0.1,0.1,0\n0.2,0.6,0\n", {":4:", "(0.6, 0)", "outside"});
    refused("time,x,y\n0,0,0\n0.1,9,0\n", {":3:", "m/s"});
    refused("time,x,y\n0,0,0\n", {"at least 2 rows"});
}

TEST(BadInput, Journals) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const auto refused = [&](const std::string& text, std::vector<std::string> words) {
        const std::string journal = folder.write("journal.jsonl", text);
        words.push_back("journal.jsonl");
        std::vector<std::string> arguments = {
            "run", scene, "--out", (folder / "out").string(), "--journal", journal};
        const ProgramResult result = runProgram(folder, arguments);
        EXPECT_EQ(result.status, 3) << result.err;
        for (const std::string& word : words)
            EXPECT_NE(result.err.find(word), std::string::npos) << result.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    };
    const std::string start = Journal(tinyScene()).text();
    refused("", {"empty"});
    refused("hello\n", {":1:"});
    refused("{\"format\":\"x\"}\n", {":1:", "journal"});
    refused(start + "{\"tick\":5}\n", {":2:", "updates"});
    refused(start + "{\"tick\":5,\"updates\":3}\n{\"tick\":4,\"updates\":3}\n", {":3:"});
    refused(start + "{\"tick\":5,\"updates\":3}\n{\"tick\":6,\"updates\":2}\n", {":3:"});
}

TEST(BadInput, FoldersForResults) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const auto run = [&](const std::string& out, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"run", scene, "--ticks", "4", "--out", out});
        return runProgram(folder, more);
    };
    const std::string file = folder.write("full/mine.txt", "mine");
    const ProgramResult full = run((folder / "full").string());
    EXPECT_EQ(full.status, 3);
    EXPECT_NE(full.err.find("not empty"), std::string::npos) << full.err;
    EXPECT_NE(full.err.find("--force"), std::string::npos) << full.err;
    EXPECT_EQ(filesBelow(folder / "full").size(), 1u);
    EXPECT_EQ(run((folder / "full").string(), {"--force"}).status, 0);
    EXPECT_EQ(contentOf(file), "mine");
    EXPECT_EQ(run(file).status, 3);
    const ProgramResult nowhere = run("/proc/no/such/folder");
    EXPECT_EQ(nowhere.status, 4);
    EXPECT_NE(nowhere.err.find("/proc/no/such/folder"), std::string::npos) << nowhere.err;
}

TEST(BadInput, AFullDiskLeavesNoHalfFile) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string out = (folder / "out").string();
    // A limit on the size of files fails as a full disk does: in the middle of a write.
    const std::string call = "trap '' XFSZ; ulimit -f 8; exec '" HIPPODROME_PROGRAM "' run '" +
                             scene + "' --ticks 4 --out '" + out + "' 2>'" + out + ".err'";
    const int status = std::system(("sh -c \"" + call + "\"").c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 4);
    const std::string message = contentOf(out + ".err");
    EXPECT_NE(message.find("cannot be written"), std::string::npos) << message;
    for (const auto& [name, content] : filesBelow(out)) {
        EXPECT_EQ(name.find(".part"), std::string::npos) << name;
        EXPECT_NE(name, "provenance.json"); // it would say that the folder is complete
    }
}

} // namespace hippodrome::test_bad_input
