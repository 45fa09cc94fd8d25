#include "widgets/panels/chart_window.h"

#include "widgets/style/text_size.h"

#include <QVBoxLayout>

namespace hippodrome {

namespace {

constexpr int followInterval = 250; ///< [ms]

} // namespace

ChartWindow::ChartWindow(Chart& source, QWidget* parent)
    : QDialog(parent), source_(&source), there_(source.view()),
      chart_(std::make_unique<Chart>(source.title(), source.axis(), source.styles(), this)) {
    setWindowTitle(source.title());
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    chart_->setZoomable();
    chart_->pointed = [this](std::optional<double> x) { chart_->setPointer(x); };
    chart_->view()->setToolTip(
        tr("Drag over a part to enlarge it; a double click shows all of it again"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(chart_->view());
    resize(scaled(720), scaled(440));
    chart_->copyFrom(source);
    startTimer(followInterval);
}

ChartWindow::~ChartWindow() {
    delete chart_->view(); // before what it shows
}

void ChartWindow::timerEvent(QTimerEvent*) {
    if (there_)
        chart_->copyFrom(*source_);
    chart_->refresh();
}

void ChartWindow::enlargeOnDoubleClick(const std::vector<Chart*>& charts) {
    for (Chart* chart : charts)
        chart->enlargementWanted = [chart] {
            auto* large = new ChartWindow(*chart, chart->view()->window());
            large->setAttribute(Qt::WA_DeleteOnClose);
            large->show();
        };
}

} // namespace hippodrome
