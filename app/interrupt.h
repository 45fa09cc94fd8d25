#pragma once

namespace hippodrome {

/// From now on Ctrl-C and a request to terminate are noted instead of ending the program; a second
/// one ends it at once.
void catchInterrupts();

/// One of them has come.
bool interrupted();

} // namespace hippodrome
