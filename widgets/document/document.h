#pragma once

#include "widgets/document/commands.h"
#include "widgets/document/refusal.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace hippodrome {

/// What an edit changed.
struct SceneChange {
    /// `replaced` is another version of the same scene, `everything` another scene.
    enum class What { arena, parameters, replaced, everything };
    What what = What::everything;
};

/// The open scene: its file, its undo stack, and one signal. Every edit goes through a command; an
/// edit that would make the arena unsound is refused with the reason, and nothing changes. Nobody
/// may edit while `changed` is being delivered.
class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    const Scene& scene() const { return scene_; }
    const QString& fileName() const { return fileName_; }
    QString displayName() const;
    QUndoStack& undoStack() { return undo_; }
    bool isModified() const { return !undo_.isClean(); }

    /// Opens another scene. Throws Error with this document as it was.
    void open(const QString& file);
    void setScene(Scene scene, const QString& file = {});
    /// Throws Error when the disk refuses.
    void save(const QString& file);

    /// Adds, replaces or removes a part of the arena. `drag` groups the changes of one drag.
    /// Returns false, after refused(), when the arena would not be sound.
    bool changePart(const PartValue& before, const PartValue& after, const QString& text,
                    int drag = 0);
    /// Another arena altogether, as one step of undo; false after refused().
    bool setArena(Arena arena, const QString& text);
    bool addWall(Vec2 a, Vec2 b);
    bool addReward(Vec2 place);
    bool addObject(Vec2 place, const std::string& kind);
    bool addHole(const Polygon& polygon);
    bool removePart(int id);
    /// Another agent of a type in a copy of the world, named after the type. False after refused().
    bool addRival(const std::string& type);
    bool removeRival(const std::string& name);
    /// Where episodes begin.
    bool setStarts(std::vector<StartRegion> starts, const QString& text);
    bool setOutline(const Outline& outline, const QString& text, int drag = 0);
    Outline outline() const;
    /// A number that no other drag has.
    int beginDrag() { return ++drags_; }

    /// The shape that was refused last, until somebody does something else.
    const RefusedShape* refusedShape() const { return refusedShape_ ? &*refusedShape_ : nullptr; }
    void forgetRefusal();

    /// Which panel stands below is saved with the scene, but choosing one is no change of it.
    void setPanel(const std::string& panel) { scene_.view.panel = panel; }
    /// Changes the value that a key names (see withValue()). Returns false after refused().
    bool setValue(const QString& key, const Json& value);
    /// Another version of the whole scene, as one step of undo. False when it may not be.
    bool replaceScene(Scene scene, const QString& text);
    /// One step back or forth, as the stack does it, unless it may not be.
    void undo() { step(true); }
    void redo() { step(false); }

    /// Is asked before the scene becomes another one, but for edits of its arena.
    using Guard = std::function<bool(const Scene& after)>;
    void setGuard(Guard guard) { guard_ = std::move(guard); }

signals:
    void changed(const hippodrome::SceneChange& change);
    void fileNameChanged();
    /// Why an edit was not made, in words for the status bar; what follows on further lines are
    /// details.
    void refused(const QString& reason);
    /// refusedShape() is another one.
    void refusalChanged();
    /// Something that a person should know of an edit that was made.
    void noted(const QString& text);

private:
    friend class ArenaCommand;
    friend class WholeArenaCommand;
    friend class ParameterCommand;
    friend class SceneCommand;
    void exchangePart(const PartValue& from, const PartValue& to, std::size_t index);
    void exchangeArena(const Arena& arena);
    void exchangeParameters(Scene scene);
    void exchangeScene(const Scene& scene);
    void announce(SceneChange::What what);
    bool mayBecome(const Scene& after) const { return !guard_ || guard_(after); }
    bool mayBecome(const Arena& candidate, const PartValue& shape);
    void refuse(RefusedShape shape, const QString& reason);
    void step(bool back);

    Scene scene_;
    QString fileName_;
    int drags_ = 0;
    bool announcing_ = false;
    std::optional<RefusedShape> refusedShape_;
    Guard guard_;
    QUndoStack undo_; ///< last, so that it dies before what its commands refer to
};

} // namespace hippodrome
