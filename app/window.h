#pragma once

#include <string>

namespace hippodrome {

/// How the window is opened.
struct WindowOptions {
    std::string scene;        ///< file; empty: the first scene
    std::string frameLog;     ///< where to write a line per frame; empty: nowhere
    std::string theme;        ///< dark, light or projector; empty: as last time
    bool play = false;        ///< run at once
    bool editBundled = false; ///< scenes that come with the program may be written over
};

/// This build has a window, and can draw.
bool hasWindow();

/// Opens the window and runs until it is closed. Returns the exit status.
int runWindow(const WindowOptions& options, int& argc, char** argv);

} // namespace hippodrome
