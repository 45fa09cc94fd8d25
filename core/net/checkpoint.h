#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace hippodrome {

/// Named blocks of bytes that together hold the state of a run. On disk: the magic `HIPPCKPT`,
/// a format version, the number of blocks, and for each its name, size and content, followed by a
/// hash of everything, so that a truncated or damaged file is recognised.
class Checkpoint {
public:
    static constexpr std::uint32_t formatVersion = 1;

    void putText(const std::string& name, const std::string& text);
    const std::string& text(const std::string& name) const;
    bool has(const std::string& name) const { return blocks_.count(name) > 0; }

    /// Stores values bit for bit.
    template <class T>
    void put(const std::string& name, std::span<const T> values) {
        static_assert(std::is_trivially_copyable_v<T>);
        blocks_[name].assign(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    /// Reads a block into `values`, whose size it must have. Throws Error naming the block.
    template <class T>
    void get(const std::string& name, std::span<T> values) const {
        static_assert(std::is_trivially_copyable_v<T>);
        copyOut(name, reinterpret_cast<char*>(values.data()), values.size_bytes());
    }
    /// All values of a block, however many. Throws Error naming the block.
    template <class T>
    std::vector<T> list(const std::string& name) const {
        std::vector<T> values(text(name).size() / sizeof(T));
        get<T>(name, std::span<T>(values));
        return values;
    }
    template <class T>
    void putValue(const std::string& name, const T& value) {
        put<T>(name, std::span<const T>(&value, 1));
    }
    template <class T>
    T value(const std::string& name) const {
        T result{};
        get<T>(name, std::span<T>(&result, 1));
        return result;
    }
    void putRng(const std::string& name, const Rng& rng) { putValue(name, rng.state()); }
    Rng rng(const std::string& name) const;

    /// The blocks whose names begin with `prefix.`, without it, and back: how a brain's state is
    /// kept apart from another's.
    Checkpoint section(const std::string& prefix) const;
    void putSection(const std::string& prefix, const Checkpoint& section);

    void write(const std::filesystem::path& path) const;
    static Checkpoint read(const std::filesystem::path& path);

private:
    void copyOut(const std::string& name, char* target, std::size_t size) const;

    std::map<std::string, std::string> blocks_;
};

} // namespace hippodrome
