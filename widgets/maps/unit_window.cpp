#include "widgets/maps/unit_window.h"

#include "core/maps/unit_values.h"

#include "widgets/style/file_dialogs.h"
#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace hippodrome {

namespace {

constexpr int profileSamples = 400;
constexpr QSize pictureSize(360, 400); ///< that is exported [px]

QString kindOf(const MapsSnapshot& maps, const PopulationPicture& picture) {
    if (picture.difference)
        return QObject::tr("change since the last edit");
    if (maps.kind == ViewParameters::MapKind::pathBefore)
        return QObject::tr("path map from before the last edit");
    const QString kind = picture.path ? QObject::tr("path map") : QObject::tr("tuning");
    return maps.past ? QObject::tr("%1 after %2 updates").arg(kind, withSeparators(maps.updates))
                     : kind;
}

} // namespace

UnitWindow::UnitWindow(const Selection& unit, UnitPlot plot, const Services& services,
                       QWidget* parent)
    : QWidget(parent, Qt::Window), unit_(unit), plot_(plot), services_(services),
      title_(new QLabel), view_(new MapView), colours_(new ColourBar), extremes_(new QLabel),
      readout_(new QLabel), profile_(new ProfilePlot) {
    setWindowTitle(plot_ == UnitPlot::map
                       ? tr("Unit %1 of %2").arg(unit_.unit).arg(unit_.brain)
                       : tr("Autocorrelogram of unit %1 of %2").arg(unit_.unit).arg(unit_.brain));
    auto* strip = new HeaderStrip;
    auto* head = new QHBoxLayout(strip);
    head->setContentsMargins(rhythm, 0, rhythm, 0);
    head->setSpacing(rhythm / 2);
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(title_, 1);
    head->addWidget(whole_ = addButton(tr("Whole map"), tr("Show all of it again (0)")));
    head->addWidget(line_ = addButton(tr("Profile"), tr("Values along a line across the map; drag "
                                                        "one of your own with Shift")));
    line_->setCheckable(true);
    head->addWidget(copy_ = addButton(tr("Copy"), tr("Copy as a picture (Ctrl+C)")));
    head->addWidget(export_ = addButton(tr("Export…"), tr("Write as a picture or as numbers")));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(rhythm, rhythm / 2, rhythm, rhythm / 2);
    foot->setSpacing(2 * rhythm);
    foot->addWidget(colours_);
    foot->addWidget(extremes_);
    foot->addStretch();
    foot->addWidget(readout_);
    for (QLabel* label : {extremes_, readout_})
        setTextRole(label, TextRole::small);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip);
    column->addWidget(view_, 1);
    column->addLayout(foot);
    column->addWidget(profile_);
    profile_->setVisible(false);
    resize(scaled(560), scaled(600));
    connect(whole_, &QToolButton::clicked, view_, &MapView::showAll);
    connect(line_, &QToolButton::clicked, this, &UnitWindow::toggleLine);
    connect(copy_, &QToolButton::clicked, this, &UnitWindow::copy);
    connect(export_, &QToolButton::clicked, this, &UnitWindow::askExport);
    connect(view_, &MapView::pointedChanged, this, &UnitWindow::showReadout);
    connect(view_, &MapView::lineChanged, this, &UnitWindow::showProfile);
    view_->setFocus();
}

UnitWindow::~UnitWindow() = default;

QToolButton* UnitWindow::addButton(const QString& text, const QString& help) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

const PopulationPicture* UnitWindow::pictureIn(const MapsSnapshot& maps) const {
    for (const PopulationPicture& picture : maps.populations)
        if (picture.brain == unit_.brain.toStdString() &&
            picture.population.name == unit_.population.toStdString() &&
            unit_.unit < picture.maps.units && unit_.unit < picture.scoredMaps().units)
            return &picture;
    return nullptr;
}

void UnitWindow::setMaps(const std::shared_ptr<const MapsSnapshot>& maps) {
    const PopulationPicture* picture = maps ? pictureIn(*maps) : nullptr;
    if (!picture || (picture->difference && plot_ == UnitPlot::autocorrelogram))
        return; // the last there was stays
    if (plot_ == UnitPlot::map) {
        view_->setSheet(MapSheet::mapOf(*picture, unit_.unit));
    } else {
        const PopulationMaps& scored = picture->scoredMaps();
        const std::pair size(scored.rows, scored.columns);
        if (scorable(scored) && (!scorer_ || scorerSize_ != size)) {
            scorer_ = std::make_unique<GridScorer>(scored.rows, scored.columns);
            scorerSize_ = size;
        }
        view_->setSheet(MapSheet::autocorrelogramOf(*picture, unit_.unit,
                                                    scorable(scored) ? scorer_.get() : nullptr));
    }
    kind_ = kindOf(*maps, *picture);
    const MapSheet& sheet = view_->sheet();
    title_->setText(QString("<b>%1</b> &nbsp;%2")
                        .arg(plot_ == UnitPlot::map
                                 ? tr("Unit %1").arg(unit_.unit)
                                 : tr("Autocorrelogram of unit %1").arg(unit_.unit),
                             kind_.toHtmlEscaped()));
    colours_->setMeaning({sheet.range, sheet.unit, false, sheet.difference});
    // The lowest with no more decimals than the highest.
    const int decimals = static_cast<int>(
        formattedActivity(std::max(std::abs(sheet.lowest), std::abs(sheet.highest)))
            .section('.', 1)
            .size());
    extremes_->setText(tr("minimum %1, maximum %2")
                           .arg(formatted(sheet.lowest, decimals), sheet.text(sheet.highest)));
    extremes_->setVisible(!sheet.correlation);
    showReadout();
}

