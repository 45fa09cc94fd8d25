// Files that a stranger could have written: refused early, with a message, whatever is in them.
#include "core/base/checkpoint.h"
#include "core/net/weight_export.h"

#include "tests/app/program.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

namespace hippodrome::test_hostile_files {

namespace {

const std::filesystem::path broken = HIPPODROME_TEST_DATA "/broken";
const std::filesystem::path frozen = HIPPODROME_TEST_DATA "/0.1.0";

/// Status 3, the words in the message, no result, and less than 512 MB of memory.
void expectRefused(const TestFolder& folder, std::vector<std::string> arguments,
                   const std::vector<std::string>& words) {
    arguments.insert(arguments.end(), {"--out", (folder / "out").string()});
    const ProgramResult result = runProgram(folder, arguments);
    EXPECT_EQ(result.status, 3) << result.err;
    for (const std::string& word : words)
        EXPECT_NE(result.err.find(word), std::string::npos)
            << "\"" << word << "\" in " << result.err;
    EXPECT_LT(result.err.size(), 2000u);
#ifndef HIPPODROME_SANITIZED
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_LT(used.ru_maxrss, 512 * 1024) << "kB of memory";
#endif
}

std::vector<std::string> run(const std::filesystem::path& scene,
                             const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"run", scene.string(), "--seconds", "2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<std::string> repeat(const std::filesystem::path& scene,
                                const std::filesystem::path& journal) {
    return {"run", scene.string(), "--journal", journal.string()};
}

std::string recordedScene(const std::string& file) {
    return R"({"format": "hippodrome-scene", "version": 1,
        "arena": {"boundary": {"type": "rectangle", "width": 1, "height": 1}},
        "motion": {"type": "recorded_path", "parameters": {"file": ")" +
           file + R"("}}})";
}

const std::string path = "time,x,y\n0,0.1,0.2\n0.5,0.2,0.2\n1,0.3,0.3\n1.5,0.3,0.4\n2.1,0.4,0.4\n";

} // namespace

/// Makes a file longer with zeros that take no room on the disk, and then these bytes.
void lengthen(const std::filesystem::path& file, std::uintmax_t size, std::string_view end = {}) {
    std::filesystem::resize_file(file, size - end.size());
    std::ofstream(file, std::ios::binary | std::ios::app) << end;
}

TEST(HostileFiles, HugeFilesAreNotKeptInMemoryBeforeTheyAreRefused) {
    const TestFolder folder;
    // A checkpoint of 3 GB.
    const std::filesystem::path checkpoint = folder / "huge.hippo";
    std::filesystem::copy_file(frozen / "agent_dyna_q.hippo", checkpoint);
    lengthen(checkpoint, 3000000000);
    expectRefused(folder, run(frozen / "agent_dyna_q.json", {"--resume", checkpoint.string()}),
                  {"huge.hippo", "checkpoint"});
    // Arrays of 1 GB: of another shape than maps have; with an infinite number at the end.
    const auto header = [](const std::string& shape) {
        std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
        text.resize(117, ' ');
        return "\x93NUMPY" + std::string("\x01\x00\x76\x00", 4) + text + "\n";
    };
    const std::string infinite("\x00\x00\x80\x7f", 4);
    for (const auto& [shape, word] : std::map<std::string, std::string>{
             {"(260000000,)", "shape"}, {"(26000, 100, 100)", "infinite"}}) {
        const std::filesystem::path maps = folder.write("huge.npy", header(shape));
        lengthen(maps, 128 + 4 * 260000000ull, infinite);
        const ProgramResult result = runProgram(folder, {"score", maps.string()});
        EXPECT_EQ(result.status, 3);
        EXPECT_NE(result.err.find(word), std::string::npos) << result.err;
    }
    // Tables: of millions of columns, one endless row, millions of rows and a word at the end.
    const std::filesystem::path scene = folder.write("table.json", recordedScene("table.csv"));
    const auto repeated = [](const std::string& piece, int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += piece;
        return text;
    };
    for (const auto& [table, word] : std::map<std::string, std::string>{
             {"time,x,y" + repeated(",a", 20000000) + "\n", "characters in a line"},
             {"time,x,y" + repeated(",a", 200000) + "\n", "10000 columns"},
             {"time,x,y\n" + repeated("0,", 20000000) + "\n", "characters in a line"},
             {"time,x,y\n" + repeated("0.02,0.1,0.1\n", 7000000) + "1,x,1\n", "\"x\""},
             {"time,x,y\n" + repeated("1,1,1\n", 5000000), "4000000 rows"}}) {
        folder.write("table.csv", table);
        expectRefused(folder, run(scene), {"table.csv", word});
    }
#ifndef HIPPODROME_SANITIZED
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_LT(used.ru_maxrss, 512 * 1024) << "kB of memory";
#endif
}

