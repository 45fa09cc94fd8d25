#pragma once

#include "widgets/document/document.h"
#include "widgets/panels/lower_panel.h"

#include <QWidget>

#include <array>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace hippodrome {

/// The panels below, one of them on screen: under Marr's three levels, each with what is to be said
/// of it, and what in the open scene shows it.
class LowerPanels : public QWidget {
    Q_OBJECT

public:
    /// Rivals that panels want to come or go they get in the document.
    explicit LowerPanels(Document& document, QWidget* parent = nullptr);

    /// Buttons for the levels and for the panels of the level shown, which whoever lays out the
    /// window puts above.
    QWidget* buttons() { return buttons_; }
    QToolButton& levelButton(MarrLevel level) { return *levels_[static_cast<std::size_t>(level)]; }
    /// The button of a panel; hidden while its level is not shown, or has no other panel.
    QToolButton& panelButton(const std::string& key);
    /// Shows the panel with this key; the first one for a key that there is none of.
    void setShown(const std::string& key);
    LowerPanel& shown() const;
    const PanelType& shownType() const;
    /// The panel of this class.
    template <class P>
    P& get() const {
        return *findChild<P*>();
    }
    /// Calls something of every panel: `panels.each(&LowerPanel::clear)`.
    template <class... Parameters, class... Arguments>
    void each(void (LowerPanel::*what)(Parameters...), const Arguments&... arguments) {
        for (LowerPanel* panel : panels_)
            (panel->*what)(arguments...);
    }
    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Once a frame in which nothing else has to be done.
    void refresh();

signals:
    /// A button was clicked.
    void chosen(const std::string& key);
    // As LowerPanel has them, of any panel.
    void agentChosen(int agent);
    void watchedAgentsChanged();

private:
    LowerPanel* make(const PanelType& type, Document& document);
    void buildButtons();
    /// The panel that a level begins with: the one that was shown there last.
    void showLevel(MarrLevel level);
    void saySentence();

    QStackedWidget* stack_ = nullptr;
    QWidget* buttons_ = nullptr;
    QLabel* sentence_ = nullptr;
    std::array<QToolButton*, 3> levels_{};
    std::array<std::string, 3> shownLast_; ///< keys, of each level
    std::vector<QToolButton*> choices_;    ///< as panelTypes()
    std::vector<LowerPanel*> panels_;      ///< as panelTypes()
    std::shared_ptr<const Snapshot> latest_;
    int frames_ = 0;
};

} // namespace hippodrome
