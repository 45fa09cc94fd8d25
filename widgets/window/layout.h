#pragma once

#include "widgets/window/dock.h"

#include <QMainWindow>
#include <QObject>

#include <vector>

namespace hippodrome {

/// A way to lay out the window that comes with it.
struct LayoutType {
    QString key;
    QString title;
    QString help;
};

/// What stands around the rows of brains: docks, how they lie for different purposes, and how the
/// user has left them.
class Layout : public QObject {
    Q_OBJECT

public:
    /// What becomes docks.
    struct Parts {
        QWidget* scenes;
        QWidget* sceneChoice; ///< beside their heading
        QWidget* notes;
        QWidget* form;
        QWidget* formChoice;
        QWidget* panels;
        QWidget* panelButtons; ///< their heading
        QWidget* timeline;
        QWidget* inspector;
        QWidget* inspectorHeading;
    };
    Layout(QMainWindow& window, const Parts& parts);

    /// Lecture, laboratory, comparison.
    static const std::vector<LayoutType>& types();
    /// One of them, or one that the user has saved.
    void choose(const QString& name);
    /// Those that the user has saved.
    QStringList own() const;
    void saveAs(const QString& name);
    void forget(const QString& name);

    const std::vector<Dock*>& docks() const { return docks_; }
    /// nullptr when there is none with this key.
    Dock* dock(const QString& key) const;

    /// From now on the window opens as it was left: its size, and where its docks are.
    void remember();
    /// Writes that down.
    void note() const;
    /// All that is on screen, to be put back with restore().
    QByteArray state() const { return window_.saveState(version); }
    bool restore(const QByteArray& state) { return window_.restoreState(state, version); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Dock* add(const QString& key, const QString& title, QWidget* content, Qt::DockWidgetArea area,
              const Dock::Heading& heading = {});
    void placeAll();
    void arrange(const QString& key);

    /// Of what is remembered: states of other versions are passed over.
    static constexpr int version = 1;
    QMainWindow& window_;
    std::vector<Dock*> docks_;
    bool remembers_ = false;
    QString arrangedAs_;
};

} // namespace hippodrome
