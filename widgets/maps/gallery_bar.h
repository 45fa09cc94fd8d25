#pragma once

#include "widgets/maps/colour_bar.h"
#include "widgets/maps/gallery.h"

#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace hippodrome {

/// The slim row above a gallery: what its colours stand for, which units it shows and in which
/// order, and what the numbers mean. Where it is narrow, what is needed least goes into a menu.
class GalleryBar : public QWidget {
    Q_OBJECT

public:
    explicit GalleryBar(Gallery& gallery, QWidget* parent = nullptr);

    // Its parts.
    ColourBar& colours() { return *colours_; }
    QToolButton& filterButton() { return *filter_; }
    QToolButton& sortAgainButton() { return *again_; }
    QToolButton& keepSortedButton() { return *keep_; }
    QToolButton& sameScaleButton() { return *scale_; }
    QToolButton& legendButton() { return *legend_; }
    QToolButton& moreButton() { return *more_; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(QAction* action);
    void makeActions();
    void fillFilters();
    void refresh();
    void refreshColours();
    void fit();
    /// From 0, where all is said, to `narrowest`.
    void giveWay(int level);
    static constexpr int narrowest = 5;

    Gallery& gallery_;
    QAction *sameScale_, *sortAgain_, *keepSorted_, *explain_;
    QMenu* filters_;
    ColourBar* colours_;
    QToolButton *scale_, *again_, *keep_, *filter_, *legend_, *more_;
    QString longBadge_, longFilter_, shortFilter_;
    int fittedFor_ = -1; ///< width
};

} // namespace hippodrome
