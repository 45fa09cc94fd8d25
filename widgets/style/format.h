#pragma once

#include <QLocale>
#include <QString>
#include <QTextDocument>

#include <cmath>

namespace hippodrome {

/// A number with a fixed count of digits after the point, or a dash where it is undefined.
inline QString formatted(double value, int digits) {
    return std::isfinite(value) ? QString::number(value, 'f', digits) : QString(QChar(0x2013));
}

/// A rate or activation: three significant digits, without an exponent but for what is very small;
/// whole numbers above 1000.
inline QString formattedActivity(double value) {
    if (!std::isfinite(value))
        return QString(QChar(0x2013));
    return std::abs(value) >= 999.5 ? QString::number(value, 'f', 0)
                                    : QString::number(value, 'g', 3);
}

/// A whole number with the separators of the user's language.
inline QString withSeparators(long number) {
    return QLocale().toString(static_cast<qlonglong>(number));
}

/// Text that may come from a file, for a tool tip: as it is, where Qt would take it for HTML and
/// open what it names.
inline QString plainToolTip(const QString& text) {
    return Qt::mightBeRichText(text)
               ? "<p style='white-space:pre-wrap'>" + text.toHtmlEscaped() + "</p>"
               : text;
}

/// The same without characters that neither print nor may stand in XML.
inline QString printable(QString text) {
    for (QChar& c : text)
        if ((c < QChar(0x20) && c != '\n' && c != '\t') || c == QChar(0xfffe) || c == QChar(0xffff))
            c = ' ';
    return text;
}

} // namespace hippodrome
