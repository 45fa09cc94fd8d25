#include "core/base/memory.h"

#include "app/command_line.h"

int main(int argc, char** argv) {
    hippodrome::keepFreedMemory(); // a window decides otherwise
    return hippodrome::runCommandLine(argc, argv);
}
