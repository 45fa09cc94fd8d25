#include "core/base/npz.h"

#include "core/base/error.h"
#include "core/base/excerpt.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace hippodrome {

namespace {

constexpr std::string_view npySuffix = ".npy";
constexpr zip_int64_t mostMembers = 10000;

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

} // namespace

NpzMember openNpzMember(const std::filesystem::path& path, const std::string& array) {
    int code = 0;
    const std::shared_ptr<zip_t> archive(zip_open(path.c_str(), ZIP_RDONLY, &code),
                                         [](zip_t* open) {
                                             if (open)
                                                 zip_discard(open);
                                         });
    if (!archive)
        throw Error("the archive is damaged or cannot be read");
    const Member member = choose(arraysOf(archive.get()), array);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive.get(), member.index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        throw Error("the archive is damaged");
    zip_file_t* opened = zip_fopen_index(archive.get(), member.index, 0);
    if (!opened)
        throw Error("the array " + quotedExcerpt(member.name) +
                    " cannot be unpacked: " + excerpt(zip_strerror(archive.get())));
    // The archive lives as long as what is read of it.
    const std::shared_ptr<zip_file_t> file(opened, [archive](zip_file_t* f) { zip_fclose(f); });
    const auto left = std::make_shared<zip_uint64_t>(stat.size);
    return {[file, left](char* to, std::size_t size) {
                std::size_t done = 0;
                while (done < size) {
                    const zip_int64_t count = zip_fread(file.get(), to + done, size - done);
                    if (count < 0)
                        throw Error("the archive is damaged");
                    if (count == 0)
                        break;
                    done += static_cast<std::size_t>(count);
                }
                *left -= std::min<zip_uint64_t>(*left, done);
                // Whether what was read has the checksum that the archive states is found out only
                // by reading on at the end.
                char beyond = 0;
                if (*left == 0 && zip_fread(file.get(), &beyond, 1) != 0)
                    throw Error("the archive is damaged: what it holds differs from its checksum");
                return done;
            },
            stat.size};
}

} // namespace hippodrome
