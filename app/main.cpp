#include "app/command_line.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
    // Scoring takes and frees some megabytes for each map. Given back to the system every time,
    // they cost as much as a fifth of the computing.
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
    return hippodrome::runCommandLine(argc, argv);
}
