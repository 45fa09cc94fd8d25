#pragma once

#include "core/arena/arena.h"
#include "core/scene/catalogue.h"

#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace hippodrome {

/// The word for a level on screen.
QString wordOf(MarrLevel level);

/// Draws what an arena looks like: floor, holes, walls, objects and rewards, in true proportion.
void drawPlan(QPainter& painter, const Arena& arena, const QRectF& room);

/// Draws scenes as cards: picture, title, question, level, minutes and paper. The model gives the
/// index of an entry in `entryRole`. Sizes follow the font.
class SceneCards : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int entryRole = Qt::UserRole + 1;

    explicit SceneCards(const std::vector<CatalogueEntry>& entries, QObject* parent = nullptr)
        : QStyledItemDelegate(parent), entries_(entries) {}

    static QSize cardSize(const QFontMetrics& metrics);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    /// Made when it is first seen: reading a scene takes a moment.
    const QPixmap& picture(const CatalogueEntry& entry, QSize size, double ratio) const;

    const std::vector<CatalogueEntry>& entries_;
    mutable QHash<QString, QPixmap> pictures_; ///< by file, size and theme
};

} // namespace hippodrome
