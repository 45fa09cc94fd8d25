#include "core/agents/navigator/vector_navigator_trained.h"

#include "core/base/checkpoint.h"
#include "core/base/error.h"

#include <system_error>
#include <vector>

namespace hippodrome {

namespace {

std::string sizesOf(const NavigatorShape& shape) {
    return std::to_string(shape.code) + " units of code, " + std::to_string(shape.senses) +
           " senses, " + std::to_string(shape.products) + " products, " +
           std::to_string(shape.hidden) + " hidden units and " + std::to_string(shape.actions) +
           " headings";
}

} // namespace

std::vector<std::filesystem::path> trainedPolicyFolders(const std::filesystem::path& folder) {
    std::error_code ignored;
    const std::filesystem::path program =
        std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    std::vector<std::filesystem::path> folders = {program / "../share/hippodrome/trainings",
                                                  HIPPODROME_TRAININGS};
    if (!folder.empty())
        folders.insert(folders.begin(), folder);
    return folders;
}

std::filesystem::path trainedPolicyFile(const std::string& name,
                                        const std::filesystem::path& folder) {
    std::error_code ignored;
    std::string places;
    for (const std::filesystem::path& one : trainedPolicyFolders(folder.empty() ? "." : folder)) {
        std::filesystem::path file = one / name;
        if (std::filesystem::is_regular_file(file, ignored))
            return file;
        places += (places.empty() ? "" : ", ") + file.lexically_normal().string();
    }
    throw Error("expected the file of a trained policy, found none at " + places);
}

void readTrainedPolicy(const std::filesystem::path& file, NavigatorNetwork<float>& network) {
    const Checkpoint whole = Checkpoint::read(file);
    const Checkpoint policy =
        whole.has("policy_weights") ? whole : whole.section("world").section("agent");
    if (!policy.has("policy_weights"))
        throw Error("expected the checkpoint of a run with a vector navigator, found something "
                    "else")
            .inFile(file.string());
    const NavigatorShape found = policy.value<NavigatorShape>("policy_shape");
    if (!(found == network.shape()))
        throw Error("the trained policy has other sizes: expected " + sizesOf(network.shape()) +
                    "; found " + sizesOf(found))
            .inFile(file.string());
    policy.get<float>("policy_weights", network.weights());
}

} // namespace hippodrome
