#include "core/film/scratch_folder.h"

#include "core/base/error.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace hippodrome {

namespace {

constexpr const char* prefix = "hippodrome-scratch-";

/// A program that was killed could not clean up after itself.
void removeLeftovers(const std::filesystem::path& parent) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(parent, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix))
            continue;
        const long process = std::strtol(name.c_str() + std::strlen(prefix), nullptr, 10);
        if (process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)
            std::filesystem::remove_all(entry.path(), ignored);
    }
}

} // namespace

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty())
        std::filesystem::remove_all(path_, ignored);
}

const std::filesystem::path& ScratchFolder::path() {
    if (!path_.empty())
        return path_;
    std::error_code fault;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(fault);
    const std::filesystem::path parent = fault ? "/tmp" : folder;
    removeLeftovers(parent);
    std::string name = (parent / (prefix + std::to_string(::getpid()) + "-XXXXXX")).string();
    if (!::mkdtemp(name.data()))
        throw Error(std::string("no folder for temporary files could be made: ") +
                        std::strerror(errno),
                    ErrorKind::resource)
            .inFile(name);
    path_ = name;
    return path_;
}

} // namespace hippodrome
