#include "core/base/error.h"

#include "app/film_command.h"
#include "app/picture_export.h"
#include "app/window.h"

namespace hippodrome {

bool hasWindow() {
    return false;
}

void drawFilm(const std::filesystem::path&, const std::filesystem::path&, const std::string&,
              bool) {
    throw Error("this build has no window and cannot draw films", ErrorKind::usage);
}

int runWindow(const WindowOptions&, int&, char**) {
    throw Error("this build has no window", ErrorKind::usage);
}

void drawPictures(const std::vector<Picture>&, const std::string&) {
    throw Error("this build has no window and cannot draw; choose the format csv or npy",
                ErrorKind::usage);
}

} // namespace hippodrome
