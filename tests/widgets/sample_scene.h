#pragma once

#include "core/scene/scene.h"

namespace hippodrome {

/// A small scene that runs at once: a box with a wall and a reward, a small network, a few place
/// cells.
inline Scene sampleScene() {
    return readScene(parseJson(R"({
        "format": "hippodrome-scene", "version": 1, "title": "Sample", "seed": 3,
        "arena": {
            "boundary": {"type": "rectangle", "width": 1.0, "height": 1.0},
            "walls": [{"id": 1, "from": [-0.2, 0.0], "to": [0.2, 0.0]}],
            "rewards": [{"id": 2, "position": [0.3, 0.3], "radius": 0.05}]
        },
        "brains": [
            {"name": "net", "type": "grid_network", "parameters": {
                "units": 24, "batch": 8, "steps": 6,
                "place_code": {"cells": 36, "width": 0.12}}},
            {"name": "cells", "type": "place_cells", "parameters": {"count": 16}}
        ]
    })"));
}

} // namespace hippodrome
