#pragma once

#include "core/scene/scene.h"

namespace hippodrome {

// The data that a scene's motion follows are part of the scene, by the hash of their content.

/// Fills in the hash of the file that the motion of a scene names, if it can be read and no hash is
/// given.
void noteMotionData(Scene& scene);

/// Takes out of the parameters of a motion, for the scene's hash, where a file of known content
/// lies, or that it is not known.
void forgetPlaceOfData(Json& parameters);

} // namespace hippodrome
