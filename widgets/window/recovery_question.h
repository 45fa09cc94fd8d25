#pragma once

#include "widgets/window/recovery_keeper.h"

#include <functional>

namespace hippodrome {

/// Asks over `window` whether to go on with what a window that ended without warning has left. When
/// `open` has opened it, what this window saves takes its place.
void offerRecovery(QWidget* window, RecoveryKeeper& keeper,
                   const std::function<bool(const RecoveryFolders::Leftover&)>& open);

} // namespace hippodrome
