#include "core/base/file_io.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace hippodrome {

namespace {

[[noreturn]] void failWriting(const std::filesystem::path& path, int code) {
    throw Error(std::string("cannot be written: ") + std::strerror(code), ErrorKind::resource)
        .inFile(path.string());
}

} // namespace

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
