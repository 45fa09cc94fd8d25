#pragma once

#include <QString>

#include <optional>

class QWidget;

namespace hippodrome {

/// What pictures can be written as, for file dialogs.
inline const QString pictureFilter = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)";

/// The file a person chose to write, with the ending of the filter when none was typed; empty when
/// cancelled.
QString askFile(QWidget* parent, const QString& title, const QString& proposal,
                const QString& filter);

/// How much larger than on screen a PNG is to be (other formats are not asked about); nothing when
/// cancelled.
std::optional<double> askScale(QWidget* parent, const QString& file, double proposal);

} // namespace hippodrome
