#pragma once

#include <QString>

#include <vector>

namespace hippodrome {

/// A word of the field or of the window, explained.
struct GlossaryEntry {
    QString term;
    QString text;  ///< a sentence or two
    QString group; ///< "Metric", "Parameter of Place cells", "Brain", ...
    QString page;  ///< of the manual that says more; may be empty
};

/// Terms of docs/glossary.md, every metric, every brain, learner and agent, and every parameter of
/// theirs: made from the lists, so that none is forgotten. By term.
std::vector<GlossaryEntry> glossary();
/// A page of them, with headings that links can lead to.
QString glossaryMarkdown();

/// The page of the manual about a kind of brain or agent; empty when there is none.
QString pageOfKind(const QString& key);

} // namespace hippodrome
