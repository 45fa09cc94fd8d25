// The window under random hands: walls, rewards, undo, parameters, panels, moments of the film,
// other scenes, answers to dialogs, while the rat runs and brains train.
//   soak_window [--seconds S] [--seed K] [--every MS] [--log FILE.csv] [--stay] [--only DEED]
//       [--most MB] SCENE...
// Begins with the first scene; now and then another of them is opened, with --stay never. The log
// has the memory of the program every ten seconds, and what most
// of it depends on: how many maps there are, and how small their bins. Ends with status 1 when a
// fault was told that nobody foresaw, or, with --most MB, when the program ever took more memory.
#include "core/base/memory.h"
#include "core/base/rng.h"

#include "widgets/style/theme.h"
#include "widgets/window/application.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QScrollBar>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

#include <cstdio>
#include <functional>

using namespace hippodrome;

namespace {

/// Resident memory of this process [MB].
double residentMegabytes() {
    QFile file("/proc/self/statm");
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    const double pages = file.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// How many units have maps.
int mapsOf(MainWindow& window) {
    const auto maps = window.session()->latestMaps();
    int units = 0;
    if (maps)
        for (const PopulationPicture& picture : maps->populations)
            units += picture.population.units;
    return units;
}

class Hands {
public:
    Hands(MainWindow& window, QStringList scenes, std::uint64_t seed, bool stay, QString only)
        : window_(window), scenes_(std::move(scenes)), random_(seed), stay_(stay),
          only_(std::move(only)) {}

    /// One thing that a person may do. Returns its name.
    const char* act() {
        struct Deed {
            const char* name;
            int weight;
            void (Hands::*act)();
        };
        static const Deed deeds[] = {
            {"draw", 24, &Hands::draw},        {"undo", 10, &Hands::undo},
            {"erase", 6, &Hands::eraseSome},   {"polygon", 2, &Hands::polygon},
            {"play", 6, &Hands::play},         {"number", 8, &Hands::number},
            {"choice", 6, &Hands::choice},     {"action", 6, &Hands::action},
            {"gallery", 10, &Hands::gallery},  {"moment", 5, &Hands::moment},
            {"live", 5, &Hands::live},         {"branch", 1, &Hands::branch},
            {"keys", 4, &Hands::keys},         {"size", 2, &Hands::size},
            {"scroll", 4, &Hands::scroll},     {"save", 1, &Hands::save},
            {"panel", 4, &Hands::panelButton}, {"scene", 1, &Hands::scene},
            {"lesson", 1, &Hands::lesson},
        };
        const auto weightOf = [this](const Deed& deed) {
            return only_.isEmpty() || only_ == deed.name ? deed.weight : 0;
        };
        int all = 0;
        for (const Deed& deed : deeds)
            all += weightOf(deed);
        int left = below(all);
        for (const Deed& deed : deeds)
            if ((left -= weightOf(deed)) < 0) {
                (this->*deed.act)();
                return deed.name;
            }
        return "";
    }

    /// Answers whatever dialog or menu is open, as Escape or some button would.
    void answer() {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            popup->close();
            return;
        }
        QWidget* modal = QApplication::activeModalWidget();
        if (!modal)
            return;
        if (auto* box = qobject_cast<QMessageBox*>(modal)) {
            const QList<QAbstractButton*> buttons = box->buttons();
            if (!buttons.isEmpty() && below(4) > 0)
                buttons[below(static_cast<int>(buttons.size()))]->click();
            else
                box->reject();
        } else if (auto* dialog = qobject_cast<QDialog*>(modal)) {
            if (qobject_cast<QInputDialog*>(dialog) && below(2) > 0)
                dialog->accept();
            else
                dialog->reject();
        } else {
            modal->close();
        }
    }

private:
    int below(int n) {
        return n > 0 ? static_cast<int>(random_.below(static_cast<std::uint64_t>(n))) : 0;
    }

    ArenaView* arena() {
        const auto& panels = window_.brainPanels();
        return panels.empty()
                   ? nullptr
                   : &panels[static_cast<std::size_t>(below(static_cast<int>(panels.size())))]
                          ->arena();
    }
    /// A place in and around a widget.
    QPoint placeIn(const QWidget& widget) {
        return {below(widget.width() + 20) - 10, below(widget.height() + 20) - 10};
    }
    void drag(QWidget& widget, QPoint from, QPoint to) {
        QTest::mousePress(&widget, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 3; ++step)
            QTest::mouseMove(&widget, from + (to - from) * step / 3);
        if (below(6) == 0)
            QTest::keyClick(&widget, Qt::Key_Escape);
        QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
    }

    void draw() {
        static const char* const tools[] = {"wall", "wall", "reward", "object", "start", "select"};
        window_.chooseTool(tools[below(6)]);
        if (ArenaView* view = arena())
            drag(*view, placeIn(*view), placeIn(*view));
    }
    void eraseSome() {
        window_.chooseTool("erase");
        if (ArenaView* view = arena())
            for (int k = 0; k < 5; ++k)
                QTest::mouseClick(view, Qt::LeftButton, {}, placeIn(*view));
    }
    void polygon() {
        window_.chooseTool("polygon");
        ArenaView* view = arena();
        if (!view)
            return;
        for (int k = below(6); k >= 0; --k)
            QTest::mouseClick(view, Qt::LeftButton, {}, placeIn(*view));
        QTest::keyClick(view, below(3) == 0 ? Qt::Key_Escape : Qt::Key_Return);
    }
    void undo() {
        for (int k = below(4); k >= 0; --k)
            below(3) == 0 ? window_.document().undoStack().redo()
                          : window_.document().undoStack().undo();
    }
    void play() { window_.setRunning(below(5) > 0); }
    void number() {
        QList<QAbstractSpinBox*> boxes;
        for (QAbstractSpinBox* box : window_.form().findChildren<QAbstractSpinBox*>())
            if (box->isEnabled())
                boxes.append(box);
        if (boxes.isEmpty())
            return;
        QAbstractSpinBox* box = boxes[below(static_cast<int>(boxes.size()))];
        if (below(3) == 0) {
            box->selectAll();
            QTest::keyClicks(box, QString::number(below(300) - 20));
            QTest::keyClick(box, Qt::Key_Return);
        } else {
            below(2) == 0 ? box->stepUp() : box->stepDown();
            QTest::keyClick(box, Qt::Key_Return);
        }
    }
    void choice() {
        QList<QComboBox*> boxes;
        for (QComboBox* box : window_.findChildren<QComboBox*>())
            if (box->isVisible() && box->isEnabled() && box->count() > 1)
                boxes.append(box);
        if (boxes.isEmpty())
            return;
        QComboBox* box = boxes[below(static_cast<int>(boxes.size()))];
        box->setFocus();
        QTest::keyClick(box, below(2) == 0 ? Qt::Key_Down : Qt::Key_Up);
    }
    void action() {
        QList<QAction*> actions;
        for (QAction* action : window_.findChildren<QAction*>())
            if (action->isEnabled() && !action->menu() && !action->text().isEmpty() &&
                !action->text().contains("Quit") && !action->text().contains("recent") &&
                (!stay_ || (!action->text().endsWith(".json") && !action->text().contains("Open"))))
                actions.append(action);
        if (!actions.isEmpty())
            actions[below(static_cast<int>(actions.size()))]->trigger();
        // Lessons and other windows of their own are looked at for a moment.
        for (QWidget* other : QApplication::topLevelWidgets())
            if (other != &window_ && other->isVisible() && other->isWindow() && below(2) == 0 &&
                !qobject_cast<QDialog*>(other))
                other->close();
    }
    void gallery() {
        const auto& panels = window_.brainPanels();
        if (panels.empty())
            return;
        Gallery& maps =
            panels[static_cast<std::size_t>(below(static_cast<int>(panels.size())))]->gallery();
        QTest::mouseClick(maps.viewport(), Qt::LeftButton, {}, placeIn(*maps.viewport()));
        static const Qt::Key some[] = {Qt::Key_Return, Qt::Key_P, Qt::Key_Right};
        if (below(3) == 0)
            QTest::keyClick(&maps, some[below(3)], below(2) ? Qt::NoModifier : Qt::ShiftModifier);
        static const UnitFilter::Kind kinds[] = {UnitFilter::Kind::all, UnitFilter::Kind::active,
                                                 UnitFilter::Kind::aboveNoise};
        if (below(5) == 0)
            maps.setFilter({kinds[below(3)], nullptr, 0.0, 0.0});
    }
    void moment() {
        Timeline& timeline = window_.timeline();
        drag(timeline, placeIn(timeline), placeIn(timeline));
    }
    void live() { window_.backToLive(); }
    void branch() {
        if (window_.past().moment())
            window_.branchFrom(*window_.past().moment());
    }
    void keys() {
        static const Qt::Key some[] = {Qt::Key_Up,     Qt::Key_Down,   Qt::Key_Left, Qt::Key_Right,
                                       Qt::Key_Escape, Qt::Key_Delete, Qt::Key_F4,   Qt::Key_O};
        QWidget* where = QApplication::focusWidget();
        QTest::keyClick(where ? where : &window_, some[below(8)]);
    }
    void size() { window_.resize(1000 + below(900), 640 + below(440)); }
    void scroll() {
        for (QScrollBar* bar : window_.findChildren<QScrollBar*>())
            if (bar->isVisible() && below(4) == 0)
                bar->setValue(bar->minimum() + below(bar->maximum() - bar->minimum() + 1));
    }
    void save() { window_.save(); }
    /// Opens a lesson, or closes those that are open.
    void lesson() {
        bool closed = false;
        for (QWidget* other : QApplication::topLevelWidgets())
            if (other != &window_ && other->isVisible() && !qobject_cast<QDialog*>(other))
                closed = other->close() || closed;
        for (QAction* action : window_.findChildren<QAction*>())
            if (!closed && action->shortcut() == QKeySequence(below(2) ? Qt::Key_F2 : Qt::Key_F3))
                action->trigger();
    }
    void panelButton() {
        QList<QAbstractButton*> buttons;
        for (auto* button : window_.findChildren<QToolButton*>())
            if (button->isVisible() && button->isEnabled() && button->isCheckable())
                buttons.append(button);
        if (!buttons.isEmpty())
            buttons[below(static_cast<int>(buttons.size()))]->click();
    }
    void scene() {
        if (!stay_ && !scenes_.isEmpty())
            window_.openScene(scenes_[below(static_cast<int>(scenes_.size()))]);
    }

    MainWindow& window_;
    QStringList scenes_;
    Rng random_;
    bool stay_;
    QString only_; ///< deed; empty: all
};

} // namespace

