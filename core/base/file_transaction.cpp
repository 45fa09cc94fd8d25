#include "core/base/file_transaction.h"

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace hippodrome {

namespace {

namespace fs = std::filesystem;

constexpr const char* listName = "changes.json";
constexpr const char* nextSuffix = ".next.part";
constexpr double mostNames = 1e5;
constexpr std::size_t mostListBytes = std::size_t{16} << 20;

fs::path nextOf(const fs::path& file) {
    return file.string() + nextSuffix;
}

[[noreturn]] void failTo(const char* what, const fs::path& file, const std::error_code& code) {
    throw Error(std::string("cannot be ") + what + ": " + code.message(), ErrorKind::resource)
        .inFile(file.string());
}

/// Renames and removals reach the disk.
void flushFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor); // some file systems cannot, and need not
    ::close(descriptor);
}

/// Takes a file away that may not be there.
void removeFile(const fs::path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
        failTo("removed", file, std::error_code(errno, std::generic_category()));
}

void carryOut(const fs::path& folder, const std::vector<fs::path>& put,
              const std::vector<fs::path>& removed) {
    for (const fs::path& name : put) {
        std::error_code code;
        // One that is gone was renamed before the program was stopped.
        if (fs::exists(nextOf(folder / name), code))
            fs::rename(nextOf(folder / name), folder / name, code);
        if (code)
            failTo("renamed", nextOf(folder / name), code);
    }
    flushFolder(folder);
    for (const fs::path& name : removed)
        if (std::find(put.begin(), put.end(), name) == put.end())
            removeFile(folder / name);
    removeFile(folder / listName);
    flushFolder(folder);
}

Json namesOf(const std::vector<fs::path>& files) {
    Json names = Json::array();
    for (const fs::path& file : files)
        names.push_back(file.generic_string());
    return names;
}

/// Names in a list that somebody else may have written: none may lead out of the folder.
std::vector<fs::path> readNames(const JsonCursor& cursor, const fs::path& folder) {
    std::vector<fs::path> names;
    for (const JsonCursor& element : cursor.elements(Range{0, mostNames})) {
        const fs::path name = element.text();
        const bool leadsOut = name.empty() || name.is_absolute() ||
                              std::any_of(name.begin(), name.end(),
                                          [](const fs::path& part) { return part == ".."; });
        std::error_code ignored;
        const bool throughLink =
            name.has_parent_path() && fs::is_symlink(folder / name.parent_path(), ignored);
        if (leadsOut || throughLink || std::distance(name.begin(), name.end()) > 2)
            element.failExpected("the name of a file in this folder");
        names.push_back(name);
    }
    return names;
}

/// Removes new content that never came to count, and what single files have left.
void clearRemains(const fs::path& folder) {
    const auto isRemains = [](const std::string& name) {
        if (name.ends_with(nextSuffix))
            return true;
        const std::size_t part = name.rfind(".part");
        return part != std::string::npos && part + 5 < name.size() &&
               name.find_first_not_of("0123456789", part + 5) == std::string::npos;
    };
    std::error_code ignored;
    std::vector<fs::path> remains;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
            for (const auto& inner : fs::directory_iterator(entry.path(), ignored))
                if (isRemains(inner.path().filename().string()) && inner.is_regular_file(ignored))
                    remains.push_back(inner.path());
        } else if (isRemains(entry.path().filename().string())) {
            remains.push_back(entry.path());
        }
    }
    for (const fs::path& file : remains)
        removeFile(file);
}

} // namespace

FileTransaction::FileTransaction(fs::path folder) : folder_(std::move(folder)) {
    recover(folder_);
}

FileTransaction::~FileTransaction() {
    if (committed_)
        return;
    for (const fs::path& name : put_)
        ::unlink(nextOf(folder_ / name).c_str());
}

void FileTransaction::put(const fs::path& name, std::string_view content) {
    std::error_code code;
    fs::create_directories((folder_ / name).parent_path(), code);
    if (code)
        failTo("written", folder_ / name, code);
    put_.push_back(name);
    try {
        writeFileAtomically(nextOf(folder_ / name), content);
    } catch (const Error& error) {
        throw Error(error.message(), error.kind()).inFile((folder_ / name).string());
    }
}

void FileTransaction::remove(const fs::path& name) {
    removed_.push_back(name);
}

void FileTransaction::commit() {
    std::error_code code;
    std::erase_if(removed_,
                  [&](const fs::path& name) { return !fs::exists(folder_ / name, code); });
    if (put_.empty() && removed_.empty())
        return;
    writeFileAtomically(folder_ / listName,
                        Json{{"put", namesOf(put_)}, {"remove", namesOf(removed_)}}.dump() + "\n");
    flushFolder(folder_);
    committed_ = true;
    carryOut(folder_, put_, removed_);
}

void FileTransaction::recover(const fs::path& folder) {
    std::error_code code;
    if (fs::exists(folder / listName, code)) {
        const JsonDocument document =
            parseJson(readTextFile(folder / listName, mostListBytes), (folder / listName).string());
        ObjectReader list{JsonCursor(document)};
        const std::vector<fs::path> put = readNames(list.required("put"), folder);
        const std::vector<fs::path> removed = readNames(list.required("remove"), folder);
        list.finish();
        carryOut(folder, put, removed);
    }
    clearRemains(folder);
}

bool FileTransaction::wasInterrupted(const fs::path& folder) {
    std::error_code code;
    return fs::exists(folder / listName, code);
}

void FileTransaction::finishInterrupted(const fs::path& folder) {
    std::error_code code;
    if (!fs::exists(folder / listName, code))
        return;
    const FolderLock lock(folder);
    recover(folder);
}

FolderLock::FolderLock(const fs::path& folder) {
    descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return;
    ::close(std::exchange(descriptor_, -1));
    throw Error("another process is writing into this folder", ErrorKind::resource)
        .inFile(folder.string());
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

} // namespace hippodrome
