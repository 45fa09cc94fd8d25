#include "widgets/window/layout.h"

#include <QEvent>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace hippodrome {

namespace {

const char* const layoutsGroup = "layouts";

} // namespace

const std::vector<LayoutType>& Layout::types() {
    static const std::vector<LayoutType> types{
        {"lecture", tr("Lecture"), tr("Arena, maps and charts, as large as they can be")},
        {"laboratory", tr("Laboratory"), tr("Everything at hand: scenes, notes, parameters")},
        {"comparison", tr("Comparison"), tr("Half of the window for what is compared below")}};
    return types;
}

Layout::Layout(QMainWindow& window, const Parts& parts) : QObject(&window), window_(window) {
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks |
                          QMainWindow::AllowTabbedDocks);
    // Left and right reach down to the status bar, the panels lie between them.
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    add("scenes", tr("Scenes"), parts.scenes, Qt::LeftDockWidgetArea,
        {.beside = parts.sceneChoice});
    add("notes", tr("Notes"), parts.notes, Qt::LeftDockWidgetArea);
    add("parameters", tr("Parameters"), parts.form, Qt::LeftDockWidgetArea,
        {.beside = parts.formChoice});
    add("panels", tr("Levels"), parts.panels, Qt::BottomDockWidgetArea,
        {.instead = parts.panelButtons});
    add("timeline", tr("Timeline"), parts.timeline, Qt::BottomDockWidgetArea, {.upright = true});
    add("inspector", tr("Inspector"), parts.inspector, Qt::RightDockWidgetArea,
        {.instead = parts.inspectorHeading});
    choose(types()[1].key);
    window.installEventFilter(this);
}

Dock* Layout::add(const QString& key, const QString& title, QWidget* content,
                  Qt::DockWidgetArea area, const Dock::Heading& heading) {
    auto* dock = new Dock(key, title, content, heading);
    window_.addDockWidget(area, dock);
    docks_.push_back(dock);
    return dock;
}

Dock* Layout::dock(const QString& key) const {
    const auto found = std::find_if(docks_.begin(), docks_.end(),
                                    [&](const Dock* dock) { return dock->objectName() == key; });
    return found == docks_.end() ? nullptr : *found;
}

void Layout::placeAll() {
    const auto place = [this](const char* key, Qt::DockWidgetArea area) {
        Dock* placed = dock(key);
        placed->setFloating(false);
        window_.addDockWidget(area, placed);
        return placed;
    };
    Dock* scenes = place("scenes", Qt::LeftDockWidgetArea);
    Dock* notes = place("notes", Qt::LeftDockWidgetArea);
    Dock* form = place("parameters", Qt::LeftDockWidgetArea);
    window_.splitDockWidget(scenes, notes, Qt::Vertical);
    window_.splitDockWidget(notes, form, Qt::Vertical);
    Dock* panels = place("panels", Qt::BottomDockWidgetArea);
    window_.splitDockWidget(panels, place("timeline", Qt::BottomDockWidgetArea), Qt::Vertical);
    place("inspector", Qt::RightDockWidgetArea);
}

void Layout::arrange(const QString& key) {
    const bool laboratory = key == "laboratory", lecture = key == "lecture";
    for (const char* left : {"scenes", "notes", "parameters"})
        dock(left)->setVisible(laboratory);
    dock("panels")->show();
    dock("timeline")->setVisible(!lecture);
    if (Dock* inspector = dock("inspector"); inspector->toggleViewAction()->isEnabled())
        inspector->setVisible(!lecture);
    const int width = window_.width(), height = window_.height();
    const auto share = [](int whole, double part) { return static_cast<int>(part * whole); };
    window_.resizeDocks({dock("scenes"), dock("notes"), dock("parameters")},
                        {share(height, 0.2), share(height, 0.18), share(height, 0.45)},
                        Qt::Vertical);
    window_.resizeDocks({dock("scenes"), dock("inspector")},
                        {share(width, 0.19), share(width, key == "comparison" ? 0.2 : 0.215)},
                        Qt::Horizontal);
    const double below = lecture ? 0.26 : key == "comparison" ? 0.45 : 0.24;
    window_.resizeDocks({dock("panels"), dock("timeline")}, {share(height, below), 40},
                        Qt::Vertical);
}

void Layout::choose(const QString& name) {
    const bool known = std::any_of(types().begin(), types().end(),
                                   [&](const LayoutType& type) { return type.key == name; });
    if (!known) {
        arrangedAs_.clear();
        restore(QSettings().value(QString("%1/%2").arg(layoutsGroup, name)).toByteArray());
        return;
    }
    arrangedAs_ = name;
    placeAll();
    arrange(name);
}

QStringList Layout::own() const {
    QSettings settings;
    settings.beginGroup(layoutsGroup);
    return settings.childKeys();
}

void Layout::saveAs(const QString& name) {
    QSettings().setValue(QString("%1/%2").arg(layoutsGroup, name), state());
}

void Layout::forget(const QString& name) {
    QSettings().remove(QString("%1/%2").arg(layoutsGroup, name));
}

void Layout::remember() {
    remembers_ = true;
    const QSettings settings;
    window_.restoreGeometry(settings.value("window/geometry").toByteArray());
    if (restore(settings.value("window/docks").toByteArray()))
        arrangedAs_.clear();
    const QStringList back = settings.value("window/back").toStringList();
    for (Dock* dock : docks_)
        dock->setComesBack(back.contains(dock->objectName()));
}

void Layout::note() const {
    if (!remembers_)
        return;
    QSettings settings;
    settings.setValue("window/geometry", window_.saveGeometry());
    settings.setValue("window/docks", state());
    QStringList back;
    for (const Dock* dock : docks_)
        if (dock->comesBack())
            back << dock->objectName();
    settings.setValue("window/back", back);
}

bool Layout::eventFilter(QObject* watched, QEvent* event) {
    // Sizes that are given before there is a window are lost.
    if (watched == &window_ && event->type() == QEvent::Show && !event->spontaneous() &&
        !arrangedAs_.isEmpty()) {
        const QString key = std::exchange(arrangedAs_, {});
        QMetaObject::invokeMethod(
            this, [this, key] { arrange(key); }, Qt::QueuedConnection);
    }
    if (watched == &window_ && event->type() == QEvent::Close)
        note();
    return QObject::eventFilter(watched, event);
}

} // namespace hippodrome
