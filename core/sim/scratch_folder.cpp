#include "core/sim/scratch_folder.h"

#include "core/base/error.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace hippodrome {

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty())
        std::filesystem::remove_all(path_, ignored);
}

const std::filesystem::path& ScratchFolder::path() {
    if (!path_.empty())
        return path_;
    std::error_code fault;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(fault);
    std::string name = ((fault ? "/tmp" : folder) / "hippodrome-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        throw Error(std::string("no folder for temporary files could be made: ") +
                        std::strerror(errno),
                    ErrorKind::resource)
            .inFile(name);
    path_ = name;
    return path_;
}

} // namespace hippodrome
