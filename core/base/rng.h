#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hippodrome {

/// Random numbers whose sequence depends on nothing but the seed: the generator is xoshiro256++
/// (Blackman and Vigna 2021, ACM Trans. Math. Softw. 47:36), and the distributions are our own,
/// because those of the standard library differ between implementations. The whole state can be
/// saved and restored, so that a resumed run continues with the same bits.
class Rng {
public:
    /// Six words: four of the generator, then the spare normal draw (a flag and its bits).
    using State = std::array<std::uint64_t, 6>;

    explicit Rng(std::uint64_t seed = 0);

    /// A stream of its own for `name`: drawing from one stream never changes another, so adding a
    /// brain does not change the rat's path.
    static Rng stream(std::uint64_t seed, std::string_view name, std::uint64_t index = 0);

    std::uint64_t bits();
    /// Uniform in [0, 1) with 53 random bits.
    double uniform();
    /// Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform integer in [0, bound), without bias; `bound` must be positive.
    std::uint64_t below(std::uint64_t bound);
    /// Standard normal (Box and Muller 1958; both draws of a pair are used).
    double normal();
    /// Rayleigh with scale `sigma`: the length of a 2-D normal vector with that standard deviation.
    double rayleigh(double sigma);

    State state() const;
    /// Whether a generator can come to it: all words zero stay so for ever, and a spare draw is a
    /// finite number behind a flag that is 0 or 1.
    static bool possible(const State& state);
    /// The state must be a possible one.
    void setState(const State& state);

private:
    std::array<std::uint64_t, 4> words_{};
    double spareNormal_ = 0.0;
    bool hasSpareNormal_ = false;
};

/// 64-bit FNV-1a hash of a text, for stream names and scene hashes.
std::uint64_t hashText(std::string_view text);
/// The same of a text that goes on from one with that hash.
std::uint64_t hashText(std::string_view text, std::uint64_t hash);

} // namespace hippodrome
