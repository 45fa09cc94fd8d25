#pragma once

#include "core/agents/navigator/vector_navigator_network.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// Where trained policies are looked for: in `folder`, and among those that come with the program.
/// Without a folder the latter only.
std::vector<std::filesystem::path> trainedPolicyFolders(const std::filesystem::path& folder);

/// Where a trained policy of that name lies: in `folder` (of the scene), or among those that come
/// with the program. Throws Error naming the places when there is none.
std::filesystem::path trainedPolicyFile(const std::string& name,
                                        const std::filesystem::path& folder);

/// Fills the weights from the checkpoint of a run with a vector navigator, or from what the agent
/// itself has saved. Throws Error, also for a policy of other sizes.
void readTrainedPolicy(const std::filesystem::path& file, NavigatorNetwork<float>& network);

} // namespace hippodrome
