#include "widgets/help/glossary.h"

#include "core/agents/agent.h"
#include "core/analysis/metrics.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"

#include "widgets/help/manual.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace hippodrome {

namespace {

QString inGlossary(const char* text) {
    return QCoreApplication::translate("Glossary", text);
}

QString plain(const std::string& text) {
    return QString::fromStdString(text);
}

/// "**Term**: text" in a line, or in several up to an empty one.
std::vector<GlossaryEntry> writtenTerms() {
    QFile file(":/manual/terms.md");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<GlossaryEntry> entries;
    for (const QString& paragraph : QString::fromUtf8(file.readAll()).split("\n\n")) {
        if (!paragraph.startsWith("**"))
            continue;
        const QString line = paragraph.simplified();
        const qsizetype end = line.indexOf("**", 2);
        if (end > 0)
            entries.push_back({line.mid(2, end - 2),
                               line.mid(end + 2).section(' ', 1).trimmed(),
                               inGlossary("Word"),
                               {}});
    }
    return entries;
}

/// "Weight of the solo objective [1], in Path integrator".
void addFields(const QString& kind, const std::vector<FieldInfo>& fields, const QString& page,
               std::vector<GlossaryEntry>& entries) {
    for (const FieldInfo& field : fields) {
        QString text = plain(field.help);
        if (!field.unit.empty())
            text += inGlossary(" Unit: %1.").arg(plain(field.unit));
        if (!field.source.empty())
            text += inGlossary(" From: %1.").arg(plain(field.source));
        entries.push_back(
            {plain(field.label), text, inGlossary("Parameter of %1").arg(kind), page});
    }
}

template <class Type>
void addKinds(const Kinds<Type>& types, const QString& group, std::vector<GlossaryEntry>& entries) {
    for (const Type& type : types) {
        const QString label = plain(type.label), page = pageOfKind(plain(type.key));
        entries.push_back({label, plain(type.help), group, page});
        addFields(label, type.fields, page, entries);
    }
}

} // namespace

QString pageOfKind(const QString& key) {
    // Not manualPages(): the glossary is one of them, and asks for these.
    static const QStringList folders{"models", "agents"};
    for (const QString& folder : folders)
        if (QFile::exists(QString(":/manual/%1/%2.md").arg(folder, key)))
            return folder + "/" + key;
    // A page may be about several kinds: each is named in it as files name it.
    static const QStringList shared{
        "models/formula_cells",       "models/path_integrator",  "models/boundary_cells",
        "models/place_cells",         "models/attractor_grid",   "models/motion",
        "agents/temporal_difference", "agents/deep_q",           "agents/planner",
        "agents/successor_learner",   "agents/vector_navigator", "agents/README"};
    QString best;
    qsizetype most = 0;
    for (const QString& page : shared) {
        QFile file(QString(":/manual/%1.md").arg(page));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const qsizetype count = QString::fromUtf8(file.readAll()).count(QString("`%1`").arg(key));
        if (count > most) {
            most = count;
            best = page;
        }
    }
    return best;
}

std::vector<GlossaryEntry> glossary() {
    std::vector<GlossaryEntry> entries = writtenTerms();
    for (const MetricType& metric : metricTypes())
        entries.push_back(
            {plain(metric.label),
             plain(metric.help) + (metric.unit.empty()
                                       ? QString()
                                       : inGlossary(" Unit: %1.").arg(plain(metric.unit))),
             inGlossary("Metric"), "metrics"});
    addKinds(brainTypes(), inGlossary("Brain"), entries);
    addKinds(agentTypes(), inGlossary("Agent"), entries);
    for (const MotionType& motion : motionTypes())
        addFields(plain(motion.label), motion.fields, "models/motion", entries);
    std::stable_sort(entries.begin(), entries.end(),
                     [](const GlossaryEntry& a, const GlossaryEntry& b) {
                         return QString::localeAwareCompare(a.term.toLower(), b.term.toLower()) < 0;
                     });
    return entries;
}

QString glossaryMarkdown() {
    QString text =
        inGlossary("# Glossary") + "\n\n" +
        inGlossary("Words of the field and of this window, every metric, every brain and "
                   "agent, and each of their parameters.") +
        "\n\n";
    QString before;
    for (const GlossaryEntry& entry : glossary()) {
        // Parameters that several share have one heading.
        if (entry.term != before)
            text += QString("### %1\n\n").arg(entry.term);
        before = entry.term;
        text += QString("*%1.* %2").arg(entry.group, entry.text);
        if (!entry.page.isEmpty())
            text += inGlossary(" ([more](%1.md))").arg(entry.page);
        text += "\n\n";
    }
    return text;
}

} // namespace hippodrome
