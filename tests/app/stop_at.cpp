// Ends a program as a kill or a power failure would, right before the Nth time that it renames,
// removes or flushes a file (N = HIPPODROME_STOP_AT, counted from 1). Loaded into it by LD_PRELOAD.
#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace {

void step() {
    static const char* at = std::getenv("HIPPODROME_STOP_AT");
    static std::atomic<long> done{0};
    if (at && ++done == std::atol(at))
        ::kill(::getpid(), SIGKILL);
}

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int rename(const char* from, const char* to) {
    step();
    return next<int (*)(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) noexcept {
    step();
    return next<int (*)(const char*)>("unlink")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    step();
    return next<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int remove(const char* path) {
    step();
    return next<int (*)(const char*)>("remove")(path);
}

int rmdir(const char* path) noexcept {
    step();
    return next<int (*)(const char*)>("rmdir")(path);
}

int fsync(int file) {
    step();
    return next<int (*)(int)>("fsync")(file);
}

} // extern "C"
