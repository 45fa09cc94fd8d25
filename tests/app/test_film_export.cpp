// Films of a run as animations and as numbered pictures.
#include "tests/app/program.h"

namespace hippodrome::test_film_export {

#if HIPPODROME_HAS_WINDOW

namespace {

std::string trainedRun(const TestFolder& folder) {
    const std::string out = (folder / "out").string();
    const ProgramResult result =
        runProgram(folder, {"train", folder.write("tiny.json", tinySceneText()), "--updates", "20",
                            "--out", out});
    EXPECT_EQ(result.status, 0) << result.err;
    return out;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

} // namespace

TEST(FilmExport, HasAFrameForEveryMoment) {
    const TestFolder folder;
    const std::string run = trainedRun(folder);
    const std::size_t moments = 20; // up to 31 updates all are moments
    const auto draw = [&](const std::string& name) {
        const ProgramResult result =
            runProgram(folder, {"export", run, "--what", "film", "--to", (folder / name).string()});
        EXPECT_EQ(result.status, 0) << result.err;
    };
    draw("film.gif");
    const std::string gif = contentOf(folder / "film.gif");
    EXPECT_TRUE(gif.starts_with("GIF89a"));
    EXPECT_EQ(gif.back(), ';');
    EXPECT_NE(gif.find("NETSCAPE2.0"), std::string::npos);
    EXPECT_GE(occurrences(gif, std::string("\x21\xF9\x04", 3)), moments);
    draw("film.webp");
    const std::string webp = contentOf(folder / "film.webp");
    EXPECT_TRUE(webp.starts_with("RIFF"));
    EXPECT_EQ(webp.substr(8, 4), "WEBP");
    EXPECT_GE(occurrences(webp, "ANMF"), moments / 2);
    draw("pictures");
    const auto files = filesBelow(folder / "pictures");
    EXPECT_EQ(files.size(), moments);
    EXPECT_TRUE(files.at("frame-0019.png").starts_with("\x89PNG"));
    EXPECT_NE(files.at("frame-0000.png"), files.at("frame-0019.png"));
}

TEST(FilmExport, SaysWhatIsMissing) {
    const TestFolder folder;
    const std::string run = trainedRun(folder);
    const auto refused = [&](int status, const std::string& reason,
                             const std::vector<std::string>& arguments,
                             const std::map<std::string, std::string>& environment = {}) {
        const ProgramResult result = runProgram(folder, arguments, environment);
        EXPECT_EQ(result.status, status) << reason;
        EXPECT_NE(result.err.find(reason), std::string::npos) << result.err;
    };
    const std::string target = (folder / "film.gif").string();
    refused(2, "--to", {"export", run, "--what", "film"});
    refused(2, "before it has been trained",
            {"export", (folder / "tiny.json").string(), "--what", "film", "--to", target});
    refused(2, ".webp", {"export", run, "--what", "film", "--to", (folder / "film.avi").string()});
    refused(4, "ffmpeg", {"export", run, "--what", "film", "--to", (folder / "film.mp4").string()},
            {{"PATH", "/nowhere"}});
    folder.write("film.gif", "mine");
    refused(3, "--force", {"export", run, "--what", "film", "--to", target});
    EXPECT_EQ(contentOf(target), "mine");
    folder.write("out/film.hippo", "hello");
    refused(3, "expected a film of Hippodrome",
            {"export", run, "--what", "film", "--to", target, "--force"});
    std::filesystem::remove(folder / "out/film.hippo");
    refused(3, "film.hippo", {"export", run, "--what", "film", "--to", target, "--force"});
}

#endif

} // namespace hippodrome::test_film_export
