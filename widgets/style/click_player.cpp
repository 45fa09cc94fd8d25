#include "widgets/style/click_player.h"

#include <QObject>

#include <portaudio.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double samplesPerSecond = 44100.0;
/// A click rings at this frequency [Hz] and is gone after some milliseconds.
constexpr double clickFrequency = 1800.0;
constexpr double clickDecay = 0.001; ///< [s]
constexpr double clickLength = 0.006;
constexpr double clickLoudness = 0.5;
constexpr double longestDelay = 1.0; ///< [s]

} // namespace

ClickStream::ClickStream(double rate) : samplesPerSecond_(rate) {
    const int length = static_cast<int>(clickLength * rate);
    for (int k = 0; k < length; ++k) {
        const double time = k / rate;
        click_.push_back(static_cast<float>(
            clickLoudness * std::sin(2.0 * std::numbers::pi * clickFrequency * time) *
            std::exp(-time / clickDecay)));
    }
}

void ClickStream::addClick(double delay) {
    const auto first =
        static_cast<std::size_t>(std::clamp(delay, 0.0, longestDelay) * samplesPerSecond_);
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < first + click_.size())
        waiting_.resize(first + click_.size(), 0.0f);
    for (std::size_t k = 0; k < click_.size(); ++k)
        waiting_[first + k] += click_[k];
}

void ClickStream::read(std::span<float> samples) {
    const std::lock_guard lock(mutex_);
    const auto known = static_cast<std::ptrdiff_t>(std::min(samples.size(), waiting_.size()));
    const auto rest = std::transform(waiting_.begin(), waiting_.begin() + known, samples.begin(),
                                     [](float value) { return std::clamp(value, -1.0f, 1.0f); });
    std::fill(rest, samples.end(), 0.0f);
    waiting_.erase(waiting_.begin(), waiting_.begin() + known);
}

/// An open loudspeaker.
struct ClickPlayer::Device {
    ClickStream clicks{samplesPerSecond};
    PaStream* stream = nullptr;

    ~Device() {
        if (stream)
            Pa_CloseStream(stream);
        Pa_Terminate();
    }
    static int fill(const void*, void* output, unsigned long frames,
                    const PaStreamCallbackTimeInfo*, PaStreamCallbackFlags, void* device) {
        static_cast<Device*>(device)->clicks.read({static_cast<float*>(output), frames});
        return paContinue;
    }
};

ClickPlayer::ClickPlayer() = default;

ClickPlayer::~ClickPlayer() = default;

QString ClickPlayer::start() {
    if (device_)
        return {};
    if (const PaError error = Pa_Initialize(); error != paNoError)
        return QString::fromUtf8(Pa_GetErrorText(error));
    auto device = std::make_unique<Device>(); // ends what was begun, whatever happens
    if (Pa_GetDefaultOutputDevice() == paNoDevice)
        return QObject::tr("no loudspeaker was found");
    PaError error = Pa_OpenDefaultStream(&device->stream, 0, 1, paFloat32, samplesPerSecond,
                                         paFramesPerBufferUnspecified, &Device::fill, device.get());
    if (error == paNoError)
        error = Pa_StartStream(device->stream);
    if (error != paNoError)
        return QString::fromUtf8(Pa_GetErrorText(error));
    device_ = std::move(device);
    return {};
}

void ClickPlayer::stop() {
    device_.reset();
}

void ClickPlayer::play(std::span<const double> delays) {
    if (!device_)
        return;
    for (const double delay : delays)
        device_->clicks.addClick(delay);
}

} // namespace hippodrome
