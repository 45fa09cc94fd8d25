#pragma once

#include "core/agents/agent_picture.h"

#include "widgets/maps/colour_map.h"
#include "widgets/tools/view_transform.h"

#include <QElapsedTimer>
#include <QPainter>

#include <deque>
#include <memory>
#include <optional>

namespace hippodrome {

/// What of an agent is laid over an arena.
struct AgentOverlay {
    std::shared_ptr<const AgentPicture> picture; ///< nullptr: nothing
    std::string layer;                           ///< a key of its layers, `successors`, or empty
    bool choices = false;                        ///< an arrow for the best actions of each tile
    bool replays = false;                        ///< what it goes over from memory, fading
};

/// The layer that a key names, the successor map too; nullptr when it has none.
const StateLayer* layerOf(const AgentPicture& picture, const std::string& key);
/// From zero or the lowest value to the highest; NaN is passed over.
ColourRange rangeOf(const StateLayer& layer);
/// A layer with values on both sides of zero is drawn in colours that show the sign.
bool hasSigns(const StateLayer& layer);

/// Tiles in the colours of a layer; those that nothing is known about stay as they are.
void drawLayer(QPainter& painter, const ViewTransform& view, const AgentPicture& picture,
               const StateLayer& layer, const ColourMap& colours);
/// An arrow for each best action, where not all are alike.
void drawChoices(QPainter& painter, const ViewTransform& view, const AgentPicture& picture);
/// The value of the tile under a place; NaN when there is none or nothing is known.
double valueAt(const AgentPicture& picture, const StateLayer& layer, Vec2 place);

/// Remembers when replayed experiences were first seen, and draws them as arrows that fade within
/// a second: forward solid, reverse dashed, without order dotted.
class ReplayTrace {
public:
    void add(const AgentPicture& picture);
    void clear() { moves_.clear(); }
    void draw(QPainter& painter, const ViewTransform& view) const;
    std::size_t size() const { return moves_.size(); }

private:
    struct Seen {
        ReplayedMove move;
        qint64 since = 0; ///< [ms]
    };
    QElapsedTimer clock_;
    std::deque<Seen> moves_;
    long next_ = 0; ///< number of the next one that is new
};

} // namespace hippodrome
