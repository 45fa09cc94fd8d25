#include "widgets/style/text_size.h"

#include "widgets/style/theme.h"

#include <QApplication>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr const char* scaleProperty = "hippodromeTextScale";
constexpr const char* sizeProperty = "hippodromeTextSize";

/// The size of normal text at scale 1 [px]: what the desktop asks for, if that can be read.
double normalText() {
    if (!qApp)
        return smallestText + 1.0;
    QVariant size = qApp->property(sizeProperty);
    if (!size.isValid()) {
        size = std::max(smallestText + 1.0, double(QFontInfo(QApplication::font()).pixelSize()));
        qApp->setProperty(sizeProperty, size);
    }
    return size.toDouble();
}

/// Keeps the font of its widget at a role.
class FontKeeper : public QObject {
public:
    FontKeeper(QWidget* widget, TextRole role) : QObject(widget), widget_(widget), role_(role) {
        connect(&TextScaleNotes::instance(), &TextScaleNotes::changed, this, &FontKeeper::keep);
        keep();
    }
    void setRole(TextRole role) {
        role_ = role;
        keep();
    }

private:
    void keep() { widget_->setFont(fontOf(role_)); }

    QWidget* widget_;
    TextRole role_;
};

} // namespace

double textScale() {
    const QVariant scale = qApp ? qApp->property(scaleProperty) : QVariant();
    return scale.isValid() ? scale.toDouble() : 1.0;
}

void setTextScale(QApplication& application, double scale) {
    (void)normalText(); // read before it is changed
    application.setProperty(scaleProperty, std::clamp(scale, smallestTextScale, largestTextScale));
    QApplication::setFont(fontOf(TextRole::normal));
    emit TextScaleNotes::instance().changed();
}

QFont fontOf(TextRole role) {
    const double normal = normalText();
    const double size = role == TextRole::small     ? std::max(double(smallestText), normal - 2.0)
                        : role == TextRole::heading ? normal + 3.0
                                                    : normal;
    QFont font = QApplication::font();
    font.setPixelSize(static_cast<int>(std::lround(size * textScale())));
    return font;
}

void setTextRole(QWidget* widget, TextRole role) {
    for (QObject* child : widget->children())
        if (auto* keeper = dynamic_cast<FontKeeper*>(child))
            return keeper->setRole(role);
    new FontKeeper(widget, role);
}

int scaled(int pixels) {
    return static_cast<int>(std::lround(pixels * textScale()));
}

TextScaleNotes& TextScaleNotes::instance() {
    static TextScaleNotes notes;
    return notes;
}

HeaderStrip::HeaderStrip(QWidget* parent) : QWidget(parent) {
    const auto fit = [this] { setFixedHeight(scaled(headerHeight)); };
    connect(&TextScaleNotes::instance(), &TextScaleNotes::changed, this, fit);
    fit();
}

} // namespace hippodrome
