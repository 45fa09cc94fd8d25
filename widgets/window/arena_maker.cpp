#include "widgets/window/arena_maker.h"

#include "widgets/window/main_window.h"

namespace hippodrome {

ArenaMaker::ArenaMaker(MainWindow& window) : QObject(&window), window_(window) {}

void ArenaMaker::askNew() {
    auto* dialog = new ArenaDialog(&window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { create(dialog->choice()); });
    dialog->open();
}

void ArenaMaker::create(const NewSceneChoice& choice) {
    if (!window_.keeper().confirmDiscard())
        return;
    const bool opened = window_.reporter().attempt(
        tr("The scene could not be made"), [&] { window_.opener().openNew(newScene(choice)); });
    if (!opened)
        return;
    window_.rows().focusArena();
    window_.setRunning(true);
    window_.showMessage(tr("The rat runs. W draws a wall, R places a reward, double-click on "
                           "either for its numbers; Ctrl+S saves the scene"));
}

void ArenaMaker::askOutline() {
    auto* dialog = new ArenaDialog(window_.document().scene(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        disconnect(&window_.document(), nullptr, dialog, nullptr);
        window_.document().setArena(dialog->arena(), tr("replace outline"));
    });
    // Edits that others make (undo by a script, say) would leave it with what is no more.
    connect(&window_.document(), &Document::changed, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace hippodrome
