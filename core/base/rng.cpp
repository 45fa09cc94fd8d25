#include "core/base/rng.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// SplitMix64 (Steele, Lea and Flood 2014), the generator recommended for seeding xoshiro.
std::uint64_t splitMix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

Rng::Rng(std::uint64_t seed) {
    for (std::uint64_t& word : words_)
        word = splitMix(seed);
}

Rng Rng::stream(std::uint64_t seed, std::string_view name, std::uint64_t index) {
    std::uint64_t mixed = seed;
    const std::uint64_t seedWord = splitMix(mixed);
    mixed = hashText(name) + index * 0x9e3779b97f4a7c15ULL;
    return Rng(seedWord ^ splitMix(mixed));
}

std::uint64_t Rng::bits() {
    const std::uint64_t result = std::rotl(words_[0] + words_[3], 23) + words_[0];
    const std::uint64_t shifted = words_[1] << 17;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= shifted;
    words_[3] = std::rotl(words_[3], 45);
    return result;
}

double Rng::uniform() {
    return static_cast<double>(bits() >> 11) * 0x1.0p-53;
}

std::uint64_t Rng::below(std::uint64_t bound) {
    assert(bound > 0);
    // Draws in the incomplete last block of the 64-bit range would favour small results.
    const std::uint64_t limit = bound * (~std::uint64_t{0} / bound);
    std::uint64_t draw = bits();
    while (draw >= limit)
        draw = bits();
    return draw % bound;
}

double Rng::normal() {
    if (hasSpareNormal_) {
        hasSpareNormal_ = false;
        return spareNormal_;
    }
    const double radius = std::sqrt(-2.0 * std::log1p(-uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    spareNormal_ = radius * std::sin(angle);
    hasSpareNormal_ = true;
    return radius * std::cos(angle);
}

double Rng::rayleigh(double sigma) {
    return sigma * std::sqrt(-2.0 * std::log1p(-uniform()));
}

Rng::State Rng::state() const {
    return {words_[0],
            words_[1],
            words_[2],
            words_[3],
            hasSpareNormal_ ? 1u : 0u,
            std::bit_cast<std::uint64_t>(spareNormal_)};
}

bool Rng::possible(const State& state) {
    return (state[0] | state[1] | state[2] | state[3]) != 0 && state[4] <= 1 &&
           std::isfinite(std::bit_cast<double>(state[5]));
}

void Rng::setState(const State& state) {
    for (std::size_t i = 0; i < words_.size(); ++i)
        words_[i] = state[i];
    hasSpareNormal_ = state[4] != 0;
    spareNormal_ = std::bit_cast<double>(state[5]);
}

std::uint64_t hashText(std::string_view text) {
    return hashText(text, 0xcbf29ce484222325ULL);
}

std::uint64_t hashText(std::string_view text, std::uint64_t hash) {
    for (const char character : text) {
        hash ^= static_cast<unsigned char>(character);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

} // namespace hippodrome
