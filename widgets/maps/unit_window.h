#pragma once

#include "widgets/maps/colour_bar.h"
#include "widgets/maps/map_export.h"
#include "widgets/maps/map_view.h"
#include "widgets/maps/profile_plot.h"
#include "widgets/style/reporter.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QToolButton;

namespace hippodrome {

/// A unit's map, or its autocorrelogram, in a window of its own: enlarged, with the arena, a scale
/// bar and what its colours stand for; the value under the pointer, and values along a line. It
/// follows the run, and closes with Escape.
class UnitWindow : public QWidget {
    Q_OBJECT

public:
    /// What it needs to write files.
    struct Services {
        Reporter& reporter;
        std::function<ExportLabel()> label;
        /// Writes the map of a unit as numbers. Throws Error.
        std::function<void(const QString& file, const Selection& unit)> writeNumbers;
    };

    UnitWindow(const Selection& unit, UnitPlot plot, const Services& services, QWidget* parent);
    ~UnitWindow() override;

    const Selection& unit() const { return unit_; }
    UnitPlot plot() const { return plot_; }
    void setMaps(const std::shared_ptr<const MapsSnapshot>& maps);
    void setColourMap(const QString& name);
    MapView& view() { return *view_; }
    ProfilePlot& profile() { return *profile_; }
    ColourBar& colours() { return *colours_; }
    QString readout() const;
    QToolButton& profileButton() { return *line_; }
    QToolButton& copyButton() { return *copy_; }
    /// Writes what is shown, by the ending of the file. Throws Error.
    void exportTo(const QString& file, double scale);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& help);
    const PopulationPicture* pictureIn(const MapsSnapshot& maps) const;
    void showReadout();
    void showProfile();
    void toggleLine(bool on);
    void copy();
    void askExport();
    void draw(QPainter& painter, const QRectF& area) const;

    Selection unit_;
    UnitPlot plot_;
    Services services_;
    std::unique_ptr<GridScorer> scorer_; ///< for maps of `scorerSize_`
    std::pair<int, int> scorerSize_;
    QString kind_; ///< which maps these are
    QLabel* title_;
    QToolButton *whole_, *line_, *copy_, *export_;
    MapView* view_;
    ColourBar* colours_;
    QLabel *extremes_, *readout_;
    ProfilePlot* profile_;
};

} // namespace hippodrome
