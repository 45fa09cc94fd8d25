#pragma once

#include "tests/run/tiny_scene.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hippodrome {

/// What a call of the program gave.
struct ProgramResult {
    int status = -1; ///< exit status; -1 when a signal ended it
    std::string out;
    std::string err;
};

/// The program, under way.
class Program {
public:
    /// Starts it with these arguments in `folder`, which also receives what it prints; variables of
    /// the environment are set, or taken away where the value is empty.
    Program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
            const std::map<std::string, std::string>& environment = {})
        : folder_(folder) {
        std::filesystem::create_directories(folder);
        std::vector<char*> words;
        std::string name = HIPPODROME_PROGRAM;
        std::vector<std::string> copies = arguments;
        words.push_back(name.data());
        for (std::string& copy : copies)
            words.push_back(copy.data());
        words.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            const int flags = O_WRONLY | O_CREAT | O_TRUNC;
            if (::chdir(folder.c_str()) != 0)
                ::_exit(126);
            ::dup2(::open((folder / "stdout").c_str(), flags, 0644), STDOUT_FILENO);
            ::dup2(::open((folder / "stderr").c_str(), flags, 0644), STDERR_FILENO);
            for (const auto& [key, value] : environment)
                value.empty() ? ::unsetenv(key.c_str()) : ::setenv(key.c_str(), value.c_str(), 1);
            ::execv(name.c_str(), words.data());
            ::_exit(127);
        }
    }

    void interrupt() const { ::kill(process_, SIGINT); }
    void kill() const { ::kill(process_, SIGKILL); }
    /// Waits for its end.
    ProgramResult finish() {
        int status = 0;
        ::waitpid(process_, &status, 0);
        ProgramResult result;
        if (WIFEXITED(status))
            result.status = WEXITSTATUS(status);
        result.out = contentOf(folder_ / "stdout");
        result.err = contentOf(folder_ / "stderr");
        return result;
    }

private:
    std::filesystem::path folder_;
    pid_t process_ = -1;
};

/// Runs the program to its end. Output and working folder lie beside the test's own files.
inline ProgramResult runProgram(const TestFolder& folder, const std::vector<std::string>& arguments,
                                const std::map<std::string, std::string>& environment = {}) {
    return Program(arguments, folder.path().string() + ".output", environment).finish();
}

/// The files below a folder with their contents, by relative name.
inline std::map<std::string, std::string> filesBelow(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[std::filesystem::relative(entry.path(), folder).string()] =
                contentOf(entry.path());
    return files;
}

/// The same without what depends on the clock or the machine: provenance.json and the last column
/// of history.csv.
inline std::map<std::string, std::string> repeatableFiles(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files = filesBelow(folder);
    files.erase("provenance.json");
    files["history.csv"] = withoutLastColumn(files["history.csv"]);
    return files;
}

} // namespace hippodrome
