#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <map>

namespace hippodrome::testing {

/// Relative luminance of a colour (WCAG 2.1), 0 to 1.
inline double luminance(QRgb colour) {
    const auto linear = [](int channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) +
           0.0722 * linear(qBlue(colour));
}

/// Contrast of two colours (WCAG 2.1), 1 to 21.
inline double contrast(QRgb a, QRgb b) {
    const double brighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
}

/// How many pixels of a picture stand out from its commonest colour, by a contrast of at least 3.
inline int standingOut(const QImage& picture) {
    std::map<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    if (counts.empty())
        return 0;
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    const QRgb ground = std::max_element(counts.begin(), counts.end(), fewer)->first;
    int sum = 0;
    for (const auto& [colour, count] : counts)
        if (contrast(colour, ground) >= 3.0)
            sum += count;
    return sum;
}
inline int standingOut(QWidget& widget) {
    return standingOut(widget.grab().toImage());
}

} // namespace hippodrome::testing
