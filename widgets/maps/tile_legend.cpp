#include "widgets/maps/tile_legend.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScreen>

namespace hippodrome {

namespace {

constexpr int exampleSide = 128; ///< of its map, at text scale 1 [px]
constexpr int sentenceWidth = 300;

/// A number in a disc, as on the example and before its sentence.
void drawMark(QPainter& painter, QPointF centre, int number) {
    const double radius = 0.75 * painter.fontMetrics().height();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().selection);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(Qt::white);
    painter.drawText(QRectF(centre - QPointF(radius, radius), QSizeF(radius, radius) * 2.0),
                     Qt::AlignCenter, QString::number(number));
}

class Mark : public QWidget {
public:
    explicit Mark(int number) : number_(number) {
        setTextRole(this, TextRole::small);
        const int side = 2 * fontMetrics().height();
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawMark(painter, QRectF(rect()).center(), number_);
    }

private:
    int number_;
};

} // namespace

/// A unit's tile, enlarged, with a mark beside each of its parts.
class TileLegend::Example : public QWidget {
public:
    Example(const Gallery& gallery, int unit) : gallery_(gallery), unit_(unit) {
        setTextRole(this, TextRole::small);
        margin_ = 2 * fontMetrics().height();
        const int side = scaled(exampleSide);
        setFixedSize(side + 2 * margin_, side + fontMetrics().height() + 2 * margin_);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int side = scaled(exampleSide), label = fontMetrics().height();
        TilePainter tiles;
        tiles.setLook({side, label, devicePixelRatioF(), font(), gallery_.colourMap(),
                       gallery_.sharedScale()});
        painter.drawPixmap(margin_, margin_,
                           tiles.tile(*gallery_.picture(), unit_, gallery_.textOf(unit_)));
        const QRectF map =
            TilePainter::mapIn(*gallery_.picture(), QRect(margin_, margin_, side, side));
        const double beside = 0.5 * margin_;
        drawMark(painter, {map.left() - beside, map.top() + 0.6 * label}, 2);
        drawMark(painter, {map.right() + beside, map.center().y()}, 4);
        drawMark(painter, {margin_ - beside, margin_ + side + 0.5 * label}, 1);
        drawMark(painter, {margin_ + side + beside, margin_ + side + 0.5 * label}, 3);
    }

private:
    const Gallery& gallery_;
    int unit_;
    int margin_ = 0;
};

TileLegend::TileLegend(const Gallery& gallery, QWidget* parent) : QFrame(parent, Qt::Popup) {
    setObjectName("tileLegend");
    setAccessibleName(tr("What do the numbers mean?"));
    setStyleSheet(QString("#tileLegend { border: 1px solid %1; background: %2; }")
                      .arg(theme().line.name(), theme().panel.name()));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(rhythm, rhythm, 2 * rhythm, rhythm);
    auto* title = new QLabel("<b>" + accessibleName() + "</b>");
    grid->addWidget(title, 0, 0, 1, 3);
    if (gallery.order().empty()) {
        sentences_ << tr("As soon as there are maps, one of them is explained here.");
        grid->addWidget(new QLabel(sentences_.back()), 1, 0);
        return;
    }
    const int unit = gallery.tileRect(gallery.selectedUnit()).isEmpty() ? gallery.order().front()
                                                                        : gallery.selectedUnit();
    addSentences(gallery, unit);
    grid->addWidget(new Example(gallery, unit), 1, 0, static_cast<int>(sentences_.size()), 1,
                    Qt::AlignTop);
    for (int i = 0; i < sentences_.size(); ++i) {
        grid->addWidget(new Mark(i + 1), i + 1, 1, Qt::AlignTop);
        auto* text = new QLabel(sentences_[i]);
        text->setWordWrap(true);
        text->setFixedWidth(scaled(sentenceWidth));
        text->setContentsMargins(0, fontMetrics().height() / 3, 0, 0);
        grid->addWidget(text, i + 1, 2, Qt::AlignTop);
    }
}

void TileLegend::addSentences(const Gallery& gallery, int unit) {
    const PopulationPicture& now = *gallery.picture();
    const TilePainter::Text text = gallery.textOf(unit);
    const QString peakUnit = QString::fromStdString(now.population.unit);
    sentences_ << tr("<b>%1</b> is the number of the unit.").arg(unit);
    const QString peak = peakUnit.isEmpty() ? text.peak : text.peak + " " + peakUnit;
    sentences_ << (now.difference
                       ? tr("<b>%1</b> is the largest change since the edit.").arg(peak)
                       : tr("<b>%1</b> is the peak: the largest value in this map%2.")
                             .arg(peak, peakUnit.isEmpty() ? tr(" (an activation, without unit)")
                                                           : QString()));
    const SortOrder& order = gallery.sortOrder();
    const MetricType& metric = order.metric ? *order.metric : metricTypes().front();
    QString value =
        now.difference
            ? tr("<b>%1</b> is the correlation of the maps before and after the edit.")
                  .arg(text.value)
            : tr("<b>%1</b> is the %2%3.")
                  .arg(text.value, QString::fromStdString(metric.label).toLower().toHtmlEscaped(),
                       order.metric ? tr(", by which the units are sorted") : QString());
    if (now.nature == Nature::artificial && !now.difference && &metric == &metricTypes().front())
        value += now.nullApplies
                     ? tr(" <span style='color:%1'>In this colour</span> it is above that of 99 % "
                          "of noise maps.")
                           .arg(colourOf(now.nature).name())
                     : tr(" Too little was visited yet to compare it with noise.");
    sentences_ << value;
    sentences_ << (now.difference          ? tr("The colours go from less to more than before. ")
                   : gallery.sharedScale() ? tr("The same colour is the same value in all maps. ")
                                           : tr("The colours go up to the map's own peak. ")) +
                      tr("Grey was never visited; lines are walls, rewards and objects.");
}

void TileLegend::showBelow(const QWidget& row) {
    adjustSize();
    QPoint corner = row.mapToGlobal(QPoint(row.width() - width(), row.height()));
    const QRect screen = row.screen()->availableGeometry();
    corner.setX(
        std::clamp(corner.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    corner.setY(
        std::clamp(corner.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(corner);
    show();
}

} // namespace hippodrome
