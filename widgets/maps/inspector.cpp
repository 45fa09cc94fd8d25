#include "widgets/maps/inspector.h"

#include "widgets/maps/metric_text.h"
#include "widgets/maps/module_plot.h"
#include "widgets/maps/plots.h"
#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QTableWidget>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

namespace hippodrome {

/// The four pictures of a unit.
class Inspector::Plots : public QWidget {
public:
    explicit Plots(Inspector& owner) : QWidget(&owner), owner_(owner) {
        setMinimumHeight(200);
        setTextRole(this, TextRole::small);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    }

    ColourMap colours;

    QRectF cell(int row, int column) const {
        const double width = (this->width() - 3.0 * rhythm) / 2,
                     height = (this->height() - 3.0 * rhythm) / 2;
        return {rhythm + column * (width + rhythm), rhythm + row * (height + rhythm), width,
                height};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().panel);
        const PopulationPicture* picture = owner_.picture();
        if (!picture)
            return drawPopulation(painter);
        const WatchedUnit& watched = owner_.maps_->watched;
        const PopulationMaps& scored = picture->scoredMaps();
        const int unit = owner_.unit_;
        const QColor colour = colourOf(picture->nature);
        drawRateMap(painter, cell(0, 0), *picture, unit, colours);
        if (scored.bins() > 0 && !picture->difference)
            drawAutocorrelogram(painter, cell(0, 1), scored.map(unit), scored.rows, scored.columns,
                                colours,
                                watched.unit == unit && watched.known ? watched.ring : Ring{});
        drawActivityPath(painter, cell(1, 0), owner_.maps_->bounds, owner_.maps_->arena,
                         watched.unit == unit ? watched.trace : ActivityTrace{}, colour);
        if (picture->direction.units > unit)
            drawHeadTuning(painter, cell(1, 1), picture->direction.map(unit), colour);
    }

    void mouseDoubleClickEvent(QMouseEvent* event) override {
        const PopulationPicture* picture = owner_.picture();
        if (!picture || event->button() != Qt::LeftButton)
            return;
        if (cell(0, 0).contains(event->position()))
            emit owner_.enlargeRequested(UnitPlot::map);
        else if (cell(0, 1).contains(event->position()) && !picture->difference)
            emit owner_.enlargeRequested(UnitPlot::autocorrelogram);
    }

    bool event(QEvent* event) override {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            const QPointF place = help->pos();
            if (owner_.picture() && (cell(0, 0).contains(place) || cell(0, 1).contains(place)))
                QToolTip::showText(help->globalPos(), tr("Double click: enlarge"), this);
            else
                QToolTip::hideText();
            return true;
        }
        return QWidget::event(event);
    }

    void contextMenuEvent(QContextMenuEvent* event) override {
        if (owner_.picture())
            emit owner_.contextMenuRequested(event->globalPos());
    }

private:
    /// What a network's grid units share, as long as no unit is looked at.
    void drawPopulation(QPainter& painter) {
        const QRectF area = QRectF(rect()).adjusted(rhythm, rhythm, -rhythm, -rhythm);
        const QString hint =
            tr("Click a map in a gallery: everything about that unit appears here.");
        const PopulationPicture* shown = owner_.populationWithModules();
        painter.setPen(theme().secondaryText);
        if (!shown) {
            painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, hint);
            return;
        }
        const QRectF words =
            painter.boundingRect(area, Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, hint);
        painter.drawText(words, Qt::AlignHCenter | Qt::TextWordWrap, hint);
        drawGridModules(painter, area.adjusted(0, 0, 0, -words.height() - rhythm), *shown->modules,
                        shown->population.units, shown->scoredGrid().binWidth, colours,
                        colourOf(shown->nature));
    }

    Inspector& owner_;
};

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), heading_(new QWidget), title_(new QLabel), all_(new QToolButton),
      listen_(new QToolButton), plots_(new Plots(*this)), scored_(new QLabel),
      numbers_(new QTableWidget), definition_(new QLabel) {
    setMinimumWidth(30 * fontMetrics().averageCharWidth()); // whatever is shown
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    title_->setText(tr("<b>Inspector</b>"));
    listen_->setText(tr("Listen"));
    listen_->setCheckable(true);
    listen_->setEnabled(false);
    listen_->setToolTip(tr("A click for every spike of this unit, as from an electrode"));
    connect(listen_, &QToolButton::toggled, this, &Inspector::listenToggled);
    auto* header = new QHBoxLayout(heading_);
    header->setContentsMargins(0, 0, 0, 0);
    all_->setText(tr("All units"));
    all_->setToolTip(tr("Back to what the population shares (Escape)"));
    connect(all_, &QToolButton::clicked, this, &Inspector::allUnitsRequested);
    // The title gives way: that the panel grew would move the map that was clicked.
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    header->addWidget(title_, 1);
    header->addWidget(all_);
    header->addWidget(listen_);
    layout->addWidget(plots_, 3);
    scored_->setWordWrap(true);
    scored_->setContentsMargins(rhythm, 0, rhythm, rhythm / 2);
    scored_->setToolTip(tr("What the numbers below are of. A run writes them of the same maps in "
                           "the bins of the recording (docs/metrics.md)."));
    scored_->hide();
    layout->addWidget(scored_);
    numbers_->setColumnCount(2);
    numbers_->horizontalHeader()->hide();
    numbers_->verticalHeader()->hide();
    numbers_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    numbers_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    numbers_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    numbers_->setShowGrid(false);
    numbers_->setFrameShape(QFrame::NoFrame);
    numbers_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    numbers_->setSelectionBehavior(QAbstractItemView::SelectRows);
    numbers_->setSelectionMode(QAbstractItemView::SingleSelection);
    numbers_->setRowCount(static_cast<int>(metricTypes().size()));
    for (int row = 0; row < numbers_->rowCount(); ++row) {
        const MetricType& type = metricTypes()[static_cast<std::size_t>(row)];
        QString label = QString::fromStdString(type.label);
        if (const MetricText reads = MetricText::of(type, 0.0); !reads.unit.isEmpty())
            label += QString(" [%1]").arg(reads.unit);
        auto* name = new QTableWidgetItem(label);
        name->setToolTip(QString::fromStdString(type.help));
        auto* value = new QTableWidgetItem(QString(QChar(0x2013)));
        value->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        numbers_->setItem(row, 0, name);
        numbers_->setItem(row, 1, value);
    }
    numbers_->setMinimumHeight(60);
    layout->addWidget(numbers_, 2);
    definition_->setWordWrap(true);
    definition_->setMargin(rhythm);
    definition_->setMinimumHeight(3 * fontMetrics().height() + 2 * rhythm);
    definition_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    definition_->setText(tr("Select a number to see how it is computed."));
    layout->addWidget(definition_);
    showNumbers();
    connect(numbers_, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row < 0)
            return;
        const MetricType& type = metricTypes()[static_cast<std::size_t>(row)];
        QString text = QString::fromStdString(type.help);
        if (maps_ && maps_->watched.known)
            for (const MapMetrics::Undefined& undefined : maps_->watched.metrics.undefined)
                if (undefined.key == type.key)
                    text +=
                        tr(" Undefined here: %1.").arg(QString::fromStdString(undefined.reason));
        definition_->setText(text);
    });
}

