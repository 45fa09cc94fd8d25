#pragma once

#include "core/base/geometry.h"
#include "core/base/json_io.h"
#include "core/base/rng.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hippodrome {

/// Named blocks of bytes that together hold the state of a run. On disk: the magic `HIPPCKPT`,
/// a format version, the number of blocks, and for each its name, size and content, followed by a
/// hash of everything, so that a truncated or damaged file is recognised. A packed file is the
/// magic `HIPPZLIB`, the size of all that, and the same deflated (zlib).
///
/// The hash tells of accidents only: whoever wrote a file can make it right. So whatever a block
/// holds is checked when it is read: a number is finite unless Values::any is asked for, a truth is
/// 0 or 1, and StateVisitor knows the ranges of what becomes an index, a count or a time. All of
/// them throw Error, "the checkpoint is damaged", with the name of the block.
class Checkpoint {
public:
    static constexpr std::uint32_t formatVersion = 1;
    /// Counts and ticks are at most this, as a double holds them exactly.
    static constexpr long mostCount = long{1} << 53;
    /// Times are at most this [s].
    static constexpr double longestTime = 1e12;

    /// Whether numbers that are no numbers, and infinite ones, belong there.
    enum class Values { finite, any };

    void putText(const std::string& name, const std::string& text);
    const std::string& text(const std::string& name) const;
    /// A block of JSON.
    JsonDocument json(const std::string& name) const;
    /// Of all blocks [bytes].
    std::size_t size() const;
    bool empty() const { return blocks_.empty(); }
    /// Of all blocks, in the order of the alphabet.
    std::vector<std::string> names() const;
    bool has(const std::string& name) const { return blocks_.count(name) > 0; }

    /// Stores values bit for bit.
    template <class T>
    void put(const std::string& name, std::span<const T> values) {
        static_assert(std::is_trivially_copyable_v<T>);
        blocks_[name].assign(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    /// Reads a block into `values`, whose size it must have.
    template <class T>
    void get(const std::string& name, std::span<T> values, Values allowed = Values::finite) const {
        static_assert(std::is_trivially_copyable_v<T> && !std::is_same_v<T, bool>);
        copyOut(name, reinterpret_cast<char*>(values.data()), values.size_bytes());
        if (allowed == Values::finite)
            requireFinite(name, std::span<const T>(values));
    }
    /// All values of a block, however many.
    template <class T>
    std::vector<T> list(const std::string& name, Values allowed = Values::finite) const {
        requireWhole(name, sizeof(T));
        std::vector<T> values(text(name).size() / sizeof(T));
        get<T>(name, std::span<T>(values), allowed);
        return values;
    }
    template <class T>
    void putValue(const std::string& name, const T& value) {
        put<T>(name, std::span<const T>(&value, 1));
    }
    template <class T>
    T value(const std::string& name, Values allowed = Values::finite) const {
        if constexpr (std::is_same_v<T, bool>) {
            return truth(name);
        } else {
            T result{};
            get<T>(name, std::span<T>(&result, 1), allowed);
            return result;
        }
    }
    /// Throws unless these are places, displacements or velocities: of at most 1e6 [m].
    void requirePlaces(const std::string& name, std::span<const Vec2> places) const;
    /// Throws "the checkpoint is damaged", with the block and what is wrong with it.
    [[noreturn]] void fail(const std::string& name, const std::string& fault) const;
    [[noreturn]] void failFinite(const std::string& name) const;
    [[noreturn]] void failRange(const std::string& name, double found, double low,
                                double high) const;
    /// Throws unless the block is a whole number of elements of that many bytes.
    void requireWhole(const std::string& name, std::size_t size) const;
    void putRng(const std::string& name, const Rng& rng) { putValue(name, rng.state()); }
    /// Throws for a state that no generator comes to.
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
    /// A packed one is refused before it is unpacked when it says that it is larger than
    /// mostPacked.
    static Checkpoint read(const std::filesystem::path& path);
    static constexpr std::size_t mostPacked = std::size_t{256} << 20; ///< [bytes]
    /// Whether a file begins as one; false for what cannot be read.
    static bool isCheckpoint(const std::filesystem::path& path);
    /// As in a file that is not packed.
    std::string bytes() const;
    static Checkpoint fromBytes(const std::string& bytes);

private:
    void copyOut(const std::string& name, char* target, std::size_t size) const;
    bool truth(const std::string& name) const;
    template <class T>
    void requireFinite(const std::string& name, std::span<const T> values) const {
        if constexpr (std::is_floating_point_v<T>) {
            for (const T& one : values)
                if (!std::isfinite(one))
                    failFinite(name);
        } else if constexpr (requires(const T& point) { point.x + point.y; }) {
            for (const T& one : values)
                if (!std::isfinite(one.x) || !std::isfinite(one.y))
                    failFinite(name);
        }
    }

    std::string place_; ///< names of the sections around it, for messages
    std::map<std::string, std::string> blocks_;
};

} // namespace hippodrome
