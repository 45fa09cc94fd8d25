#pragma once

#include "core/base/kinds.h"
#include "core/film/film.h"
#include "core/maps/snapshot.h"
#include "core/scene/about.h"

#include <QKeySequence>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// One of the panels below the brains: charts, learning, memory, what goes on inside. All of them
/// live as long as the window, and one is on screen; none needs to know of the others. What a panel
/// has no use for it leaves as it is here.
class LowerPanel : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Each moment of the run. `shown` while the panel is on screen: only then is its picture worth
    /// making.
    virtual void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) = 0;
    virtual void takeMaps(const MapsSnapshot& maps) { (void)maps; }
    /// All moments of a film, which come before those of the run that goes on from it.
    virtual void takeFilm(const FilmIndex& film) { (void)film; }
    /// The arena was edited; `what` says what was done, where that is known.
    virtual void markEdit(long update, double time, const QString& what) {
        (void)update, (void)time, (void)what;
    }
    /// A run has begun.
    virtual void clear() {}
    /// The run has gone back to an update.
    virtual void forgetAfter(long update) { (void)update; }
    /// The update that is looked at; nothing: the latest.
    virtual void setCursor(std::optional<long> update) { (void)update; }
    /// Draws one part of what is on screen again, if there is news of it, so that the work is
    /// spread over several frames: called once in so many.
    virtual void refreshNext() {}
    virtual int framesPerRefresh() const { return 8; }

    /// Takes over the colours of a theme that was chosen.
    virtual void applyTheme() {}
    virtual void setView(const ViewParameters& view) { (void)view; }
    /// The agent that the window shows.
    virtual void setChosenAgent(int agent) { (void)agent; }
    /// No way leads to a reward.
    virtual void setRewardClosedOff(bool closed) { (void)closed; }
    /// The agents whose pictures it needs while it is on screen.
    virtual std::vector<int> watchedAgents() const { return {}; }
    /// What is plotted, for export: a line of names, then comma-separated values; empty where
    /// nothing is.
    virtual QString csv() const { return {}; }

signals:
    void agentChosen(int agent);
    void watchedAgentsChanged();
    /// A rival of this type is wanted.
    void rivalRequested(const QString& type);
    /// A rival is to go.
    void rivalRemoved(const QString& name);
};

/// A kind of panel.
struct PanelType {
    std::string key; ///< as `view.panel` in scenes
    QString title;   ///< on its button
    QString help;    ///< a sentence; the shortcut is added to it
    QString menu;    ///< its entry
    QKeySequence shortcut;
    /// Where it is found: under one of Marr's levels.
    MarrLevel level = MarrLevel::algorithm;
    /// It shows what goes on inside brains, which the session works out only then.
    bool inside = false;
    std::function<LowerPanel*()> create;
};

/// Every panel; the list is in panel_types.cpp. The first is the one that scenes without a word
/// about it show.
const Kinds<PanelType>& panelTypes();
/// Throws Error, with its place in the file, when a scene names a panel that there is none of.
void checkPanel(const Scene& scene, const std::filesystem::path& file);

} // namespace hippodrome
