#include "core/base/npz.h"

#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/npy_header.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace hippodrome {

namespace {

constexpr std::string_view npySuffix = ".npy";
constexpr zip_int64_t mostMembers = 10000;

struct ZipCloser {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

struct Member {
    zip_uint64_t index = 0;
    std::string name; ///< of the array
};

std::vector<Member> arraysOf(zip_t* archive) {
    const zip_int64_t entries = zip_get_num_entries(archive, 0);
    if (entries > mostMembers)
        throw Error("expected at most " + std::to_string(mostMembers) + " files in it, found " +
                    std::to_string(entries));
    std::vector<Member> arrays;
    for (zip_int64_t i = 0; i < entries; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
        const std::string_view view = name ? name : "";
        if (view.size() > npySuffix.size() && view.ends_with(npySuffix))
            arrays.push_back({index, std::string(view.substr(0, view.size() - npySuffix.size()))});
    }
    return arrays;
}

const Member& choose(const std::vector<Member>& arrays, const std::string& wanted) {
    if (arrays.empty())
        throw Error("expected an archive of NumPy arrays (.npz), found one without an array");
    std::vector<std::string> names;
    for (const Member& member : arrays)
        names.push_back(member.name);
    if (wanted.empty() && arrays.size() == 1)
        return arrays.front();
    if (wanted.empty())
        throw Error("expected one array, found " + std::to_string(arrays.size()) + ": " +
                    quotedList(names) + "; name one of them (--array)");
    for (const Member& member : arrays)
        if (member.name == wanted)
            return member;
    throw Error("holds no array " + quotedExcerpt(wanted) + ", but " + quotedList(names));
}

/// Up to `size` bytes more at the end of `bytes`.
void unpack(zip_file_t* file, std::string& bytes, std::size_t size) {
    std::size_t done = bytes.size();
    const std::size_t end = done + size;
    bytes.resize(end);
    while (done < end) {
        const zip_int64_t count = zip_fread(file, bytes.data() + done, end - done);
        if (count < 0)
            throw Error("the archive is damaged");
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
}

std::string unpacked(zip_t* archive, const Member& member) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive, member.index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        throw Error("the archive is damaged");
    const std::unique_ptr<zip_file_t, ZipCloser> file(zip_fopen_index(archive, member.index, 0));
    if (!file)
        throw Error("the array " + quotedExcerpt(member.name) +
                    " cannot be unpacked: " + excerpt(zip_strerror(archive)));
    // The header tells how much is wanted, whatever the archive says of its size.
    std::string bytes;
    constexpr std::size_t beginning = longestNpyHeader + 12;
    unpack(file.get(), bytes, std::min<std::size_t>(stat.size, beginning));
    const NpyHeader header = readNpyHeader(bytes);
    if (stat.size < header.dataEnd())
        throw Error("expected " + std::to_string(header.dataEnd() - header.dataBegin) +
                    " bytes of data, found " + std::to_string(stat.size - header.dataBegin));
    if (header.dataEnd() > bytes.size())
        unpack(file.get(), bytes, header.dataEnd() - bytes.size());
    return bytes;
}

} // namespace

std::string readNpzMember(const std::filesystem::path& path, const std::string& array) {
    int code = 0;
    const std::unique_ptr<zip_t, ZipCloser> archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!archive)
        throw Error("the archive is damaged or cannot be read");
    return unpacked(archive.get(), choose(arraysOf(archive.get()), array));
}

} // namespace hippodrome
