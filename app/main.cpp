#include "app/window.h"

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app("Hippodrome: watch place cells and grid cells emerge");
    hippodrome::WindowOptions options;
    app.add_option("scene", options.scene, "Scene file to open");
    app.add_option("--frame-log", options.frameLog, "Write a line per frame to this file");
    app.add_option("--theme", options.theme, "dark, light or projector");
    app.add_flag("--play", options.play, "Run at once");
    CLI11_PARSE(app, argc, argv);
    return hippodrome::runWindow(options, argc, argv);
}
