#include "widgets/document/part_form.h"

#include "core/arena/polygon.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double furthest = ArenaLimits::coordinate;
constexpr double degree = std::numbers::pi / 180.0;

FieldText coordinate(std::string label) {
    return {.label = std::move(label),
            .unit = "m",
            .minimum = -furthest,
            .maximum = furthest,
            .effect = Effect::live};
}

struct RewardForm {
    double x = 0.0, y = 0.0, radius = 0.1, magnitude = 1.0;

    static const Fields<RewardForm>& fields() {
        using P = RewardForm;
        static const Fields<P> list =
            Fields<P>()
                .real("x", &P::x, coordinate("x"))
                .real("y", &P::y, coordinate("y"))
                .real("radius", &P::radius,
                      {.label = "Radius",
                       .unit = "m",
                       .minimum = 0.001,
                       .maximum = 10,
                       .help = "The rat is rewarded when it enters this disc.",
                       .effect = Effect::live})
                .real("magnitude", &P::magnitude,
                      {.label = "Magnitude",
                       .minimum = -1e6,
                       .maximum = 1e6,
                       .help = "What it is worth; below 0 it is a punishment.",
                       .effect = Effect::live});
        return list;
    }
    explicit RewardForm(const Reward& reward = {})
        : x(reward.position.x), y(reward.position.y), radius(reward.radius),
          magnitude(reward.magnitude) {}
    void into(Reward& reward) const {
        reward.position = {x, y};
        reward.radius = radius;
        reward.magnitude = magnitude;
    }
};

struct ObjectForm {
    double x = 0.0, y = 0.0;
    std::string kind = "landmark";

    static const Fields<ObjectForm>& fields() {
        using P = ObjectForm;
        static const Fields<P> list =
            Fields<P>()
                .text("kind", &P::kind,
                      {.label = "Name",
                       .help = "Objects of one name are alike for cells that know objects; "
                               "those named \"cue\" turn directions.",
                       .effect = Effect::live})
                .real("x", &P::x, coordinate("x"))
                .real("y", &P::y, coordinate("y"));
        return list;
    }
    explicit ObjectForm(const Object& object = {})
        : x(object.position.x), y(object.position.y), kind(object.kind) {}
    void into(Object& object) const {
        object.position = {x, y};
        object.kind = kind;
    }
};

/// A wall by its beginning, and how far it goes in which direction.
struct WallForm {
    double x = 0.0, y = 0.0, length = 1.0, angle = 0.0;

    static const Fields<WallForm>& fields() {
        using P = WallForm;
        static const Fields<P> list =
            Fields<P>()
                .real("x", &P::x, coordinate("Start x"))
                .real("y", &P::y, coordinate("Start y"))
                .real("length", &P::length,
                      {.label = "Length",
                       .unit = "m",
                       .minimum = 0.002,
                       .maximum = furthest,
                       .effect = Effect::live})
                .real("angle", &P::angle,
                      {.label = "Angle",
                       .unit = "°",
                       .minimum = -360,
                       .maximum = 360,
                       .help = "Anticlockwise from the direction to the right.",
                       .effect = Effect::live});
        return list;
    }
    explicit WallForm(const Wall& wall = {0, {}, {1.0, 0.0}})
        : x(wall.a.x), y(wall.a.y), length(hippodrome::length(wall.b - wall.a)),
          angle(std::round(1e9 * std::atan2(wall.b.y - wall.a.y, wall.b.x - wall.a.x) / degree) /
                1e9) {}
    void into(Wall& wall) const {
        wall.a = {x, y};
        wall.b = wall.a + length * unitVector(angle * degree);
    }
};

/// An obstacle by the middle of its bounds, and how wide and high they are.
struct HoleForm {
    double x = 0.0, y = 0.0, width = 1.0, height = 1.0;

    static const Fields<HoleForm>& fields() {
        using P = HoleForm;
        const FieldText size{
            .unit = "m", .minimum = 0.001, .maximum = furthest, .effect = Effect::live};
        const auto named = [&](const char* label) {
            FieldText text = size;
            text.label = label;
            return text;
        };
        static const Fields<P> list = Fields<P>()
                                          .real("x", &P::x, coordinate("Middle x"))
                                          .real("y", &P::y, coordinate("Middle y"))
                                          .real("width", &P::width, named("Width"))
                                          .real("height", &P::height, named("Height"));
        return list;
    }
    HoleForm() = default;
    explicit HoleForm(const Hole& hole) {
        const Bounds bounds = boundsOf(hole.polygon);
        const Vec2 middle = 0.5 * (bounds.minimum + bounds.maximum);
        x = middle.x, y = middle.y, width = bounds.width(), height = bounds.height();
    }
    void into(Hole& hole) const {
        const HoleForm before(hole);
        for (Vec2& corner : hole.polygon)
            corner = {x + (corner.x - before.x) * width / before.width,
                      y + (corner.y - before.y) * height / before.height};
    }
};

template <class Form, class Part>
PartForm formOf(const Part& part, const QString& word) {
    Json values = Form::fields().write(Form(part));
    for (Json& value : values) // no digits that only come of computing
        if (value.is_number())
            value = std::round(value.get<double>() * 1e6) / 1e6;
    return {QString("%1 %2").arg(word).arg(part.id), Form::fields().infos(), std::move(values)};
}

template <class Form, class Part>
PartValue changedPart(Part part, const std::string& key, const Json& value) {
    const JsonDocument document{Json{{key, value}}, {}, {}};
    Form::fields().read(JsonCursor(document), Form(part)).into(part);
    return part;
}

} // namespace

PartForm partForm(const PartValue& part) {
    const auto tr = [](const char* word) { return QCoreApplication::translate("PartForm", word); };
    if (const auto* reward = std::get_if<Reward>(&part))
        return formOf<RewardForm>(*reward, tr("Reward"));
    if (const auto* object = std::get_if<Object>(&part))
        return formOf<ObjectForm>(*object, tr("Object"));
    if (const auto* wall = std::get_if<Wall>(&part))
        return formOf<WallForm>(*wall, tr("Wall"));
    if (const auto* hole = std::get_if<Hole>(&part))
        return formOf<HoleForm>(*hole, tr("Obstacle"));
    return {};
}

PartValue withPartValue(const PartValue& part, const std::string& key, const Json& value) {
    if (const auto* reward = std::get_if<Reward>(&part))
        return changedPart<RewardForm>(*reward, key, value);
    if (const auto* object = std::get_if<Object>(&part))
        return changedPart<ObjectForm>(*object, key, value);
    if (const auto* wall = std::get_if<Wall>(&part))
        return changedPart<WallForm>(*wall, key, value);
    if (const auto* hole = std::get_if<Hole>(&part))
        return changedPart<HoleForm>(*hole, key, value);
    return part;
}

} // namespace hippodrome
