#pragma once

#include "core/arena/arena_templates.h"
#include "core/scene/scene.h"

#include "widgets/making/new_scene.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace hippodrome {

class ArenaPreview;
class BrainCards;
class SizeForm;

/// A shape from a list, with typed sizes: for a new scene, with the brains that ride in it, or as
/// the new outline of the scene that is open.
class ArenaDialog : public QDialog {
    Q_OBJECT

public:
    /// For a new scene.
    explicit ArenaDialog(QWidget* parent = nullptr);
    /// For a new outline of a scene, which tells what has no room in it.
    explicit ArenaDialog(const Scene& scene, QWidget* parent = nullptr);

    /// Takes the shape with this key in hand.
    void chooseShape(const std::string& key);
    /// What was chosen for a new scene.
    NewSceneChoice choice() const;
    /// The arena as it will be; with what has room in it, if it is an outline.
    const Arena& arena() const;

    // Its parts.
    QListWidget& shapes() { return *shapes_; }
    SizeForm& sizes() { return *sizes_; }
    BrainCards& brains() { return *brains_; }
    QCheckBox& wall() { return *wall_; }
    QCheckBox& reward() { return *reward_; }
    QPushButton& accepting() { return *accept_; }
    QLabel& message() { return *message_; }

private:
    void build();
    void buildShapes();
    void shapeChosen();
    void refresh();
    const ArenaTemplate& shape() const;
    /// What the shapes are with the sizes of the arena that is open, where they can have them.
    Json sizesNow() const;

    const Scene* scene_ = nullptr; ///< whose outline it is; nullptr: a new scene
    QListWidget* shapes_;
    ArenaPreview* preview_;
    SizeForm* sizes_;
    BrainCards* brains_;
    QCheckBox* wall_;
    QCheckBox* reward_;
    QLabel* title_;
    QLabel* message_;
    QPushButton* accept_;
};

} // namespace hippodrome
