#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// Numbers from the inside of a brain: strips, each with a meaning of its own (the gates of a
/// network over its units, the errors of a layer over time steps, the synapses of a cell), or one
/// picture (the sheet of an attractor).
struct InsideTable {
    std::string label;               ///< on screen
    std::string unit;                ///< SI, empty for a pure number
    std::string help;                ///< what it shows, a sentence or two
    std::vector<std::string> labels; ///< of the strips; empty: the rows are one picture
    std::vector<char> isSigned;      ///< per strip, or one for a picture: values lie on both sides
                                     ///< of zero
    std::string across = "unit";     ///< what a column of the strips is, from left to right
    int rows = 0;
    int columns = 0;
    std::vector<float> values; ///< (rows, columns), the lowest row first; NaN = nothing there

    /// Adds a strip; all have as many columns.
    void addStrip(const std::string& stripLabel, std::span<const float> strip,
                  bool stripIsSigned = false);
    void addStrip(const std::string& stripLabel, std::span<const double> strip,
                  bool stripIsSigned = false);
    /// One picture with this many columns.
    void setPicture(int columnCount, std::span<const float> picture, bool pictureIsSigned = false);
    bool isPicture() const { return labels.empty(); }
    std::span<const float> row(int index) const {
        return std::span(values).subspan(static_cast<std::size_t>(index) *
                                             static_cast<std::size_t>(columns),
                                         static_cast<std::size_t>(columns));
    }
};

/// The rhythm that spikes keep time with.
struct ThetaMoment {
    double phase = 0.0;     ///< [rad]
    double frequency = 0.0; ///< [Hz]
};

/// What goes on inside a brain at a moment: the level of implementation (Marr 1982, Vision).
struct Inside {
    std::optional<ThetaMoment> theta;
    std::vector<InsideTable> tables;
};

/// Remembers weights from one look to the next, to show how they change.
class WeightChange {
public:
    /// Change of each weight since the last look; zero at the first one, and when their number has
    /// changed.
    std::vector<double> sinceLastLook(std::span<const double> weights);

private:
    std::vector<double> before_;
};

} // namespace hippodrome