const PopulationPicture* Inspector::picture() const {
    if (!maps_ || unit_ < 0)
        return nullptr;
    for (const PopulationPicture& picture : maps_->populations)
        if (brain_.toStdString() == picture.brain &&
            population_.toStdString() == picture.population.name && unit_ < picture.maps.units)
            return &picture;
    return nullptr;
}

const PopulationPicture* Inspector::populationWithModules() const {
    if (!maps_)
        return nullptr;
    for (const PopulationPicture& picture : maps_->populations)
        if (picture.modules)
            return &picture;
    return nullptr;
}

QString Inspector::modulesText() const {
    const PopulationPicture* shown = unit_ < 0 ? populationWithModules() : nullptr;
    return shown ? gridModulesText(*shown->modules, shown->population.units,
                                   shown->scoredGrid().binWidth)
                 : QString();
}

void Inspector::setMaps(std::shared_ptr<const MapsSnapshot> maps) {
    maps_ = std::move(maps);
    const PopulationPicture* now = picture();
    listen_->setEnabled(now && now->population.spiking);
    showNumbers();
    plots_->update();
}

void Inspector::setUnit(const QString& brain, const QString& population, int unit) {
    brain_ = brain;
    population_ = population;
    unit_ = brain.isEmpty() ? -1 : unit;
    const PopulationPicture* now = picture();
    listen_->setEnabled(now && now->population.spiking);
    title_->setText(unit_ < 0 ? tr("<b>Inspector</b>")
                              : tr("<b>Unit %1</b> &nbsp;%2, %3")
                                    .arg(unit)
                                    .arg(brain.toHtmlEscaped(), population.toHtmlEscaped()));
    title_->setToolTip(title_->text());
    showNumbers();
    plots_->update();
}

void Inspector::setColourMap(const QString& name) {
    plots_->colours = ColourMap(name);
    plots_->update();
}

QRect Inspector::plotRect(UnitPlot plot) const {
    return plots_->cell(0, plot == UnitPlot::map ? 0 : 1).toRect().translated(plots_->pos());
}

QString Inspector::scoredText(const PopulationPicture& picture) {
    const double bin = 100.0 * picture.scoredGrid().binWidth;
    QString text = picture.path ? tr("Numbers: of the path, in bins of %1 cm, unsmoothed, each "
                                     "weighted by the seconds spent in it.")
                                : tr("Numbers: of the tuning, in bins of %1 cm, unsmoothed, each "
                                     "with the same weight.");
    text = text.arg(QLocale().toString(bin, 'g', 3));
    if (!picture.nullApplies)
        text += tr(" Too little was visited to compare with noise.");
    return text;
}

void Inspector::showNumbers() {
    const PopulationPicture* shown = picture();
    scored_->setVisible(shown && !shown->difference);
    for (QWidget* ofUnits : std::initializer_list<QWidget*>{numbers_, definition_, all_, listen_})
        ofUnits->setVisible(unit_ >= 0);
    if (shown)
        scored_->setText(scoredText(*shown));
    const bool known = maps_ && maps_->watched.known && maps_->watched.unit == unit_ &&
                       maps_->watched.brain == brain_.toStdString();
    for (int row = 0; row < numbers_->rowCount(); ++row) {
        const auto metric = static_cast<std::size_t>(row);
        const double value =
            known ? maps_->watched.metrics.values[metric].value_or(std::nan("")) : std::nan("");
        const MetricText reads =
            MetricText::of(metricTypes()[metric], shown ? shown->scoredGrid().binWidth : 0.0);
        numbers_->item(row, 1)->setText(reads.number(value));
    }
}

QString Inspector::valueText(const QString& key) const {
    for (std::size_t row = 0; row < metricTypes().size(); ++row)
        if (key.toStdString() == metricTypes()[row].key)
            return numbers_->item(static_cast<int>(row), 1)->text();
    return {};
}

} // namespace hippodrome
