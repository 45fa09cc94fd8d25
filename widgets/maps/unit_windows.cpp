#include "widgets/maps/unit_windows.h"

#include "widgets/style/theme.h"

#include <QScreen>

#include <algorithm>

namespace hippodrome {

UnitWindows::UnitWindows(const UnitWindow::Services& services, QWidget* window)
    : QObject(window), services_(services), window_(window) {}

std::vector<UnitWindow*> UnitWindows::all() const {
    std::vector<UnitWindow*> open;
    for (const QPointer<UnitWindow>& window : windows_)
        if (window && !window->isHidden())
            open.push_back(window);
    return open;
}

UnitWindow* UnitWindows::open(const Selection& unit, UnitPlot plot) {
    for (UnitWindow* window : all())
        if (window->unit() == unit && window->plot() == plot) {
            window->raise();
            window->activateWindow();
            return window;
        }
    auto* window = new UnitWindow(unit, plot, services_, window_);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setColourMap(colourMap_);
    window->setMaps(maps_);
    std::erase_if(windows_, [](const auto& one) { return one.isNull(); });
    windows_.push_back(window);
    placeBeside(*window);
    window->show();
    return window;
}

/// At the right of the window, over the inspector rather than over the maps, a step further each.
void UnitWindows::placeBeside(UnitWindow& window) const {
    const int step = headerHeight * static_cast<int>(all().size() % 6 + 1);
    const QRect screen = window_->screen()->availableGeometry();
    const QRect beside = window_->frameGeometry();
    const QSize size = window.size().boundedTo(screen.size() - QSize(step, 2 * step));
    window.resize(size);
    window.move(std::clamp(beside.right() - size.width() - step + headerHeight, screen.left(),
                           std::max(screen.left(), screen.right() - size.width())),
                std::clamp(beside.top() + step, screen.top(),
                           std::max(screen.top(), screen.bottom() - size.height())));
}

void UnitWindows::setMaps(const std::shared_ptr<const MapsSnapshot>& maps) {
    maps_ = maps;
    for (UnitWindow* window : all())
        window->setMaps(maps);
}

void UnitWindows::setColourMap(const QString& name) {
    colourMap_ = name;
    for (UnitWindow* window : all())
        window->setColourMap(name);
}

void UnitWindows::closeAll() {
    for (UnitWindow* window : all())
        window->close();
}

} // namespace hippodrome
