#pragma once

#include "widgets/arena/arena_view.h"
#include "widgets/maps/gallery_bar.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSplitter;

namespace hippodrome {

/// One brain: a header that says what it is and how it does, its arena, and the gallery of one of
/// its populations.
class BrainPanel : public QWidget {
    Q_OBJECT

public:
    /// Smaller than this nothing can be seen in it [px].
    static constexpr int smallestHeight = headerHeight + ArenaView::smallestSide;

    BrainPanel(Document& document, const BrainEntry& entry, QWidget* parent = nullptr);

    const std::string& brainName() const { return name_; }
    ArenaView& arena() { return *arena_; }
    Gallery& gallery() { return *gallery_; }
    GalleryBar& galleryBar() { return *mapBar_; }
    QString population() const;

    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void setMaps(std::shared_ptr<const MapsSnapshot> maps);
    /// The maps of a moment that is compared with, left of those of now; nullptr: none.
    void setBeside(std::shared_ptr<const MapsSnapshot> maps);
    void setShowFieldOutlines(bool on);

signals:
    void unitSelected(const QString& brain, const QString& population, int unit);

private:
    void showMaps();
    /// Those of the population that is shown.
    void showIn(Gallery& gallery, const std::shared_ptr<const MapsSnapshot>& maps) const;
    void showContours(const PopulationPicture& picture);
    void showStatus(const Snapshot& snapshot);

    std::string name_;
    Nature nature_;
    QLabel* title_;
    QLabel* status_;
    QComboBox* populations_;
    ArenaView* arena_;
    Gallery* gallery_;
    GalleryBar* mapBar_ = nullptr;
    QSplitter* moments_ = nullptr;
    Gallery* beside_ = nullptr; ///< nullptr until something was compared
    std::shared_ptr<const MapsSnapshot> maps_, mapsBeside_;
    bool fieldOutlines_ = false;
};

} // namespace hippodrome
