#include "core/base/file_io.h"

#include "core/base/error.h"
#include "core/base/file_kind.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace hippodrome {

namespace {

[[noreturn]] void failWriting(const std::filesystem::path& path, int code) {
    throw Error(std::string("cannot be written: ") + std::strerror(code), ErrorKind::resource)
        .inFile(path.string());
}

const char* kindOf(mode_t mode) {
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    if (S_ISSOCK(mode))
        return "a socket";
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "a device";
    return "something else";
}

/// A regular file, open for reading.
class OpenedFile {
public:
    explicit OpenedFile(const std::filesystem::path& path) : path_(path) {
        struct stat status {};
        // Before opening, which does something to some devices; and of what was opened.
        if (::stat(path.c_str(), &status) != 0)
            failOpening(errno);
        requireRegular(status);
        // Whatever has taken its place meanwhile is not waited for.
        file_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
        if (file_ < 0)
            failOpening(errno);
        if (::fstat(file_, &status) != 0 || !S_ISREG(status.st_mode)) {
            ::close(file_);
            requireRegular(status);
            failOpening(EIO);
        }
        size_ = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    }
    ~OpenedFile() { ::close(file_); }
    OpenedFile(const OpenedFile&) = delete;
    OpenedFile& operator=(const OpenedFile&) = delete;

    /// What it says of its size.
    std::size_t size() const { return size_; }

    /// Up to `most` bytes.
    std::string read(std::size_t most) const {
        std::string content;
        std::size_t done = 0;
        // Files of the system say that they are empty.
        content.resize(std::min(most, size_ > 0 ? size_ + 1 : std::size_t{1} << 16));
        while (done < most) {
            if (done == content.size())
                content.resize(std::min(most, 2 * content.size()));
            const ssize_t count = ::read(file_, content.data() + done, content.size() - done);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                throw Error(std::string("could not be read to its end: ") + std::strerror(errno))
                    .inFile(path_.string());
            if (count == 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        content.resize(done);
        return content;
    }

private:
    void requireRegular(const struct stat& status) const {
        if (!S_ISREG(status.st_mode))
            throw Error(std::string("expected a file, found ") + kindOf(status.st_mode))
                .inFile(path_.string());
    }
    [[noreturn]] void failOpening(int code) const {
        throw Error(code == ENOENT || code == ENOTDIR
                        ? "no such file"
                        : std::string("cannot be opened for reading: ") + std::strerror(code))
            .inFile(path_.string());
    }

    const std::filesystem::path& path_;
    int file_ = -1;
    std::size_t size_ = 0;
};

} // namespace

std::string readTextFile(const std::filesystem::path& path, std::size_t maximumBytes) {
    const OpenedFile file(path);
    const auto refuse = [&](const std::string& found) {
        throw Error("expected at most " + std::to_string(maximumBytes) + " bytes, found " + found)
            .inFile(path.string());
    };
    if (file.size() > maximumBytes) {
        const std::string kind = kindOfBinary(file.read(4096));
        refuse((kind.empty() ? "" : kind + " of ") + std::to_string(file.size()));
    }
    std::string content = file.read(maximumBytes + 1);
    if (content.size() > maximumBytes)
        refuse("more");
    return content;
}

std::string readBeginning(const std::filesystem::path& path, std::size_t size) {
    return OpenedFile(path).read(size);
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path temporary =
        path.string() + ".part" + std::to_string(static_cast<long>(::getpid()));
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0)
        failWriting(path, errno);
    std::size_t written = 0;
    int fault = 0;
    while (written < content.size() && fault == 0) {
        const ssize_t count = ::write(file, content.data() + written, content.size() - written);
        if (count >= 0)
            written += static_cast<std::size_t>(count);
        else if (errno != EINTR)
            fault = errno;
    }
    if (fault == 0 && ::fsync(file) != 0)
        fault = errno;
    if (::close(file) != 0 && fault == 0)
        fault = errno;
    if (fault == 0 && ::rename(temporary.c_str(), path.c_str()) != 0)
        fault = errno;
    if (fault != 0) {
        ::unlink(temporary.c_str());
        failWriting(path, fault);
    }
}

void prepareOutputFolder(const std::filesystem::path& folder, bool force) {
    std::error_code code;
    if (std::filesystem::exists(folder, code)) {
        if (!std::filesystem::is_directory(folder, code))
            throw Error("expected a folder for results, found a file").inFile(folder.string());
        if (!force && !std::filesystem::is_empty(folder, code))
            throw Error("the folder for results is not empty; choose another or add --force")
                .inFile(folder.string());
        return;
    }
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error("the folder cannot be made: " + code.message(), ErrorKind::resource)
            .inFile(folder.string());
}

} // namespace hippodrome
