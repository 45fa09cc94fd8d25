#pragma once

#include "widgets/maps/colour_map.h"

#include <QWidget>

namespace hippodrome {

/// What the colours of maps stand for: a thin strip from the lowest to the highest, with both in
/// numbers and their unit; or in words where every map has a scale of its own.
class ColourBar : public QWidget {
    Q_OBJECT

public:
    struct Meaning {
        ColourRange range;
        QString unit;
        bool own = false;        ///< every map has a range of its own
        bool difference = false; ///< what was before is taken away
        friend bool operator==(const Meaning&, const Meaning&) = default;
    };

    explicit ColourBar(QWidget* parent = nullptr);

    void setMeaning(const Meaning& meaning);
    /// In the colours of differences if the maps are some.
    void setColourMap(const QString& name);
    QString lowText() const;
    QString highText() const;
    /// Its colours, from left to right.
    QImage strip() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize sizeFor(int strip) const;

    Meaning meaning_;
    ColourMap colours_;
};

} // namespace hippodrome
