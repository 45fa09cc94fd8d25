#pragma once

#include "widgets/making/arena_dialog.h"

#include <QObject>

namespace hippodrome {

class MainWindow;

/// Asks for a new arena and puts the scene that comes of it into the window, or gives the open
/// scene another outline.
class ArenaMaker : public QObject {
    Q_OBJECT

public:
    explicit ArenaMaker(MainWindow& window);

    /// A new scene, in which the rat runs at once.
    void askNew();
    /// Another outline for the scene that is open.
    void askOutline();

private:
    void create(const NewSceneChoice& choice);

    MainWindow& window_;
};

} // namespace hippodrome
