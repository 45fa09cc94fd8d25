#pragma once

#include "core/base/geometry.h"

#include <QPointF>
#include <QRectF>

#include <algorithm>

namespace hippodrome {

/// Between metres (y up) and pixels of a view (y down).
class ViewTransform {
public:
    double scale() const { return scale_; } ///< [px/m]
    QPointF toScreen(Vec2 place) const {
        return {origin_.x() + place.x * scale_, origin_.y() - place.y * scale_};
    }
    Vec2 toArena(QPointF point) const {
        return {(point.x() - origin_.x()) / scale_, (origin_.y() - point.y()) / scale_};
    }
    double toMetres(double pixels) const { return pixels / scale_; }

    /// Shows all of `bounds` in the middle of `area`.
    void fit(const Bounds& bounds, const QRectF& area) {
        const double width = std::max(bounds.width(), 1e-6),
                     height = std::max(bounds.height(), 1e-6);
        scale_ = std::min(area.width() / width, area.height() / height);
        const Vec2 centre = 0.5 * (bounds.minimum + bounds.maximum);
        origin_ = area.center() - QPointF(centre.x * scale_, -centre.y * scale_);
    }
    /// Enlarges by `factor`, keeping the place under `point` where it is.
    void zoom(double factor, QPointF point) {
        const Vec2 kept = toArena(point);
        scale_ = std::clamp(scale_ * factor, 2.0, 50000.0);
        origin_ += point - toScreen(kept);
    }
    void pan(QPointF pixels) { origin_ += pixels; }

private:
    double scale_ = 100.0;
    QPointF origin_;
};

} // namespace hippodrome
