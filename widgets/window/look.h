#pragma once

#include <QObject>

namespace hippodrome {

/// The theme and the size of all text: what the user has chosen, which is remembered, or for a
/// while something else.
class Look : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void setTheme(const QString& name);
    /// See style/text_size.h.
    void setTextScale(double scale);
    /// Not remembered.
    void show(const QString& theme, double textScale);

signals:
    /// What was drawn in the colours and sizes of before is to be drawn again.
    void changed();
};

} // namespace hippodrome
