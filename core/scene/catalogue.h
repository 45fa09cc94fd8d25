#pragma once

#include "core/scene/about.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// What is known of a scene file to somebody who looks for one.
struct CatalogueEntry {
    std::filesystem::path file;
    std::string name; ///< of the file, with the folder below the catalogue's: `agents/goal_fields`
    std::string title;
    std::string notes;
    About about;
    std::vector<std::string> brains; ///< labels of the types that ride in it
    std::string agent;               ///< label of the type
};

/// The scenes of a folder and of the folders below it, by topic in the order of sceneTopics(),
/// those without a topic last, and then by the minutes that they take and by title. Files that are
/// no scene, and those that cannot be read, are left out: a catalogue is no place for complaints.
/// At most `mostScenes` of them.
std::vector<CatalogueEntry> catalogueOf(const std::filesystem::path& folder);
inline constexpr std::size_t mostScenes = 2000;

/// How well an entry answers a search, whose words must all occur in its name, title, question,
/// paper, topic, brains, agent or notes, in capitals or not: 0 not at all; what is in a title or
/// name counts more than what is in the notes. Nothing searched for is answered by all alike.
int relevance(const CatalogueEntry& entry, const std::string& search);

} // namespace hippodrome
