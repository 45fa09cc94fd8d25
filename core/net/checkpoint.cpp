#include "core/net/checkpoint.h"

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include <zlib.h>

#include <cstring>

namespace hippodrome {

namespace {

constexpr std::string_view magic = "HIPPCKPT";
constexpr std::string_view packedMagic = "HIPPZLIB";
constexpr std::size_t mostBytes = std::size_t{4} << 30;

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
    if (expected > mostBytes || expected > 1100 * (deflated.size() + 64))
        throw Error("the checkpoint is damaged: its size is impossible");
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
        throw Error("the checkpoint holds no \"" + name + "\"");
    return found->second;
}

std::size_t Checkpoint::size() const {
    std::size_t sum = 0;
    for (const auto& [name, block] : blocks_)
        sum += block.size();
    return sum;
}

void Checkpoint::copyOut(const std::string& name, char* target, std::size_t size) const {
    const std::string& block = text(name);
    if (block.size() != size)
        throw Error("the checkpoint does not fit this scene: expected " + std::to_string(size) +
                    " bytes of \"" + name + "\", found " + std::to_string(block.size()));
    if (size > 0)
        std::memcpy(target, block.data(), size);
}

Rng Checkpoint::rng(const std::string& name) const {
    Rng result;
    result.setState(value<Rng::State>(name));
    return result;
}

Checkpoint Checkpoint::section(const std::string& prefix) const {
    Checkpoint part;
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
    std::string bytes(magic);
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
    if (bytes.size() < magic.size() || bytes.compare(0, magic.size(), magic) != 0)
        throw Error("expected a checkpoint of Hippodrome, found something else");
    ByteReader reader(std::string_view(bytes).substr(magic.size()));
    const auto version = reader.number<std::uint32_t>();
    if (version != formatVersion)
        throw Error("expected checkpoint version " + std::to_string(formatVersion) + ", found " +
                    std::to_string(version));
    Checkpoint checkpoint;
    const auto count = reader.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::string name(reader.take(reader.number<std::uint32_t>()));
        checkpoint.blocks_[name] = reader.take(reader.number<std::uint64_t>());
    }
    const std::size_t hashed = bytes.size() - reader.remaining();
    if (reader.number<std::uint64_t>() != hashText(std::string_view(bytes).substr(0, hashed)))
        throw Error("the checkpoint is damaged: its content does not match its hash");
    return checkpoint;
}

Checkpoint Checkpoint::read(const std::filesystem::path& path) {
    const std::string bytes = readTextFile(path, mostBytes);
    try {
        return bytes.starts_with(packedMagic) ? fromBytes(unpacked(bytes)) : fromBytes(bytes);
    } catch (const Error& error) {
        throw error.inFile(path.string());
    }
}

} // namespace hippodrome
