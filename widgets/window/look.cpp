#include "widgets/window/look.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QSettings>

namespace hippodrome {

void Look::setTheme(const QString& name) {
    QSettings().setValue("theme", name);
    show(name, textScale());
}

void Look::setTextScale(double scale) {
    show(themeName(), scale);
    QSettings().setValue("textScale", textScale());
}

void Look::show(const QString& theme, double textScale) {
    hippodrome::setTextScale(*qApp, textScale);
    applyTheme(*qApp, theme);
    emit changed();
}

} // namespace hippodrome
