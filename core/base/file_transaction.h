#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace hippodrome {

/// Several files of one folder that change together: whatever stops the program in between, they
/// are all the old ones or all the new ones for whoever calls recover() before reading.
///
/// New content is written and flushed beside the old (`NAME.next.part`); then the list of all
/// changes is written (`changes.json`), which is the moment from which they count; then they are
/// carried out in their order, files to be removed last, and the list is removed.
class FileTransaction {
public:
    /// Finishes or clears what an earlier process has left in the folder. Throws Error.
    explicit FileTransaction(std::filesystem::path folder);
    /// Forgets what was not committed.
    ~FileTransaction();
    FileTransaction(const FileTransaction&) = delete;
    FileTransaction& operator=(const FileTransaction&) = delete;

    /// `name` is relative to the folder; folders in it are made. Throws Error (resource).
    void put(const std::filesystem::path& name, std::string_view content);
    /// Removed unless it is put as well.
    void remove(const std::filesystem::path& name);
    /// Throws Error (resource). When it does, the folder holds the old files, or recover() makes
    /// them the new ones.
    void commit();

    /// Carries out what a process that is gone had committed, and removes what it had not. Nobody
    /// may be writing into the folder. Throws Error, also for a list that no transaction has
    /// written.
    static void recover(const std::filesystem::path& folder);
    /// Whether there is something to be carried out.
    static bool wasInterrupted(const std::filesystem::path& folder);
    /// Only the first of it, and only if there is something to be carried out and nobody writes:
    /// for those who come to read. Throws Error.
    static void finishInterrupted(const std::filesystem::path& folder);

private:
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> put_;
    std::vector<std::filesystem::path> removed_;
    bool committed_ = false;
};

/// Keeps other processes from writing into a folder as long as it lives; a process that ends lets
/// go. Leaves no file behind.
class FolderLock {
public:
    /// Throws Error when another process holds it. On file systems without locks it holds nothing.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;

private:
    int descriptor_ = -1;
};

} // namespace hippodrome
