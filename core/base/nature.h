#pragma once

namespace hippodrome {

/// Which of the two worlds a model is from: deep networks, or what is found in brains.
enum class Nature { artificial, biological };

} // namespace hippodrome
