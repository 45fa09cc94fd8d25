#pragma once

// Before a loop whose iterations do not depend on each other, where the compiler cannot know.
#if defined(__GNUC__) && !defined(__clang__)
#define HIPPODROME_INDEPENDENT _Pragma("GCC ivdep")
#else
#define HIPPODROME_INDEPENDENT
#endif
