#include "app/interrupt.h"

#include <csignal>

namespace hippodrome {

namespace {

volatile std::sig_atomic_t wasInterrupted = 0;

void noteInterrupt(int) {
    wasInterrupted = 1;
}

} // namespace

void catchInterrupts() {
    struct sigaction action = {};
    action.sa_handler = noteInterrupt;
    sigemptyset(&action.sa_mask);
    // Only once: the second signal meets the default.
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
    return wasInterrupted != 0;
}

} // namespace hippodrome
