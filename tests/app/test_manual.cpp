// What the program says of its own command line: the manual page and completion.
#include "tests/app/program.h"

#include <cstdlib>
#include <sstream>

namespace hippodrome::test_manual {

/// What bash offers for the last of these words.
std::vector<std::string> completed(const TestFolder& folder, const std::string& script,
                                   const std::vector<std::string>& words) {
    std::string line = "compopt() { :; }; source '" + script + "'; COMP_WORDS=(hippodrome";
    for (const std::string& word : words)
        line += " '" + word + "'";
    line += "); COMP_CWORD=" + std::to_string(words.size()) +
            "; _hippodrome; printf '%s\\n' \"${COMPREPLY[@]}\"";
    const std::string out = (folder / "offered").string();
    const std::string file = folder.write("ask.sh", line);
    EXPECT_EQ(
        std::system(("cd '" + folder.path().string() + "' && bash ask.sh > '" + out + "'").c_str()),
        0);
    std::istringstream text(readTextFile(out, 1 << 20));
    std::vector<std::string> offered;
    for (std::string word; text >> word;)
        offered.push_back(word);
    return offered;
}

TEST(Manual, ThePageHasEveryVerbAndEveryOption) {
    const TestFolder folder;
    const ProgramResult page = runProgram(folder, {"manual-page"});
    ASSERT_EQ(page.status, 0) << page.err;
    EXPECT_TRUE(page.out.starts_with(".TH HIPPODROME 1 "));
    for (const char* verb :
         {"run", "train", "score", "check", "export", "sweep", "bench", "completion"}) {
        EXPECT_NE(page.out.find(std::string(".SS \\fBhippodrome ") + verb), std::string::npos)
            << verb;
        const ProgramResult help = runProgram(folder, {verb, "--help"});
        std::istringstream text(help.out);
        for (std::string word; text >> word;)
            if (word.starts_with("--") &&
                word.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == std::string::npos) {
                std::string escaped;
                for (const char c : word)
                    escaped += c == '-' ? "\\-" : std::string(1, c);
                EXPECT_NE(page.out.find("\\fB" + escaped + "\\fR"), std::string::npos) << word;
            }
    }
    EXPECT_NE(page.out.find("first_light, "), std::string::npos);
    EXPECT_EQ(page.out.find("manual\\-page"), std::string::npos) << "it is for packages only";
}

TEST(Manual, BashCompletesVerbsScenesOptionsAndTheirValues) {
    const TestFolder folder;
    const ProgramResult script = runProgram(folder, {"completion", "bash"});
    ASSERT_EQ(script.status, 0) << script.err;
    const std::string file = folder.write("completion.bash", script.out);
    using Words = std::vector<std::string>;
    EXPECT_EQ(completed(folder, file, {"tra"}),
              (Words{"train", "transition_revaluation", "transition_revaluation_six_states",
                     "trapezoid"}));
    EXPECT_EQ(completed(folder, file, {"train", "first_light_"}), (Words{"first_light_plain"}));
    EXPECT_EQ(completed(folder, file, {"sweep", "first_light_15"}), (Words{"first_light_15_s"}));
    EXPECT_EQ(completed(folder, file, {"run", "barrier", "--se"}),
              (Words{"--seed", "--set", "--seconds"}));
    EXPECT_EQ(completed(folder, file, {"--theme", ""}), (Words{"dark", "light", "projector"}));
    EXPECT_EQ(completed(folder, file, {"export", "x", "--what", "pro"}), (Words{"probe"}));
    EXPECT_EQ(completed(folder, file, {"completion", "f"}), (Words{"fish"}));
    EXPECT_EQ(completed(folder, file, {"run", "--seed", ""}), Words{});
    folder.write("mine.json", "{}");
    EXPECT_EQ(completed(folder, file, {"run", "mi"}), (Words{"mine.json"})) << "files, too";
}

TEST(Manual, OtherShellsAreCompletedToo) {
    const TestFolder folder;
    EXPECT_TRUE(runProgram(folder, {"completion", "zsh"}).out.starts_with("#compdef hippodrome\n"));
    EXPECT_NE(runProgram(folder, {"completion", "fish"})
                  .out.find("complete -c hippodrome -n __fish_use_subcommand -a train"),
              std::string::npos);
    EXPECT_EQ(runProgram(folder, {"completion", "tcsh"}).status, 2);
}

} // namespace hippodrome::test_manual
