#include "core/run/run_claim.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hippodrome {

namespace {

/// The open file is the one that stands under its name; its owner may have taken that away.
bool isStillThere(int descriptor, const std::filesystem::path& file) {
    struct stat opened = {}, named = {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

std::optional<RunClaim> RunClaim::take(const std::filesystem::path& file) {
    while (true) {
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor < 0)
            throw Error(std::string("cannot be written: ") + std::strerror(errno),
                        ErrorKind::resource)
                .inFile(file.string());
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(descriptor);
            return std::nullopt;
        }
        RunClaim claim(file, descriptor);
        if (isStillThere(descriptor, file))
            return claim;
        // Locked, but too late. The name belongs to a newer file.
        ::close(std::exchange(claim.descriptor_, -1));
    }
}

RunClaim::RunClaim(RunClaim&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RunClaim::~RunClaim() {
    if (descriptor_ < 0)
        return;
    ::unlink(file_.c_str());
    ::close(descriptor_);
}

} // namespace hippodrome