void UnitWindow::setColourMap(const QString& name) {
    view_->setColourMap(name);
    colours_->setColourMap(name);
}

QString UnitWindow::readout() const {
    return readout_->text();
}

void UnitWindow::showReadout() {
    const MapSheet& sheet = view_->sheet();
    const auto& place = view_->pointed();
    if (!place || sheet.values.empty())
        return readout_->setText(tr("Point at a place for its value"));
    const float value = sheet.at(*place);
    const QString where = sheet.known ? tr("%1 cm, %2 cm")
                                            .arg(std::lround(100.0 * place->x))
                                            .arg(std::lround(100.0 * place->y))
                                      : tr("bin %1, %2").arg(int(place->x)).arg(int(place->y));
    readout_->setText(
        QString("%1:  %2").arg(sheet.correlation ? tr("shifted by %1").arg(where) : where,
                               std::isnan(value) ? tr("never visited") : sheet.text(value)));
}

void UnitWindow::showProfile() {
    const auto& line = view_->line();
    profile_->setVisible(line.has_value());
    line_->setChecked(line.has_value());
    const MapSheet& sheet = view_->sheet();
    if (line)
        profile_->setProfile(sheet.along(line->from, line->to, profileSamples),
                             length(line->to - line->from), sheet.known, sheet.range, sheet.unit);
}

/// Across the middle, from left to right.
void UnitWindow::toggleLine(bool on) {
    const Bounds& frame = view_->sheet().frame;
    const double y = 0.5 * (frame.minimum.y + frame.maximum.y);
    view_->setLine(on ? std::optional(MapView::Line{{frame.minimum.x, y}, {frame.maximum.x, y}})
                      : std::nullopt);
}

/// Title, map, and what its colours stand for; with the profile if it is open.
void UnitWindow::draw(QPainter& painter, const QRectF& area) const {
    painter.setFont(fontOf(TextRole::small));
    const double line = painter.fontMetrics().height();
    QRectF rest = area.adjusted(rhythm, rhythm, -rhythm, -rhythm);
    const auto write = [&](double y, const QString& text, int where) {
        painter.setPen(theme().text);
        painter.drawText(QRectF(rest.left(), y, rest.width(), line), where | Qt::AlignVCenter,
                         text);
    };
    write(rest.top(), QString("%1, %2").arg(windowTitle(), kind_), Qt::AlignLeft);
    const double bar = rest.bottom() - line;
    write(bar, colours_->lowText(), Qt::AlignLeft);
    write(bar, colours_->highText(), Qt::AlignRight);
    const double low = painter.fontMetrics().horizontalAdvance(colours_->lowText()) + rhythm,
                 high = painter.fontMetrics().horizontalAdvance(colours_->highText()) + rhythm;
    painter.drawImage(QRectF(rest.left() + low, bar + 0.3 * line,
                             std::max(8.0, rest.width() - low - high), 0.4 * line),
                      colours_->strip());
    rest.adjust(0, line + rhythm, 0, -line - rhythm);
    view_->drawWhole(painter, rest);
}

void UnitWindow::exportTo(const QString& file, double scale) {
    const QString ending = file.section('.', -1).toLower();
    if (ending != "csv" && ending != "npy")
        return exportPainting(
            file, pictureSize, scale, services_.label(),
            [this](QPainter& painter, const QRectF& area) { draw(painter, area); });
    if (plot_ == UnitPlot::map)
        return services_.writeNumbers(file, unit_);
    const MapSheet& sheet = view_->sheet();
    exportNumbers(file, {1, sheet.rows, sheet.columns, sheet.values}, 0);
}

void UnitWindow::askExport() {
    const QString file =
        askFile(this, tr("Export map"),
                QString("%1_%2_%3").arg(unit_.brain, unit_.population).arg(unit_.unit),
                pictureFilter + ";;NumPy (*.npy);;CSV (*.csv)");
    const auto scale = file.isEmpty() ? std::nullopt : askScale(this, file, 2.0);
    if (scale)
        services_.reporter.attempt(tr("Export map"), [&] {
            exportTo(file, *scale);
            services_.reporter.say(tr("Wrote %1").arg(file));
        });
}

void UnitWindow::copy() {
    constexpr double scale = 2.0;
    QImage image(pictureSize * scale, QImage::Format_RGB32);
    image.fill(theme().panel);
    QPainter painter(&image);
    painter.scale(scale, scale);
    draw(painter, QRectF(QPointF(0, 0), QSizeF(pictureSize)));
    painter.end();
    QApplication::clipboard()->setImage(image);
    services_.reporter.say(tr("Copied the map of unit %1").arg(unit_.unit));
}

void UnitWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

} // namespace hippodrome
