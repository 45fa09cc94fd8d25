#include "app/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

std::string spokenDuration(double seconds) {
    const long whole = std::lround(std::max(0.0, seconds));
    if (seconds < 9.95) {
        char text[16];
        std::snprintf(text, sizeof text, "%.1f s", std::max(0.0, seconds));
        return text;
    }
    if (whole < 60)
        return std::to_string(whole) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

Progress::Progress(std::string verb, std::string unit, double start, double total, bool silent)
    : verb_(std::move(verb)), unit_(std::move(unit)), start_(start), total_(total),
      style_(silent                    ? Style::none
             : ::isatty(STDERR_FILENO) ? Style::bar
                                       : Style::lines) {}

Progress::~Progress() {
    if (style_ == Style::bar && shown_)
        std::fputs("\r\033[K", stderr);
}

void Progress::say(const std::string& text) {
    if (style_ != Style::bar)
        return;
    shown_ = true;
    std::fprintf(stderr, "\r\033[K%s: %s", verb_.c_str(), text.c_str());
    std::fflush(stderr);
}

void Progress::show(double done) {
    if (style_ == Style::none)
        return;
    const Clock::time_point now = Clock::now();
    const std::chrono::milliseconds interval(style_ == Style::bar ? 200 : 10000);
    if (now - last_ < interval)
        return;
    last_ = now;
    shown_ = true;
    const double share =
        total_ > start_ ? std::clamp((done - start_) / (total_ - start_), 0.0, 1.0) : 1.0;
    const double elapsed = std::chrono::duration<double>(now - begin_).count();
    const std::string left =
        share > 0.0 ? ", " + spokenDuration(elapsed * (1.0 - share) / share) + " left" : "";
    if (style_ == Style::lines) {
        std::fprintf(stderr, "%s: %.0f of %.0f %s%s\n", verb_.c_str(), done, total_, unit_.c_str(),
                     left.c_str());
        return;
    }
    constexpr int width = 30;
    const int filled = static_cast<int>(share * width);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(width - filled), '.');
    std::fprintf(stderr, "\r\033[K%s [%s] %3.0f %%  %.0f of %.0f %s%s", verb_.c_str(), bar.c_str(),
                 100.0 * share, done, total_, unit_.c_str(), left.c_str());
    std::fflush(stderr);
}

} // namespace hippodrome
