#pragma once

namespace hippodrome {

// What the C library does with memory that was freed. Both do nothing where it knows no such
// settings; call one before any other thread begins.

/// For a command, which computes and ends: freed memory is kept for the next map. Scoring takes and
/// frees some megabytes for each; given back to the system every time, they cost as much as a fifth
/// of the computing.
void keepFreedMemory();

/// For a window, which stays for hours: freed memory goes back to the system, and threads, which
/// come and go with scenes and lessons, share a few stores of it instead of leaving one of up to
/// 64 MB behind each.
void giveFreedMemoryBack();

} // namespace hippodrome
