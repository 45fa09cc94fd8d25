#pragma once

#include "app/export_source.h"

#include <string>
#include <vector>

namespace hippodrome {

/// The weights of one brain as a file.
struct WeightsFile {
    std::string brain;
    std::string content;
};

/// The networks in the checkpoint of a run's folder, as `npz` or `safetensors`. Throws Error.
std::vector<WeightsFile> weightsOfRun(const ExportSource& source, const std::string& format);

} // namespace hippodrome