int main(int argc, char** argv) {
    giveFreedMemoryBack(); // as the program does
    Application application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{"seconds", "", "s", "20"},
                       {"seed", "", "k", "1"},
                       {"every", "", "ms", "300"},
                       {"log", "", "file"},
                       {"most", "", "MB"},
                       {"only", "", "deed"},
                       {"stay", ""}});
    parser.process(application);
    applyTheme(application, "dark");
    QTemporaryDir folder;
    MainWindow window;
    window.keeper().setDocumentsFolder(folder.filePath("documents"));
    window.setSceneFolder(HIPPODROME_SOURCE_DIR "/scenes");
    window.enableRecovery(folder.filePath("recovery"), 60000);
    window.resize(1280, 720);
    window.show();
    const QStringList scenes = parser.positionalArguments();
    if (scenes.isEmpty() || !window.openScene(scenes.front()))
        return 2;
    window.setRunning(true);

    Hands hands(window, scenes, parser.value("seed").toULongLong(), parser.isSet("stay"),
                parser.value("only"));
    QTimer answers;
    QObject::connect(&answers, &QTimer::timeout, [&] { hands.answer(); });
    answers.start(400);
    QFile log(parser.value("log"));
    if (parser.isSet("log") && !log.open(QIODevice::WriteOnly))
        return 2;
    log.write("seconds,memory_mb,ticks,updates,deeds,maps,bin_size_m,scene\n");
    QElapsedTimer clock;
    clock.start();
    const qint64 end = 1000 * parser.value("seconds").toLongLong();
    double most = 0.0;
    long deeds = 0;
    for (qint64 written = -10000; clock.elapsed() < end;) {
        const char* deed = hands.act();
        if (qEnvironmentVariableIsSet("SOAK_SAYS"))
            std::fprintf(stderr, "%ld %s\n", deeds, deed);
        ++deeds;
        QTest::qWait(parser.value("every").toInt());
        if (clock.elapsed() < written + 10000)
            continue;
        written = clock.elapsed();
        const double memory = residentMegabytes();
        most = std::max(most, memory);
        const auto snapshot = window.session()->latest();
        const QString line = QString("%1,%2,%3,%4,%5,%6,%7,%8\n")
                                 .arg(written / 1000)
                                 .arg(memory, 0, 'f', 1)
                                 .arg(snapshot->ticks)
                                 .arg(snapshot->updates)
                                 .arg(deeds)
                                 .arg(mapsOf(window))
                                 .arg(window.document().scene().recording.binSize)
                                 .arg(QFileInfo(window.document().fileName()).baseName());
        if (log.isOpen()) {
            log.write(line.toUtf8());
            log.flush();
        }
    }
    std::printf("%ld deeds in %lld s, at most %.0f MB, %d faults\n", deeds,
                static_cast<long long>(clock.elapsed() / 1000), most, application.faults());
    const bool tooMuch = parser.isSet("most") && most > parser.value("most").toDouble();
    return application.faults() > 0 || tooMuch ? 1 : 0;
}
