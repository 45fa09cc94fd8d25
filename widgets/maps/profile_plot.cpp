#include "widgets/maps/profile_plot.h"

#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QPainter>

#include <cmath>

namespace hippodrome {

ProfilePlot::ProfilePlot(QWidget* parent) : QWidget(parent) {
    setTextRole(this, TextRole::small);
    setAccessibleName(tr("Values along the line"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ProfilePlot::sizeHint() const {
    return {240, scaled(110)};
}

void ProfilePlot::setProfile(std::vector<float> values, double length, bool metres,
                             const ColourRange& range, const QString& unit) {
    values_ = std::move(values);
    length_ = length;
    metres_ = metres;
    range_ = range;
    unit_ = unit;
    update();
}

void ProfilePlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    const int line = fontMetrics().height();
    const QString high = QString("%1 %2").arg(formattedActivity(range_.high), unit_).trimmed(),
                  low = formattedActivity(range_.low);
    const int left =
        std::max(fontMetrics().horizontalAdvance(high), fontMetrics().horizontalAdvance(low)) +
        2 * rhythm;
    const QRectF plot(left, rhythm, width() - left - 2 * rhythm, height() - 2 * rhythm - line);
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(plot.topLeft(), plot.topRight());
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(theme().secondaryText);
    const auto atLeft = [&](double y, const QString& text) {
        painter.drawText(QRectF(0, y - line / 2.0, left - rhythm, line),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    atLeft(plot.top(), high);
    atLeft(plot.bottom(), low);
    const QRectF below(plot.left(), plot.bottom() + 2, plot.width(), line);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, "0");
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter,
                     metres_ ? tr("%1 cm").arg(100.0 * length_, 0, 'f', 0)
                             : tr("%1 bins").arg(length_, 0, 'f', 0));
    painter.drawText(below, Qt::AlignCenter, tr("along the line"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().edit, 1.6));
    // What was never visited interrupts it.
    QPolygonF part;
    const auto finish = [&] {
        painter.drawPolyline(part);
        part.clear();
    };
    const double height = std::max(1e-30, double(range_.high) - double(range_.low));
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (std::isnan(values_[i])) {
            finish();
            continue;
        }
        const double x = (static_cast<double>(i) + 0.5) / static_cast<double>(values_.size());
        const double y = (static_cast<double>(values_[i]) - double(range_.low)) / height;
        part << QPointF(plot.left() + x * plot.width(),
                        plot.bottom() - std::clamp(y, 0.0, 1.0) * plot.height());
    }
    finish();
}

} // namespace hippodrome
