#pragma once

#include "core/scene/scene.h"

#include <QUndoCommand>

#include <optional>
#include <variant>
#include <vector>

namespace hippodrome {

class Document;

/// The outline of an arena: what the boundary tools change together.
struct Outline {
    Polygon boundary;
    std::optional<Circle> circle;
    bool periodic = false;
    friend bool operator==(const Outline&, const Outline&) = default;
};

/// A part of an arena with its values; monostate: it is not there.
using PartValue = std::variant<std::monostate, Outline, Wall, Hole, Reward, Object>;

/// How one part changes: from nothing (added), to nothing (removed), or from value to value. Parts
/// are named by id, never by pointer.
struct PartChange {
    PartValue before;
    PartValue after;
    std::size_t index = 0; ///< place in its list, so that undoing a removal restores the order
};

/// The part with an id; monostate when there is none.
PartValue findPart(const Arena& arena, int id);
/// An arena with a change made.
void applyChange(Arena& arena, const PartValue& from, const PartValue& to, std::size_t index);
/// The same part somewhere else; outlines stay.
PartValue movedBy(const PartValue& part, Vec2 offset);
/// Place of a part in its list; the list's size for one that is not there.
std::size_t indexOfPart(const Arena& arena, const PartValue& part);

/// Changes one part of the arena. The changes of one drag merge into one step.
class ArenaCommand : public QUndoCommand {
public:
    /// `drag` is the same for all changes of one drag, and 0 outside of any.
    ArenaCommand(Document& document, PartChange change, int drag, const QString& text);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Document& document_;
    PartChange change_;
    int drag_;
};

/// Puts another arena in the place of all of it.
class WholeArenaCommand : public QUndoCommand {
public:
    WholeArenaCommand(Document& document, Arena before, Arena after, const QString& text);

    void undo() override;
    void redo() override;

private:
    Document& document_;
    Arena before_;
    Arena after_;
};

/// Changes more of the scene than its arena, so that the document can ask what that costs.
class SceneChangeCommand : public QUndoCommand {
public:
    using QUndoCommand::QUndoCommand;
    /// What undoing it, or doing it again, makes of the scene as it is.
    virtual Scene sceneAfter(const Scene& now, bool undone) const = 0;
};

/// Changes one value of the scene, named by its key. Changes of the same key in a row merge.
class ParameterCommand : public SceneChangeCommand {
public:
    /// `checked` is the scene after it, read when the value was asked for.
    ParameterCommand(Document& document, const QString& key, Json before, Json after,
                     Scene checked);

    Scene sceneAfter(const Scene& now, bool undone) const override;
    void undo() override;
    void redo() override;
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Document& document_;
    QString key_;
    Json before_;
    Json after_;
    std::optional<Scene> checked_; ///< until it is done for the first time
};

/// Puts another version of the whole scene in its place.
class SceneCommand : public SceneChangeCommand {
public:
    SceneCommand(Document& document, Scene before, Scene after, const QString& text);

    Scene sceneAfter(const Scene&, bool undone) const override { return undone ? before_ : after_; }
    void undo() override;
    void redo() override;

private:
    Document& document_;
    Scene before_;
    Scene after_;
};

} // namespace hippodrome
