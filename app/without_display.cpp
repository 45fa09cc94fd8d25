#include "app/without_display.h"

#include "app/headless.h"
#include "app/window.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace hippodrome {

namespace {

constexpr double seconds = 60.0;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// Something listens at a local socket; names in the abstract namespace begin with a zero byte.
bool listens(const std::string& name) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    const socklen_t size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    const bool answered = ::connect(socket, reinterpret_cast<sockaddr*>(&address), size) == 0;
    ::close(socket);
    return answered;
}

/// A display such as `:0` or `:99.0` has a socket; one on another machine is taken on trust.
bool xServerAnswers(const std::string& display) {
    if (display.empty() || display.front() != ':')
        return !display.empty();
    const std::string number = display.substr(1, display.find('.') - 1);
    const std::string socket = "/tmp/.X11-unix/X" + number;
    return listens(socket) || listens(std::string(1, '\0') + socket);
}

std::filesystem::path freshFolder(const std::string& name) {
    std::filesystem::path folder = "hippodrome-results-" + name;
    for (int i = 2; std::filesystem::exists(folder); ++i)
        folder = "hippodrome-results-" + name + "-" + std::to_string(i);
    return folder;
}

} // namespace

bool displayIsThere() {
    if (!hasWindow())
        return false;
    return !environment("QT_QPA_PLATFORM").empty() || !environment("WAYLAND_DISPLAY").empty() ||
           xServerAnswers(environment("DISPLAY"));
}

int runWithoutDisplay(const std::string& given) {
    SceneArguments arguments;
    arguments.file = given.empty() ? "first_light" : given;
    const Scene scene = arguments.load();
    OutputArguments output;
    output.folder = freshFolder(std::filesystem::path(arguments.path()).stem().string()).string();
    std::fprintf(stderr,
                 "hippodrome: %s, so the scene runs for %.0f s of simulated time without a window; "
                 "results go to %s\n",
                 hasWindow() ? "there is no display" : "this build has no window", seconds,
                 output.folder.c_str());
    const auto run = startRun(scene, arguments.path(), output.threads);
    run->keepFilm();
    return runTicks(*run, arguments, output, std::lround(seconds / scene.recording.timeStep));
}

} // namespace hippodrome
