#pragma once

#include <filesystem>
#include <optional>

namespace hippodrome {

/// The right to make one run of a sweep, against other processes with the same folder: a lock on a
/// file, which ends with the process, however it ends. Where the file system has no locks, everyone
/// is given the right.
class RunClaim {
public:
    /// Nothing when another process has it. Throws Error (resource).
    static std::optional<RunClaim> take(const std::filesystem::path& file);

    RunClaim(RunClaim&& other) noexcept;
    RunClaim& operator=(RunClaim&&) = delete;
    /// Gives it back, and takes the file away.
    ~RunClaim();

private:
    RunClaim(std::filesystem::path file, int descriptor)
        : file_(std::move(file)), descriptor_(descriptor) {}

    std::filesystem::path file_;
    int descriptor_ = -1;
};

} // namespace hippodrome
