#include "core/net/checkpoint.h"

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include <cstring>

namespace hippodrome {

namespace {

constexpr std::string_view magic = "HIPPCKPT";

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

void Checkpoint::write(const std::filesystem::path& path) const {
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
    writeFileAtomically(path, bytes);
}

Checkpoint Checkpoint::read(const std::filesystem::path& path) {
    const std::string bytes = readTextFile(path, std::size_t{4} << 30);
    try {
        if (bytes.size() < magic.size() || bytes.compare(0, magic.size(), magic) != 0)
            throw Error("expected a checkpoint of Hippodrome, found something else");
        ByteReader reader(std::string_view(bytes).substr(magic.size()));
        const auto version = reader.number<std::uint32_t>();
        if (version != formatVersion)
            throw Error("expected checkpoint version " + std::to_string(formatVersion) +
                        ", found " + std::to_string(version));
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
    } catch (const Error& error) {
        throw error.inFile(path.string());
    }
}

} // namespace hippodrome
