#pragma once

#include <filesystem>

namespace hippodrome {

/// A folder for files that are wanted only as long as this object lives. It is made, readable for
/// this user alone, when it is first asked for; what programs have left that were killed goes then.
class ScratchFolder {
public:
    ScratchFolder() = default;
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    /// Throws Error (resource) when it cannot be made.
    const std::filesystem::path& path();

private:
    std::filesystem::path path_;
};

} // namespace hippodrome
