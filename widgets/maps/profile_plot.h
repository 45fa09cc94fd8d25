#pragma once

#include "widgets/maps/map_sheet.h"

#include <QWidget>

namespace hippodrome {

/// The values of a map along a line, over the way along it.
class ProfilePlot : public QWidget {
    Q_OBJECT

public:
    explicit ProfilePlot(QWidget* parent = nullptr);

    /// `length` of the line [m], or in bins where `metres` is false.
    void setProfile(std::vector<float> values, double length, bool metres, const ColourRange& range,
                    const QString& unit);
    const std::vector<float>& values() const { return values_; }
    double length() const { return length_; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<float> values_;
    double length_ = 0.0;
    bool metres_ = true;
    ColourRange range_;
    QString unit_;
};

} // namespace hippodrome
