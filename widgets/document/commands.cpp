#include "widgets/document/commands.h"

#include "widgets/document/document.h"

#include <algorithm>

namespace hippodrome {

namespace {

template <class Part>
struct ListOf;
template <>
struct ListOf<Wall> {
    static constexpr auto member = &Arena::walls;
};
template <>
struct ListOf<Hole> {
    static constexpr auto member = &Arena::holes;
};
template <>
struct ListOf<Reward> {
    static constexpr auto member = &Arena::rewards;
};
template <>
struct ListOf<Object> {
    static constexpr auto member = &Arena::objects;
};

template <class Part, class List>
auto findIn(List& list, int id) {
    return std::find_if(list.begin(), list.end(), [&](const Part& part) { return part.id == id; });
}

template <class Part>
void exchange(Arena& arena, const Part* from, const Part* to, std::size_t index) {
    auto& list = arena.*ListOf<Part>::member;
    if (from && to)
        *findIn<Part>(list, from->id) = *to;
    else if (from)
        list.erase(findIn<Part>(list, from->id));
    else
        list.insert(list.begin() + static_cast<long>(std::min(index, list.size())), *to);
}

} // namespace

PartValue findPart(const Arena& arena, int id) {
    PartValue result;
    const auto look = [&](const auto& list) {
        for (const auto& part : list)
            if (part.id == id)
                result = part;
    };
    look(arena.walls);
    look(arena.holes);
    look(arena.rewards);
    look(arena.objects);
    return result;
}

PartValue movedBy(const PartValue& part, Vec2 offset) {
    PartValue result = part;
    if (auto* wall = std::get_if<Wall>(&result)) {
        wall->a += offset;
        wall->b += offset;
    } else if (auto* hole = std::get_if<Hole>(&result)) {
        for (Vec2& corner : hole->polygon)
            corner += offset;
    } else if (auto* reward = std::get_if<Reward>(&result)) {
        reward->position += offset;
    } else if (auto* object = std::get_if<Object>(&result)) {
        object->position += offset;
    }
    return result;
}

std::size_t indexOfPart(const Arena& arena, const PartValue& part) {
    return std::visit(
        [&](const auto& value) -> std::size_t {
            using Part = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Part, std::monostate> || std::is_same_v<Part, Outline>) {
                return 0;
            } else {
                const auto& list = arena.*ListOf<Part>::member;
                return static_cast<std::size_t>(findIn<Part>(list, value.id) - list.begin());
            }
        },
        part);
}

void applyChange(Arena& arena, const PartValue& from, const PartValue& to, std::size_t index) {
    const PartValue& named = std::holds_alternative<std::monostate>(to) ? from : to;
    std::visit(
        [&](const auto& value) {
            using Part = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Part, Outline>) {
                arena.boundary = value.boundary;
                arena.circle = value.circle;
                arena.periodic = value.periodic;
            } else if constexpr (!std::is_same_v<Part, std::monostate>) {
                exchange<Part>(arena, std::get_if<Part>(&from), std::get_if<Part>(&to), index);
            }
        },
        named);
}

ArenaCommand::ArenaCommand(Document& document, PartChange change, int drag, const QString& text)
    : QUndoCommand(text), document_(document), change_(std::move(change)), drag_(drag) {}

void ArenaCommand::undo() {
    document_.exchangePart(change_.after, change_.before, change_.index);
}

void ArenaCommand::redo() {
    document_.exchangePart(change_.before, change_.after, change_.index);
}

bool ArenaCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const ArenaCommand*>(other);
    if (drag_ == 0 || next->drag_ != drag_)
        return false;
    change_.after = next->change_.after;
    setObsolete(change_.before == change_.after);
    return true;
}

WholeArenaCommand::WholeArenaCommand(Document& document, Arena before, Arena after,
                                     const QString& text)
    : QUndoCommand(text), document_(document), before_(std::move(before)),
      after_(std::move(after)) {}

void WholeArenaCommand::undo() {
    document_.exchangeArena(before_);
}

void WholeArenaCommand::redo() {
    document_.exchangeArena(after_);
}

ParameterCommand::ParameterCommand(Document& document, const QString& key, Json before, Json after,
                                   Scene checked)
    : SceneChangeCommand(QObject::tr("change %1").arg(key)), document_(document), key_(key),
      before_(std::move(before)), after_(std::move(after)), checked_(std::move(checked)) {}

Scene ParameterCommand::sceneAfter(const Scene& now, bool undone) const {
    return withValue(now, key_.toStdString(), (undone ? before_ : after_).dump());
}

void ParameterCommand::undo() {
    document_.exchangeParameters(sceneAfter(document_.scene(), true));
}

void ParameterCommand::redo() {
    document_.exchangeParameters(checked_ ? std::move(*checked_)
                                          : sceneAfter(document_.scene(), false));
    checked_.reset();
}

bool ParameterCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const ParameterCommand*>(other);
    if (next->key_ != key_)
        return false;
    after_ = next->after_;
    setObsolete(before_ == after_);
    return true;
}

SceneCommand::SceneCommand(Document& document, Scene before, Scene after, const QString& text)
    : SceneChangeCommand(text), document_(document), before_(std::move(before)),
      after_(std::move(after)) {}

void SceneCommand::undo() {
    document_.exchangeScene(before_);
}

void SceneCommand::redo() {
    document_.exchangeScene(after_);
}

} // namespace hippodrome