TEST(HostileFiles, DamagedArchivesAreRefusedWhereverTheDamageIs) {
    const TestFolder folder;
    std::vector<float> values(2 * 60 * 60); // read in several pieces
    for (std::size_t k = 0; k < values.size(); ++k)
        values[k] = static_cast<float>(1.0 + std::sin(0.3 * static_cast<double>(k)));
    const std::string bytes = npzBytes({{"maps", {2, 60, 60}, values}});
    EXPECT_EQ(runProgram(folder, {"score", folder.write("whole.npz", bytes)}).status, 0);
    const std::size_t first = bytes.find("\x93NUMPY") + 128;
    for (const std::size_t at : {first, first + 1600, first + 4 * values.size() - 1}) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        const ProgramResult result =
            runProgram(folder, {"score", folder.write("damaged.npz", damaged)});
        EXPECT_EQ(result.status, 3) << at;
        EXPECT_NE(result.err.find("the archive is damaged"), std::string::npos) << result.err;
    }
}

TEST(HostileFiles, DamagedCheckpointsNameTheBlock) {
    const TestFolder folder;
    for (const auto& [name, block] :
         std::map<std::string, std::string>{{"ckpt_action", "agent.action"},
                                            {"ckpt_predecessor_counts", "model_predecessor_counts"},
                                            {"ckpt_ticks_neg", "world.ticks"}})
        expectRefused(folder,
                      run(broken / (name + ".scene.json"),
                          {"--resume", (broken / (name + ".hippo")).string()}),
                      {name + ".hippo", "the checkpoint is damaged", block});
}

TEST(HostileFiles, BlocksAreCheckedForEveryKind) {
    const TestFolder folder;
    struct Case {
        const char* base;
        const char* block;
        std::string bytes;
    };
    const auto bytesOf = [](auto value) {
        return std::string(reinterpret_cast<const char*>(&value), sizeof value);
    };
    const std::string nan = bytesOf(std::numeric_limits<double>::quiet_NaN());
    for (const Case& one :
         {Case{"agent_dyna_q", "world.agent.from_strongest", bytesOf(1 << 20)},
          Case{"agent_dyna_q", "world.agent.feature_count", bytesOf(1 << 30)},
          Case{"agent_dqn", "world.agent.learner.memory_first", bytesOf(1L << 60)},
          Case{"brain_attractor_grid", "world.brain.attractor_grid.owed_time", bytesOf(1e300)},
          Case{"brain_place_cells", "world.motion_rng", std::string(48, '\0')},
          Case{"brain_place_cells", "world.rat", nan + std::string(40, '\0')},
          Case{"brain_place_cells", "trainer.next_brain", bytesOf(-5)},
          Case{"brain_place_cells", "recorder.occupancy.units", bytesOf(-1)},
          Case{"brain_place_cells", "world.inside_reward_count", bytesOf(-1L)},
          Case{"race", "trainer.updates", "short"}}) {
        Checkpoint checkpoint = Checkpoint::read(frozen / (std::string(one.base) + ".hippo"));
        std::string block = one.block;
        if (!checkpoint.has(block)) { // brains go by the names that their scenes give them
            const std::string end = block.substr(block.rfind('.'));
            for (const std::string& name : checkpoint.names())
                if (name.starts_with("world.brain.") && name.ends_with(end))
                    block = name;
        }
        ASSERT_TRUE(checkpoint.has(block)) << block;
        checkpoint.putText(block, one.bytes);
        checkpoint.write(folder / "damaged.hippo");
        expectRefused(
            folder,
            run(frozen / (std::string(one.base) + ".json"),
                {"--resume", (folder / "damaged.hippo").string()}),
            {"the checkpoint is damaged", "block \"" + block.substr(0, block.rfind('.'))});
    }
}

TEST(HostileFiles, PackedFilesThatSayTheyAreHuge) {
    const TestFolder folder;
    for (const std::uint64_t size : {std::uint64_t{1500000000}, ~std::uint64_t{0}}) {
        std::string bytes = "HIPPZLIB";
        bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
        bytes.append(1500000, 'x');
        expectRefused(
            folder, run(broken / "tiny_bio.json", {"--resume", folder.write("bomb.hippo", bytes)}),
            {"bomb.hippo"});
    }
}

