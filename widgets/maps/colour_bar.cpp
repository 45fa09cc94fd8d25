#include "widgets/maps/colour_bar.h"

#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QPainter>

namespace hippodrome {

namespace {

constexpr int stripHeight = 8, longestStrip = 160, shortestStrip = 32; // [px]
constexpr int textGap = 6;

} // namespace

ColourBar::ColourBar(QWidget* parent) : QWidget(parent) {
    setTextRole(this, TextRole::small);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setMeaning({});
}

void ColourBar::setMeaning(const Meaning& meaning) {
    if (meaning == meaning_ && !accessibleName().isEmpty())
        return;
    meaning_ = meaning;
    setAccessibleName(tr("Colours: from %1 to %2").arg(lowText(), highText()));
    setToolTip(
        meaning.own
            ? tr("Every map has a colour scale of its own, up to its own peak: the number in "
                 "its corner. Grey was never visited.")
            : tr("The same colour is the same value in every map. Grey was never visited."));
    updateGeometry();
    update();
}

void ColourBar::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    update();
}

QString ColourBar::lowText() const {
    if (meaning_.own)
        return meaning_.difference ? tr("less") : meaning_.range.low < 0 ? tr("own lowest") : "0";
    return formattedActivity(meaning_.range.low);
}

QString ColourBar::highText() const {
    if (meaning_.own)
        return meaning_.difference ? tr("more, own scale") : tr("own peak");
    return QString("%1 %2").arg(formattedActivity(meaning_.range.high), meaning_.unit).trimmed();
}

QSize ColourBar::sizeFor(int strip) const {
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(lowText()) + metrics.horizontalAdvance(highText()) +
                2 * textGap + strip,
            metrics.height()};
}

QSize ColourBar::sizeHint() const {
    return sizeFor(longestStrip);
}

QSize ColourBar::minimumSizeHint() const {
    return sizeFor(shortestStrip);
}

void ColourBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int low = fontMetrics().horizontalAdvance(lowText()),
              high = fontMetrics().horizontalAdvance(highText());
    const QRect strip(low + textGap, (height() - stripHeight) / 2,
                      std::max(0, std::min(longestStrip, width() - low - high - 2 * textGap)),
                      stripHeight);
    painter.setPen(theme().text);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, lowText());
    painter.drawText(QRect(strip.right() + 1 + textGap, 0, high + 1, height()),
                     Qt::AlignLeft | Qt::AlignVCenter, highText());
    painter.drawImage(strip, this->strip());
}

QImage ColourBar::strip() const {
    const ColourMap& colours = meaning_.difference ? ColourMap::difference() : colours_;
    QImage image(256, 1, QImage::Format_RGB32);
    for (int i = 0; i < 256; ++i)
        image.setPixel(i, 0, colours.at(i));
    return image;
}

} // namespace hippodrome
