#include "widgets/document/document.h"

#include "core/arena/circle_rim.h"

#include <QFileInfo>

namespace hippodrome {

Document::Document(QObject* parent) : QObject(parent) {}

Document::~Document() {
    // The stack announces its end to views that may be gone already.
    undo_.blockSignals(true);
}

QString Document::displayName() const {
    return fileName_.isEmpty() ? QString::fromStdString(scene_.title)
                               : QFileInfo(fileName_).fileName();
}

void Document::open(const QString& file) {
    setScene(loadScene(file.toStdString()), file);
}

void Document::setScene(Scene scene, const QString& file) {
    scene_ = std::move(scene);
    fileName_ = file;
    undo_.clear();
    emit fileNameChanged();
    announce(SceneChange::What::everything);
}

void Document::save(const QString& file) {
    saveScene(scene_, file.toStdString());
    fileName_ = file;
    scene_.folder = QFileInfo(file).absolutePath().toStdString();
    undo_.setClean();
    emit fileNameChanged();
}

namespace {

/// The part of an arena with the id of another one; outlines, and no part, as they are.
PartValue samePart(const Arena& arena, const PartValue& part) {
    const auto idOf = [](const auto& value) {
        if constexpr (requires { value.id; })
            return value.id;
        else
            return -1;
    };
    const int id = std::visit(idOf, part);
    return id < 0 ? part : findPart(arena, id);
}

} // namespace

bool Document::changePart(const PartValue& before, const PartValue& after, const QString& text,
                          int drag) {
    Q_ASSERT(!announcing_);
    if (before == after)
        return true;
    Arena candidate = scene_.arena;
    const std::size_t index = std::holds_alternative<std::monostate>(before)
                                  ? indexOfPart(candidate, after)
                                  : indexOfPart(candidate, before);
    applyChange(candidate, before, after, index);
    // What is drawn to the rim of a circle reaches its polygon, as what is read does.
    joinRim(candidate);
    const PartValue joined = samePart(candidate, after);
    if (before == joined)
        return true;
    if (!mayBecome(candidate, after))
        return false;
    undo_.push(new ArenaCommand(*this, {before, joined, index}, drag, text));
    return true;
}

bool Document::setArena(Arena arena, const QString& text) {
    Q_ASSERT(!announcing_);
    joinRim(arena);
    if (arena == scene_.arena)
        return true;
    if (!mayBecome(arena, Outline{arena.boundary, arena.circle, arena.periodic}))
        return false;
    undo_.push(new WholeArenaCommand(*this, scene_.arena, std::move(arena), text));
    return true;
}

/// Whether a scene with this arena could be; if not, says why, and keeps the shape to be shown.
bool Document::mayBecome(const Arena& candidate, const PartValue& shape) {
    const std::vector<ArenaFault> faults = validate(candidate);
    if (faults.empty()) {
        const QString conflict = conflictWith(scene_, candidate);
        if (conflict.isEmpty())
            return true;
        refuse({shape, {}}, conflict);
        return false;
    }
    RefusedShape refusedOne{shape, {}};
    for (const ArenaFault& fault : faults)
        refusedOne.faults.insert(refusedOne.faults.end(), fault.places.begin(), fault.places.end());
    refuse(std::move(refusedOne), refusalText(candidate, faults.front(), shape));
    return false;
}

void Document::refuse(RefusedShape shape, const QString& reason) {
    refusedShape_ = std::move(shape);
    emit refusalChanged();
    emit refused(reason);
}

void Document::forgetRefusal() {
    if (!refusedShape_)
        return;
    refusedShape_.reset();
    emit refusalChanged();
}

bool Document::addWall(Vec2 a, Vec2 b) {
    return changePart({}, Wall{scene_.arena.nextId(), a, b}, tr("draw wall"));
}

bool Document::addReward(Vec2 place) {
    Reward reward;
    reward.id = scene_.arena.nextId();
    reward.position = place;
    return changePart({}, reward, tr("place reward"));
}

bool Document::addObject(Vec2 place, const std::string& kind) {
    return changePart({}, Object{scene_.arena.nextId(), place, kind}, tr("place object"));
}

bool Document::addHole(const Polygon& polygon) {
    return changePart({}, Hole{scene_.arena.nextId(), polygon}, tr("draw hole"));
}

bool Document::removePart(int id) {
    const PartValue part = findPart(scene_.arena, id);
    return !std::holds_alternative<std::monostate>(part) && changePart(part, {}, tr("erase"));
}

bool Document::addRival(const std::string& type) {
    if (scene_.rivals.size() >= Scene::mostRivals) {
        emit refused(tr("a race has at most %1 rivals").arg(Scene::mostRivals));
        return false;
    }
    std::string name = type;
    for (int number = 2; scene_.findRival(name); ++number)
        name = type + "_" + std::to_string(number);
    Json json = writeScene(scene_);
    // A rival learns on what the scene's own agent learns on, and goes as fast.
    Json body = Json::object();
    if (const Json* own = findMember(json["agent"]["parameters"], "body"))
        body["body"] = *own;
    json["rivals"].push_back({{"name", name}, {"type", type}, {"parameters", body}});
    try {
        return replaceScene(readScene({json, {}, {}}, scene_.folder), tr("add rival"));
    } catch (const Error& error) {
        emit refused(error.what());
        return false;
    }
}

bool Document::removeRival(const std::string& name) {
    Scene changed = scene_;
    if (std::erase_if(changed.rivals, [&](const Rival& rival) { return rival.name == name; }) == 0)
        return false;
    return replaceScene(std::move(changed), tr("remove rival"));
}

bool Document::setStarts(std::vector<StartRegion> starts, const QString& text) {
    Scene changed = scene_;
    changed.task.starts = std::move(starts);
    return replaceScene(std::move(changed), text);
}

Outline Document::outline() const {
    return {scene_.arena.boundary, scene_.arena.circle, scene_.arena.periodic};
}

bool Document::setOutline(const Outline& outline, const QString& text, int drag) {
    return changePart(this->outline(), outline, text, drag);
}

bool Document::setValue(const QString& key, const Json& value) {
    Q_ASSERT(!announcing_);
    const Json before = valueAt(scene_, key.toStdString());
    if (before == value)
        return true;
    try {
        Scene changed = withValue(scene_, key.toStdString(), value.dump());
        if (key.endsWith(".type") && !key.startsWith("brains.")) {
            // Parameters come and go with it: undoing must bring them back.
            return replaceScene(std::move(changed), tr("change %1").arg(key));
        }
        if (!mayBecome(changed))
            return false;
        undo_.push(new ParameterCommand(*this, key, before, value, std::move(changed)));
        return true;
    } catch (const Error& error) {
        emit refused(error.what());
        return false;
    }
}

void Document::exchangePart(const PartValue& from, const PartValue& to, std::size_t index) {
    applyChange(scene_.arena, from, to, index);
    announce(SceneChange::What::arena);
}

void Document::exchangeArena(const Arena& arena) {
    scene_.arena = arena;
    announce(SceneChange::What::arena);
}

void Document::exchangeParameters(Scene scene) {
    scene_ = std::move(scene);
    announce(SceneChange::What::parameters);
}

bool Document::replaceScene(Scene scene, const QString& text) {
    Q_ASSERT(!announcing_);
    if (scene == scene_)
        return true;
    if (!mayBecome(scene))
        return false;
    undo_.push(new SceneCommand(*this, scene_, std::move(scene), text));
    return true;
}

void Document::step(bool back) {
    if (back ? !undo_.canUndo() : !undo_.canRedo())
        return;
    const QUndoCommand* command = undo_.command(undo_.index() - (back ? 1 : 0));
    const auto* change = dynamic_cast<const SceneChangeCommand*>(command);
    if (change && !mayBecome(change->sceneAfter(scene_, back)))
        return;
    back ? undo_.undo() : undo_.redo();
}

void Document::exchangeScene(const Scene& scene) {
    scene_ = scene;
    announce(SceneChange::What::replaced);
}

void Document::announce(SceneChange::What what) {
    announcing_ = true;
    forgetRefusal();
    emit changed({what});
    announcing_ = false;
}

} // namespace hippodrome