TEST(HostileFiles, JournalsThatGrowOrNeverEnd) {
    const TestFolder folder;
    const std::filesystem::path scene = broken / "journal_bomb_scene.json";
    expectRefused(folder, repeat(scene, broken / "journal_bomb_copy.jsonl"), {"the change"});
    expectRefused(folder, repeat(scene, broken / "journal_negative.jsonl"),
                  {"journal_negative.jsonl:", "tick", "2^53"});
}

TEST(HostileFiles, OnlyRegularFilesAreRead) {
    const TestFolder folder;
    const std::string pipe = (folder / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::filesystem::create_symlink("/dev/zero", folder / "zero");
    const std::vector<std::pair<std::string, std::string>> special = {
        {pipe, "a pipe"}, {(folder / "zero").string(), "a device"}, {folder.path(), "a folder"}};
    for (const auto& [file, kind] : special) {
        expectRefused(folder, run(file), {kind});
        expectRefused(folder, run(broken / "tiny_bio.json", {"--resume", file}), {kind});
        expectRefused(folder, repeat(broken / "tiny_bio.json", file), {kind});
        const ProgramResult scored = runProgram(folder, {"score", file});
        EXPECT_EQ(scored.status, 3);
        EXPECT_NE(scored.err.find(kind), std::string::npos) << scored.err;
    }
    expectRefused(folder, run(folder.write("scene.json", recordedScene("pipe"))), {"a pipe"});
}

TEST(HostileFiles, AScenesFilesLieInItsFolder) {
    const TestFolder folder;
    folder.write("path.csv", path);
    folder.write("inside/path.csv", path);
    std::filesystem::create_directories(folder / "scenes/deeper");
    std::filesystem::create_symlink("../path.csv", folder / "scenes/link.csv");
    std::filesystem::copy(folder / "path.csv", folder / "scenes/deeper/path.csv");
    for (const std::string& file :
         {std::string("../path.csv"), std::string("link.csv"), (folder / "path.csv").string()})
        expectRefused(folder, run(folder.write("scenes/scene.json", recordedScene(file))),
                      {"motion.file", "lies elsewhere", "--allow-outside"});
    const std::string scene = folder.write("scenes/scene.json", recordedScene("../path.csv"));
    const auto finished = [&](std::vector<std::string> arguments, const std::string& out) {
        arguments.insert(arguments.end(), {"--out", (folder / out).string()});
        const ProgramResult result = runProgram(folder, arguments);
        EXPECT_EQ(result.status, 0) << result.err;
    };
    finished(run(scene, {"--allow-outside"}), "allowed");
    finished(run(folder.write("scenes/scene.json", recordedScene("deeper/path.csv"))), "deeper");
    finished(run(folder / "scenes/scene.json",
                 {"--set", "motion.file=" + (folder / "inside/path.csv").string()}),
             "set");
}

TEST(HostileFiles, ArgumentsThatAreNoText) {
    const TestFolder folder;
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{"--out", (folder / "o\xff").string()},
          std::vector<std::string>{"--set", "title=\xc3\x28", "--out", (folder / "o").string()}}) {
        const ProgramResult result = runProgram(folder, run(broken / "tiny_bio.json", more));
        EXPECT_EQ(result.status, 2);
        EXPECT_NE(result.err.find("UTF-8"), std::string::npos) << result.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "o"));
    }
}

TEST(HostileFiles, AListOfChangesThatLeadsOutOfItsFolder) {
    const TestFolder folder;
    const std::string kept = folder.write("elsewhere/kept.txt", "kept");
    std::filesystem::create_directories(folder / "run");
    std::filesystem::copy(frozen / "agent_steered.hippo", folder / "run/checkpoint.hippo");
    std::filesystem::create_symlink("../elsewhere", folder / "run/maps");
    for (const std::string name : {"maps/kept.txt", "../elsewhere/kept.txt"}) {
        folder.write("run/changes.json", R"({"put": [], "remove": [")" + name + "\"]}");
        expectRefused(folder,
                      run(frozen / "agent_steered.json",
                          {"--resume", (folder / "run/checkpoint.hippo").string()}),
                      {"changes.json"});
        EXPECT_TRUE(std::filesystem::exists(kept));
    }
}

} // namespace hippodrome::test_hostile_files
