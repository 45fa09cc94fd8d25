#pragma once

#include <chrono>
#include <string>

namespace hippodrome {

/// Says on stderr how far a long piece of work is: a bar with the time left on a terminal, a plain
/// line every ten seconds elsewhere, or nothing.
class Progress {
public:
    /// `unit` stands behind numbers: `s` or `updates`.
    Progress(std::string verb, std::string unit, double start, double total, bool silent);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Cheap enough to be called at every step.
    void show(double done);
    /// What is being done at the end, on a terminal.
    void say(const std::string& text);

private:
    using Clock = std::chrono::steady_clock;

    std::string verb_;
    std::string unit_;
    double start_;
    double total_;
    enum class Style { bar, lines, none } style_;
    bool shown_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point last_ = begin_;
};

/// A duration as a person says it: `4.5 s`, `45 s`, `3 min 20 s`, `2 h 5 min`.
std::string spokenDuration(double seconds);

} // namespace hippodrome
