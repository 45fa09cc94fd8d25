#include "widgets/window/view_menu.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/window/lecture.h"
#include "widgets/window/main_window.h"

#include <QGuiApplication>
#include <QInputDialog>
#include <QMenuBar>
#include <QScreen>

namespace hippodrome {

ViewMenu::ViewMenu(MainWindow& window) : QObject(&window), window_(window) {
    Document& document = window_.document();
    view_ = window_.menuBar()->addMenu(tr("&View"));
    QMenu* view = view_;
    view->addAction(tr("Whole &arena"), QKeySequence(Qt::Key_F), this,
                    [this] { window_.rows().zoomToFit(); });
    QAction* trail = view->addAction(tr("&Trail"));
    QAction* outlines = view->addAction(tr("Place-field &outlines"));
    outlines->setShortcut(Qt::Key_O);
    for (QAction* action : {trail, outlines})
        action->setCheckable(true);
    connect(view, &QMenu::aboutToShow, this, [&document, trail, outlines] {
        trail->setChecked(document.scene().view.trail);
        outlines->setChecked(document.scene().view.fieldOutlines);
    });
    connect(trail, &QAction::triggered, this,
            [&document] { document.setValue("view.trail", Json(!document.scene().view.trail)); });
    connect(outlines, &QAction::triggered, this, [&document] {
        document.setValue("view.field_outlines", Json(!document.scene().view.fieldOutlines));
    });
    for (const PanelType& type : panelTypes())
        view->addAction(type.menu, type.shortcut, this, [this, key = type.key] {
            // Its key again goes back.
            const bool shown = window_.document().scene().view.panel == key;
            window_.choosePanel(shown ? panelTypes().front().key : key);
        });
    QMenu* colours = view->addMenu(tr("&Colour map"));
    for (const QString& name : ColourMap::names())
        colours->addAction(name, this, [&document, name] {
            document.setValue("view.colour_map", Json(name.toStdString()));
        });
    view->addSeparator();
    addComparison();
    view->addSeparator();
    addLayouts();
    addTextSizes();
    addLecture();
    QMenu* themes = view->addMenu(tr("T&heme"));
    for (const QString& name : themeNames())
        themes->addAction(name, this, [this, name] { window_.look().setTheme(name); });
    QAction* full = view->addAction(tr("&Full screen"));
    full->setShortcut(Qt::Key_F11);
    full->setCheckable(true);
    connect(full, &QAction::triggered, this,
            [this](bool on) { on ? window_.showFullScreen() : window_.showNormal(); });
}

void ViewMenu::addLayouts() {
    QMenu* panels = view_->addMenu(tr("&Panels"));
    for (Dock* dock : window_.arrangement().docks())
        panels->addAction(dock->toggleViewAction());
    QMenu* layouts = view_->addMenu(tr("&Layout"));
    connect(layouts, &QMenu::aboutToShow, this, [this, layouts] { fillLayouts(*layouts); });
    fillLayouts(*layouts);
}

void ViewMenu::addTextSizes() {
    QMenu* sizes = view_->addMenu(tr("Te&xt size"));
    const auto addSize = [&](const QString& text, const QKeySequence& key, auto scale) {
        sizes->addAction(text, key, this, [this, scale] { window_.look().setTextScale(scale()); });
    };
    addSize(tr("&Larger"), QKeySequence::ZoomIn, [] { return textScale() * 1.1; });
    addSize(tr("&Smaller"), QKeySequence::ZoomOut, [] { return textScale() / 1.1; });
    addSize(tr("&Usual"), QKeySequence(Qt::CTRL | Qt::Key_0), [] { return 1.0; });
}

void ViewMenu::addComparison() {
    view_->addAction(tr("&Mark the moment A"), QKeySequence(Qt::Key_M), &window_.comparison(),
                     &CompareBar::mark);
    view_->addAction(tr("A &beside B"), QKeySequence(Qt::SHIFT | Qt::Key_M), this,
                     [this] { toggleComparison(CompareBar::View::beside); });
    view_->addAction(tr("B &less A"), QKeySequence(Qt::CTRL | Qt::Key_M), this,
                     [this] { toggleComparison(CompareBar::View::change); });
}

void ViewMenu::toggleComparison(CompareBar::View wanted) {
    CompareBar& bar = window_.comparison();
    if (!bar.marked())
        return window_.showMessage(
            tr("No moment is marked yet: M marks one, and so does an edit of "
               "the arena"),
            true);
    bar.setView(bar.view() == wanted ? CompareBar::View::now : wanted);
}

void ViewMenu::addLecture() {
    lecture_ = new Lecture(window_);
    QAction* here = view_->addAction(tr("&Lecture"));
    here->setShortcut(Qt::Key_F10);
    here->setCheckable(true);
    here->setToolTip(tr("The whole screen, large text, the projector's colours (F10)"));
    connect(here, &QAction::triggered, this,
            [this](bool on) { on ? lecture_->begin() : lecture_->end(); });
    QAction* there = view_->addAction(tr("Lecture on the &other screen"));
    there->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F10));
    connect(there, &QAction::triggered, this, [this] {
        for (QScreen* screen : QGuiApplication::screens())
            if (screen != window_.screen())
                return lecture_->begin(screen);
        window_.showMessage(tr("There is one screen only: F10 shows the lecture on it"), true);
    });
    QAction* spot = view_->addAction(tr("S&potlight around the pointer"));
    spot->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    spot->setCheckable(true);
    connect(spot, &QAction::triggered, lecture_, &Lecture::setSpotlight);
    connect(lecture_, &Lecture::changed, this, [this, here, spot](bool on) {
        here->setChecked(on);
        if (!on)
            spot->setChecked(false);
        window_.showMessage({});
        if (on)
            window_.showMessage(tr("F10 ends the lecture, B blacks the screen, Ctrl+Shift with a "
                                   "letter takes its tool"));
    });
}

void ViewMenu::fillLayouts(QMenu& menu) {
    menu.clear();
    Layout& layout = window_.arrangement();
    for (const LayoutType& type : Layout::types())
        menu.addAction(type.title, this, [&layout, key = type.key] { layout.choose(key); })
            ->setToolTip(type.help);
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    const QStringList own = layout.own();
    for (const QString& name : own)
        menu.addAction(name, this, [&layout, name] { layout.choose(name); });
    menu.addAction(tr("&Save as…"), this, [this, &layout] {
        const QString name =
            QInputDialog::getText(&window_, tr("Save layout"), tr("Its name:")).trimmed();
        if (!name.isEmpty())
            layout.saveAs(name);
    });
    if (own.isEmpty())
        return;
    QMenu* forget = menu.addMenu(tr("&Forget"));
    for (const QString& name : own)
        forget->addAction(name, this, [&layout, name] { layout.forget(name); });
}

} // namespace hippodrome
