#include "widgets/window/dock.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace hippodrome {

Dock::Dock(const QString& key, const QString& title, QWidget* content, const Heading& heading)
    : QDockWidget(title) {
    setObjectName(key);
    setWidget(content);
    setFeatures(DockWidgetClosable | DockWidgetMovable | DockWidgetFloatable |
                (heading.upright ? DockWidgetVerticalTitleBar : DockWidgetFeatures()));
    setTitleBarWidget(strip(title, heading));
    toggleViewAction()->setToolTip(tr("Show or hide: %1").arg(title));
}

QWidget* Dock::strip(const QString& title, const Heading& heading) {
    if (heading.upright) {
        auto* upright = new QWidget;
        auto* column = new QVBoxLayout(upright);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        addButtons(column);
        column->addStretch();
        return upright;
    }
    auto* strip = new HeaderStrip;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(rhythm, 0, rhythm / 2, 0);
    row->setSpacing(rhythm / 2);
    if (heading.instead) {
        row->addWidget(heading.instead, 1);
    } else {
        row->addWidget(new QLabel("<b>" + title + "</b>"));
        row->addStretch();
    }
    if (heading.beside)
        row->addWidget(heading.beside);
    addButtons(row);
    return strip;
}

void Dock::addButtons(QBoxLayout* row) {
    const auto add = [&](const char* icon, const QString& help) {
        auto* button = new QToolButton;
        button->setIcon(QIcon(QString(":/icons/%1.svg").arg(icon)));
        const auto fit = [button] { button->setIconSize(QSize(scaled(12), scaled(12))); };
        connect(&TextScaleNotes::instance(), &TextScaleNotes::changed, button, fit);
        fit();
        button->setStyleSheet("padding: 2px");
        button->setToolTip(help);
        button->setAccessibleName(help);
        row->addWidget(button, 0, Qt::AlignCenter);
        return button;
    };
    QToolButton* own = add("window", tr("A window of its own: %1").arg(windowTitle()));
    connect(own, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(this, &QDockWidget::topLevelChanged, own, [this, own](bool floating) {
        own->setToolTip(floating ? tr("Back into the window: %1").arg(windowTitle())
                                 : tr("A window of its own: %1").arg(windowTitle()));
    });
    connect(add("close", tr("Hide: %1 (View > Panels brings it back)").arg(windowTitle())),
            &QToolButton::clicked, this, &QDockWidget::close);
}

void Dock::setUseful(bool useful) {
    toggleViewAction()->setEnabled(useful);
    if (!useful) {
        comesBack_ = comesBack_ || !isHidden();
        hide();
    } else if (comesBack_) {
        comesBack_ = false;
        show();
    }
}

} // namespace hippodrome
