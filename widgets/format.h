#pragma once

#include <QLocale>
#include <QString>

#include <cmath>

namespace hippodrome {

/// A number with a fixed count of digits after the point, or a dash where it is undefined.
inline QString formatted(double value, int digits) {
    return std::isfinite(value) ? QString::number(value, 'f', digits) : QString(QChar(0x2013));
}

/// A rate or activation: three significant digits.
inline QString formattedActivity(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 3) : QString(QChar(0x2013));
}

/// A whole number with the separators of the user's language.
inline QString withSeparators(long number) {
    return QLocale().toString(static_cast<qlonglong>(number));
}

} // namespace hippodrome
