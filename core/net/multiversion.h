#pragma once

// HIPPODROME_MULTIVERSION before a plain function in an unnamed namespace compiles it for three
// instruction sets; the loader takes the best that the processor has. Sanitizers run before the
// loader has chosen, so they get the plain version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(HIPPODROME_SANITIZED)
#define HIPPODROME_MULTIVERSION __attribute__((target_clones("avx512f", "avx2", "default")))
#define HIPPODROME_HAS_VERSIONS
#else
#define HIPPODROME_MULTIVERSION
#endif

// What such a function calls has to become part of it.
#define HIPPODROME_INLINE inline __attribute__((always_inline))

// Before a loop whose iterations do not depend on each other, where the compiler cannot know.
#if defined(__GNUC__) && !defined(__clang__)
#define HIPPODROME_INDEPENDENT _Pragma("GCC ivdep")
#else
#define HIPPODROME_INDEPENDENT
#endif
