#include "core/base/checkpoint.h"

#include "core/base/checkpoint_format.h"
#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_io.h"

#include <zlib.h>

#include <cstring>
#include <utility>

namespace hippodrome {

namespace {

constexpr std::string_view packedMagic = "HIPPZLIB";
constexpr std::size_t mostBytes = std::size_t{4} << 30;
constexpr std::uint32_t mostBlocks = 1 << 20;

template <class T>
void append(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Reads forward through a file that may end anywhere.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    std::string_view take(std::uint64_t size) {
        if (size > bytes_.size())
            throw Error("the checkpoint is truncated: expected " + std::to_string(size) +
                        " more bytes, found " + std::to_string(bytes_.size()));
        const std::string_view part = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return part;
    }
    template <class T>
    T number() {
        T value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    std::size_t remaining() const { return bytes_.size(); }

private:
    std::string_view bytes_;
};

std::string packed(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string deflated(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(deflated.data()), &size,
                  reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
                  Z_BEST_COMPRESSION) != Z_OK)
        throw Error("not enough memory to pack a checkpoint", ErrorKind::resource);
    deflated.resize(size);
    std::string result(packedMagic);
    append(result, static_cast<std::uint64_t>(bytes.size()));
    return result + deflated;
}

std::string unpacked(const std::string& bytes) {
    ByteReader reader(std::string_view(bytes).substr(packedMagic.size()));
    const auto expected = reader.number<std::uint64_t>();
    const std::string_view deflated = reader.take(reader.remaining());
    // Deflate packs at most a thousand to one: any larger size is that of a damaged file.
    if (expected / 1100 > deflated.size() + 64)
        throw Error("the checkpoint is damaged: its size is impossible");
    if (expected > Checkpoint::mostPacked)
        throw Error("the checkpoint is too large: expected at most " +
                    std::to_string(Checkpoint::mostPacked) + " bytes, found one that says it has " +
                    std::to_string(expected));
    std::string result(expected, '\0');
    uLongf size = expected;
    if (uncompress(reinterpret_cast<Bytef*>(result.data()), &size,
                   reinterpret_cast<const Bytef*>(deflated.data()), deflated.size()) != Z_OK ||
        size != expected)
        throw Error("the checkpoint is truncated or damaged: it cannot be unpacked");
    return result;
}

} // namespace

void Checkpoint::putText(const std::string& name, const std::string& text) {
    blocks_[name] = text;
}

const std::string& Checkpoint::text(const std::string& name) const {
    const auto found = blocks_.find(name);
    if (found == blocks_.end())
        fail(name, "it is missing");
    return found->second;
}

JsonDocument Checkpoint::json(const std::string& name) const {
    try {
        return parseJson(text(name));
    } catch (const Error& error) {
        fail(name, error.what());
    }
}

std::vector<std::string> Checkpoint::names() const {
    std::vector<std::string> names;
    for (const auto& [name, block] : blocks_)
        names.push_back(name);
    return names;
}

std::size_t Checkpoint::size() const {
    std::size_t sum = 0;
    for (const auto& [name, block] : blocks_)
        sum += block.size();
    return sum;
}

void Checkpoint::fail(const std::string& name, const std::string& fault) const {
    throw Error("the checkpoint is damaged or does not fit this scene: block \"" + place_ + name +
                "\": " + fault);
}

void Checkpoint::failFinite(const std::string& name) const {
    fail(name, "expected numbers, found one that is none or not finite");
}

void Checkpoint::failRange(const std::string& name, double found, double low, double high) const {
    fail(name, "expected values from " + formatNumber(low) + " to " + formatNumber(high) +
                   ", found " + formatNumber(found));
}

void Checkpoint::requireWhole(const std::string& name, std::size_t size) const {
    if (text(name).size() % size != 0)
        fail(name, "expected a multiple of " + std::to_string(size) + " bytes, found " +
                       std::to_string(text(name).size()));
}

void Checkpoint::copyOut(const std::string& name, char* target, std::size_t size) const {
    const std::string& block = text(name);
    if (block.size() != size)
        fail(name,
             "expected " + std::to_string(size) + " bytes, found " + std::to_string(block.size()));
    if (size > 0)
        std::memcpy(target, block.data(), size);
}

void Checkpoint::requirePlaces(const std::string& name, std::span<const Vec2> places) const {
    constexpr double farthest = 1e6;
    for (const Vec2 one : places)
        for (const double coordinate : {one.x, one.y})
            if (!(std::abs(coordinate) <= farthest))
                failRange(name, coordinate, -farthest, farthest);
}

bool Checkpoint::truth(const std::string& name) const {
    char byte = 0;
    copyOut(name, &byte, 1);
    if (byte != 0 && byte != 1)
        fail(name, "expected 0 or 1, found " + std::to_string(int{byte}));
    return byte != 0;
}

Rng Checkpoint::rng(const std::string& name) const {
    const auto state = value<Rng::State>(name);
    if (!Rng::possible(state))
        fail(name, "expected the state of a random generator, found one that none comes to");
    Rng result;
    result.setState(state);
    return result;
}

Checkpoint Checkpoint::section(const std::string& prefix) const {
    Checkpoint part;
    part.place_ = place_ + prefix + ".";
    const std::string start = prefix + ".";
    for (const auto& [name, block] : blocks_)
        if (name.starts_with(start))
            part.blocks_[name.substr(start.size())] = block;
    return part;
}

void Checkpoint::putSection(const std::string& prefix, const Checkpoint& section) {
    for (const auto& [name, block] : section.blocks_)
        blocks_[prefix + "." + name] = block;
}

std::string Checkpoint::bytes() const {
    std::string bytes(checkpointMagic);
    append(bytes, formatVersion);
    append(bytes, static_cast<std::uint32_t>(blocks_.size()));
    for (const auto& [name, block] : blocks_) {
        append(bytes, static_cast<std::uint32_t>(name.size()));
        bytes += name;
        append(bytes, static_cast<std::uint64_t>(block.size()));
        bytes += block;
    }
    append(bytes, hashText(bytes));
    return bytes;
}

void Checkpoint::write(const std::filesystem::path& path, Packing packing) const {
    writeFileAtomically(path, packing == Packing::deflate ? packed(bytes()) : bytes());
}

Checkpoint Checkpoint::fromBytes(const std::string& bytes) {
    if (bytes.size() < checkpointMagic.size() ||
        bytes.compare(0, checkpointMagic.size(), checkpointMagic) != 0)
        throw Error("expected a checkpoint of Hippodrome, found something else");
    ByteReader reader(std::string_view(bytes).substr(checkpointMagic.size()));
    const auto version = reader.number<std::uint32_t>();
    if (version != formatVersion)
        throw Error("expected checkpoint version " + std::to_string(formatVersion) + ", found " +
                    std::to_string(version));
    Checkpoint checkpoint;
    const auto count = reader.number<std::uint32_t>();
    if (count > mostBlocks)
        throw Error("the checkpoint is damaged: expected at most " + std::to_string(mostBlocks) +
                    " blocks, found " + std::to_string(count));
    // Copied when it is known to be whole.
    std::vector<std::pair<std::string_view, std::string_view>> blocks;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::string_view name = reader.take(reader.number<std::uint32_t>());
        if (name.size() > longestBlockName)
            throw Error("the checkpoint is damaged: expected names of at most " +
                        std::to_string(longestBlockName) + " bytes, found one of " +
                        std::to_string(name.size()));
        blocks.emplace_back(name, reader.take(reader.number<std::uint64_t>()));
    }
    const std::size_t hashed = bytes.size() - reader.remaining();
    if (reader.number<std::uint64_t>() != hashText(std::string_view(bytes).substr(0, hashed)))
        throw Error("the checkpoint is damaged: its content does not match its hash");
    if (reader.remaining() > 0)
        throw Error("the checkpoint is damaged: expected nothing behind its hash, found " +
                    std::to_string(reader.remaining()) + " bytes");
    for (const auto& [name, block] : blocks)
        if (!checkpoint.blocks_.emplace(name, block).second)
            throw Error("the checkpoint is damaged: block " + quotedExcerpt(name) +
                        " is there twice");
    return checkpoint;
}

bool Checkpoint::isCheckpoint(const std::filesystem::path& path) {
    try {
        const std::string beginning = readBeginning(path, checkpointMagic.size());
        return beginning == checkpointMagic || beginning == packedMagic;
    } catch (const Error&) {
        return false;
    }
}

Checkpoint Checkpoint::read(const std::filesystem::path& path) {
    try {
        // Nothing else is read as a whole, however large.
        const std::string beginning = readBeginning(path, checkpointMagic.size());
        if (beginning != checkpointMagic && beginning != packedMagic)
            return fromBytes(beginning);
        constexpr std::uintmax_t large = std::uintmax_t{128} << 20;
        std::error_code code;
        const std::uintmax_t size = std::filesystem::file_size(path, code);
        if (beginning == checkpointMagic && !code && size > large && size <= mostBytes)
            requireWholeCheckpoint(path);
        const std::string bytes = readTextFile(path, mostBytes);
        return bytes.starts_with(packedMagic) ? fromBytes(unpacked(bytes)) : fromBytes(bytes);
    } catch (const Error& error) {
        throw error.inFile(path.string());
    }
}

} // namespace hippodrome
