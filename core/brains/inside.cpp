#include "core/brains/inside.h"

#include <cassert>

namespace hippodrome {

namespace {

template <class T>
void append(InsideTable& table, const std::string& label, std::span<const T> strip, bool isSigned) {
    assert(table.rows == 0 || static_cast<std::size_t>(table.columns) == strip.size());
    table.columns = static_cast<int>(strip.size());
    table.labels.push_back(label);
    table.isSigned.push_back(isSigned);
    ++table.rows;
    for (const T value : strip)
        table.values.push_back(static_cast<float>(value));
}

} // namespace

void InsideTable::addStrip(const std::string& stripLabel, std::span<const float> strip,
                           bool stripIsSigned) {
    append(*this, stripLabel, strip, stripIsSigned);
}

void InsideTable::addStrip(const std::string& stripLabel, std::span<const double> strip,
                           bool stripIsSigned) {
    append(*this, stripLabel, strip, stripIsSigned);
}

void InsideTable::setPicture(int columnCount, std::span<const float> picture,
                             bool pictureIsSigned) {
    assert(columnCount > 0 && picture.size() % static_cast<std::size_t>(columnCount) == 0);
    columns = columnCount;
    rows = static_cast<int>(picture.size()) / columnCount;
    values.assign(picture.begin(), picture.end());
    labels.clear();
    isSigned = {static_cast<char>(pictureIsSigned)};
}

std::vector<double> WeightChange::sinceLastLook(std::span<const double> weights) {
    std::vector<double> change(weights.size(), 0.0);
    if (before_.size() == weights.size())
        for (std::size_t k = 0; k < weights.size(); ++k)
            change[k] = weights[k] - before_[k];
    before_.assign(weights.begin(), weights.end());
    return change;
}

} // namespace hippodrome
