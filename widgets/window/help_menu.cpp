#include "widgets/window/help_menu.h"

#include "widgets/help/glossary.h"
#include "widgets/help/key_list.h"
#include "widgets/help/manual.h"
#include "widgets/help/tour.h"
#include "widgets/lessons/ablation_window.h"
#include "widgets/lessons/lesson_window.h"
#include "widgets/style/version.h"
#include "widgets/window/command_list.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QWhatsThis>

namespace hippodrome {

namespace {

/// What is open comes to the front instead of a second one: a lesson computes, and takes memory.
template <class Window>
bool raiseOpen(QWidget* parent) {
    auto* open = parent->findChild<Window*>();
    if (!open)
        return false;
    open->show();
    open->raise();
    open->activateWindow();
    return true;
}

void showWindow(QWidget* opened) {
    opened->setAttribute(Qt::WA_DeleteOnClose);
    opened->show();
}

} // namespace

HelpMenu::HelpMenu(MainWindow& window) : QObject(&window), window_(window) {
    QMenu* help = window.menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Manual"), QKeySequence::HelpContents, this, &HelpMenu::openManual);
    help->addAction(tr("&Find a command…"), QKeySequence(Qt::CTRL | Qt::Key_K), this,
                    &HelpMenu::openCommands);
    help->addAction(tr("&Keys"), QKeySequence(Qt::CTRL | Qt::Key_Slash), this, &HelpMenu::openKeys);
    help->addAction(tr("What is &this?"), QKeySequence(Qt::SHIFT | Qt::Key_F1), this,
                    [] { QWhatsThis::enterWhatsThisMode(); });
    help->addAction(tr("&Tour of the window"), this, [&window] { beginTour(window); });
    help->addSeparator();
    help->addAction(tr("Lesson: &why hexagons?"), QKeySequence(Qt::Key_F2), this,
                    &HelpMenu::openLesson);
    help->addAction(tr("Lesson: what do grid cells &need?"), QKeySequence(Qt::Key_F3), this,
                    &HelpMenu::openAblations);
    help->addSeparator();
    help->addAction(tr("&About Hippodrome"), this, [&window] {
        QMessageBox::about(&window, tr("About Hippodrome"),
                           tr("<b>Hippodrome %1</b><br>Watch place cells and grid cells emerge.<br>"
                              "GPL-3.0-or-later")
                               .arg(versionText()));
    });
    nameManualPages();
}

void HelpMenu::nameManualPages() {
    const auto name = [this](const char* dock, const char* page) {
        setManualPage(window_.arrangement().dock(dock)->widget(), page);
    };
    name("scenes", "experiments");
    name("panels", "window#marrs-three-levels");
    name("timeline", "window#timeline");
    name("inspector", "metrics");
    setManualPage(&window_.rows(), "window#maps");
}

void HelpMenu::openManual() {
    QWidget* focus = QApplication::focusWidget();
    QString page = manualPageOf(focus);
    // Parameters are explained where their brain or agent is.
    if (const QString kind = pageOfKind(window_.formPane().kind());
        focus && window_.form().isAncestorOf(focus) && !kind.isEmpty())
        page = kind;
    if (!raiseOpen<Manual>(&window_))
        showWindow(new Manual(&window_));
    window_.findChild<Manual*>()->showPage(page);
}

void HelpMenu::openKeys() {
    if (!raiseOpen<KeyList>(&window_))
        showWindow(new KeyList(*window_.menuBar(), &window_));
}

void HelpMenu::openCommands() {
    if (!raiseOpen<CommandPalette>(&window_))
        showWindow(new CommandPalette(namedCommands(window_), &window_));
}

void HelpMenu::openLesson() {
    if (raiseOpen<LessonWindow>(&window_))
        return;
    const Document& document = window_.document();
    showWindow(new LessonWindow(
        [&document] { return std::make_shared<const ArenaGeometry>(document.scene().arena); },
        QString::fromStdString(document.scene().view.colourMap), &window_));
}

void HelpMenu::openAblations() {
    if (raiseOpen<AblationWindow>(&window_))
        return;
    window_.reporter().attempt(tr("The lesson could not be opened"), [&] {
        const QString sweeps = window_.sceneFolder() + "/sweeps";
        showWindow(new AblationWindow(window_.document(), sweeps + "/ablations.json",
                                      ":/measured/ablations.json", sweeps + "/solo.json",
                                      ":/measured/solo.json", &window_));
    });
}

void beginTour(MainWindow& window) {
    const auto dock = [&window](const char* key) {
        return [&window, key]() -> QWidget* { return window.arrangement().dock(key); };
    };
    new Tour(
        window,
        {{MainWindow::tr("Welcome"),
          MainWindow::tr("A rat runs in an arena, and brains ride in it. You will see fields "
                         "form, and bend when you draw a wall. Seven steps; Esc ends them."),
          nullptr},
         {MainWindow::tr("Play"),
          MainWindow::tr("The space bar runs and pauses everything. Beside it: single steps, "
                         "training on or off, and how fast time passes."),
          [&window]() -> QWidget* { return &window.bar(); }},
         {MainWindow::tr("Brains and their maps"),
          MainWindow::tr("A row for each brain: its arena with the rat at the left, the maps of "
                         "its units at the right. Cyan is a machine, amber a brain. Click a map "
                         "to look at its unit."),
          [&window]() -> QWidget* { return &window.rows(); }},
         {MainWindow::tr("Draw"),
          MainWindow::tr("Take the wall tool (W) and drag through an arena while it runs. "
                         "Everything can be undone with Ctrl+Z."),
          [&window]() -> QWidget* {
              return window.rows().brains().empty() ? nullptr : &window.rows().brains()[0]->arena();
          }},
         {MainWindow::tr("Three levels"),
          MainWindow::tr("Marr's questions, asked of brain and machine side by side: what is "
                         "the goal, by which algorithm, with what is it made?"),
          dock("panels")},
         {MainWindow::tr("The film"),
          MainWindow::tr("Training is filmed. Click or drag here to look back, and go on from "
                         "any moment."),
          dock("timeline")},
         {MainWindow::tr("Where everything is"),
          MainWindow::tr("Ctrl+B shows all scenes, Ctrl+K finds any command or parameter by its "
                         "name, F1 is the manual. Press play."),
          nullptr}});
}

void offerTourOnce(MainWindow& window) {
    QSettings settings;
    if (settings.value("tourSeen").toBool())
        return;
    settings.setValue("tourSeen", true);
    beginTour(window);
}

} // namespace hippodrome
