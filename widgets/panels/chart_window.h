#pragma once

#include "widgets/panels/chart.h"

#include <QDialog>
#include <QPointer>

#include <memory>

namespace hippodrome {

/// A chart as large as one likes, which follows the small one that it was opened from for as long
/// as that is there. Dragging over a part enlarges it, a double click shows all of it again.
class ChartWindow : public QDialog {
    Q_OBJECT

public:
    explicit ChartWindow(Chart& source, QWidget* parent = nullptr);
    ~ChartWindow() override;
    const Chart& chart() const { return *chart_; }

    /// Double clicks on these open one.
    static void enlargeOnDoubleClick(const std::vector<Chart*>& charts);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    Chart* source_;
    QPointer<QWidget> there_; ///< while the source lives
    std::unique_ptr<Chart> chart_;
};

} // namespace hippodrome
