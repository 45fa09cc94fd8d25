#pragma once

namespace hippodrome {

/// Reads the arguments of the program and does what they say: opens the window, or carries out a
/// verb. Returns the exit status: 0 done, 2 bad usage, 3 bad input, 4 out of resources or diverged.
int runCommandLine(int argc, char** argv);

} // namespace hippodrome
