#pragma once

#include "widgets/document/document.h"
#include "widgets/panels/lower_panel.h"

#include <QWidget>

class QButtonGroup;
class QStackedWidget;

namespace hippodrome {

/// The panels below, one of them on screen, and the buttons that choose it.
class LowerPanels : public QWidget {
    Q_OBJECT

public:
    /// Rivals that panels want to come or go they get in the document.
    explicit LowerPanels(Document& document, QWidget* parent = nullptr);

    /// The row of buttons, which whoever lays out the window puts somewhere.
    QWidget* buttons() { return buttons_; }
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
    QStackedWidget* stack_ = nullptr;
    QWidget* buttons_ = nullptr;
    QButtonGroup* group_ = nullptr;
    std::vector<LowerPanel*> panels_; ///< as panelTypes()
    int frames_ = 0;
};

} // namespace hippodrome
