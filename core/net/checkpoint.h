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
/// hash of everything, so that a truncated or damaged file is recognised. A packed file is the
/// magic `HIPPZLIB`, the size of all that, and the same deflated (zlib).
class Checkpoint {
public:
    static constexpr std::uint32_t formatVersion = 1;

    void putText(const std::string& name, const std::string& text);
    const std::string& text(const std::string& name) const;
    /// Of all blocks [bytes].
    std::size_t size() const;
    bool empty() const { return blocks_.empty(); }
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

    /// Leaves out the blocks whose names fulfil `predicate`.
    template <class Predicate>
    void dropIf(Predicate predicate) {
        std::erase_if(blocks_, [&](const auto& block) { return predicate(block.first); });
    }

    enum class Packing { none, deflate };
    void write(const std::filesystem::path& path, Packing packing = Packing::none) const;
    /// Packed or not. Throws Error for a file that is truncated, damaged or something else.
    static Checkpoint read(const std::filesystem::path& path);
    /// As in a file that is not packed.
    std::string bytes() const;
    static Checkpoint fromBytes(const std::string& bytes);

private:
    void copyOut(const std::string& name, char* target, std::size_t size) const;

    std::map<std::string, std::string> blocks_;
};

} // namespace hippodrome
