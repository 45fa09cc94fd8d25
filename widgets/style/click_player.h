#pragma once

#include <QString>

#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace hippodrome {

/// An endless stream of sound samples (-1 to 1, one channel), silent but for clicks. One thread may
/// add clicks while another reads.
class ClickStream {
public:
    explicit ClickStream(double samplesPerSecond);

    /// Lets a click begin `delay` seconds after what was read last, at most a second. Clicks that
    /// overlap add up.
    void addClick(double delay);
    void read(std::span<float> samples);

private:
    std::mutex mutex_;
    double samplesPerSecond_;
    std::vector<float> click_;  ///< samples of one
    std::deque<float> waiting_; ///< of clicks, not read yet
};

/// Makes spikes heard, a click for each, as an electrode's amplifier does.
class ClickPlayer {
public:
    ClickPlayer();
    ~ClickPlayer();

    /// Opens the loudspeaker. Returns what is wrong; empty: nothing.
    QString start();
    void stop();
    bool isOn() const { return device_ != nullptr; }
    /// Plays clicks after so many seconds each; nothing happens while it is off.
    void play(std::span<const double> delays);

private:
    struct Device;
    std::unique_ptr<Device> device_;
};

} // namespace hippodrome
