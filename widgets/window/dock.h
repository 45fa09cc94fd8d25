#pragma once

#include <QDockWidget>

class QBoxLayout;

namespace hippodrome {

/// A part of the window that can be hidden, moved, and made a window of its own, on another screen
/// too. Its heading is one strip: a title, or what stands for it, and two buttons.
class Dock : public QDockWidget {
    Q_OBJECT

public:
    /// How it looks: what stands in the heading in place of the title, or beside it.
    struct Heading {
        QWidget* instead = nullptr;
        QWidget* beside = nullptr;
        bool upright = false; ///< at the left, with the buttons alone: for what is not high
    };
    /// `key` names it among those that are remembered.
    Dock(const QString& key, const QString& title, QWidget* content, const Heading& heading);

    /// There is nothing to be shown in it, and it is away; or there is again, and it comes back if
    /// nobody had hidden it.
    void setUseful(bool useful);
    bool comesBack() const { return comesBack_; }
    void setComesBack(bool comesBack) { comesBack_ = comesBack; }

private:
    QWidget* strip(const QString& title, const Heading& heading);
    void addButtons(QBoxLayout* row);

    bool comesBack_ = false; ///< when there is something to be shown again
};

} // namespace hippodrome
