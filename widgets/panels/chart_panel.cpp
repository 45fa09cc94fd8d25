#include "widgets/panels/chart_panel.h"

#include "widgets/panels/chart.h"
#include "widgets/panels/chart_window.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <array>

namespace hippodrome {

namespace {

constexpr std::size_t mostReadingCharts = 4;

QColor cyan() {
    return theme().artificial;
}
QColor amber() {
    return theme().biological;
}
QColor grey() {
    return theme().secondaryText;
}

/// What a brain tells, and how far off it believes the rat to be. A network alone has its decoding
/// error charted already.
std::vector<Reading> readingsOf(const BrainMoment& brain, const Snapshot& snapshot) {
    std::vector<Reading> readings = brain.readings;
    const bool told = std::any_of(readings.begin(), readings.end(),
                                  [](const Reading& reading) { return reading.key == "drift"; });
    const auto believing =
        std::count_if(snapshot.brains.begin(), snapshot.brains.end(),
                      [](const BrainMoment& any) { return any.decoded.has_value(); });
    if (brain.decoded && !told && (!brain.training || believing > 1)) {
        const Vec2 off = snapshot.arena
                             ? snapshot.arena->displacement(*brain.decoded, snapshot.rat.position)
                             : *brain.decoded - snapshot.rat.position;
        readings.insert(readings.begin(), {"drift", "Believed place is off by", "m", length(off)});
    }
    return readings;
}

} // namespace

ChartPanel::ChartPanel(QWidget* parent) : LowerPanel(parent) {
    loss_ = std::make_unique<Chart>(
        tr("Loss"), ChartAxis::updates,
        std::vector<CurveStyle>{{tr("network"), cyan, Qt::SolidLine, false}}, this);
    error_ = std::make_unique<Chart>(tr("Decoding error [cm]"), ChartAxis::updates,
                                     std::vector<CurveStyle>{{tr("network"), cyan, Qt::SolidLine},
                                                             {tr("chance"), grey, Qt::DashLine}},
                                     this);
    best_ =
        std::make_unique<Chart>(tr("Best grid score (60°)"), ChartAxis::updates,
                                std::vector<CurveStyle>{{tr("best unit"), cyan, Qt::SolidLine},
                                                        {tr("99 % of noise"), grey, Qt::DashLine}},
                                this);
    shares_ = std::make_unique<Chart>(
        tr("Grid units [%], grey: noise"), ChartAxis::updates,
        std::vector<CurveStyle>{{tr("> 99 % of noise"), cyan, Qt::SolidLine},
                                {tr("noise > 99 % of noise"), grey, Qt::SolidLine, false},
                                {tr("> 1.0"), cyan, Qt::DotLine},
                                {tr("noise > 1.0"), grey, Qt::DotLine, false}},
        this);
    training_ = charts_ = {loss_.get(), error_.get(), best_.get(), shares_.get()};
    pointTogether(training_);
    ChartWindow::enlargeOnDoubleClick(training_);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(1);
    for (Chart* chart : charts_)
        row_->addWidget(chart->view(), 1);
    hint_ = new QLabel(tr("Charts appear here for brains that train, that believe to be somewhere, "
                          "or that tell numbers about themselves. None of this scene does."));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->hide();
    row_->addWidget(hint_, 1);
}

ChartPanel::~ChartPanel() = default;

void ChartPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& latest, bool) {
    const Snapshot& snapshot = *latest;
    addReadings(snapshot);
    for (const BrainMoment& brain : snapshot.brains) {
        if (!brain.training || brain.training->updates == 0 || snapshot.updates == lastUpdates_)
            continue;
        addTraining(snapshot.updates, *brain.training);
        lastUpdates_ = snapshot.updates;
        return; // one network is charted: the first that trains
    }
}

void ChartPanel::addReadings(const Snapshot& snapshot) {
    QString layout;
    for (const BrainMoment& brain : snapshot.brains) {
        layout += QString::fromStdString(brain.name) + (brain.training ? "!" : ":");
        for (const Reading& reading : readingsOf(brain, snapshot))
            layout += QString::fromStdString(reading.key) + ",";
    }
    if (layout != readingLayout_) {
        readingLayout_ = layout;
        makeReadingCharts(snapshot);
    }
    if (snapshot.time < lastTime_)
        clearReadings(); // the run began again
    if (snapshot.time == lastTime_)
        return;
    lastTime_ = snapshot.time;
    for (const BrainMoment& brain : snapshot.brains)
        for (const Reading& reading : readingsOf(brain, snapshot))
            for (ReadingChart& entry : readings_) {
                const auto curve = std::find(entry.brains.begin(), entry.brains.end(), brain.name);
                if (entry.key == reading.key && curve != entry.brains.end())
                    entry.chart->add(static_cast<std::size_t>(curve - entry.brains.begin()),
                                     snapshot.time, entry.scale * reading.value);
            }
}

void ChartPanel::makeReadingCharts(const Snapshot& snapshot) {
    const bool trains =
        std::any_of(snapshot.brains.begin(), snapshot.brains.end(),
                    [](const BrainMoment& brain) { return brain.training.has_value(); });
    for (ReadingChart& entry : readings_)
        delete entry.chart->view();
    readings_.clear();
    lastTime_ = -1.0;
    for (const BrainMoment& brain : snapshot.brains)
        for (const Reading& reading : readingsOf(brain, snapshot)) {
            const auto same =
                std::find_if(readings_.begin(), readings_.end(),
                             [&](const ReadingChart& entry) { return entry.key == reading.key; });
            if (same != readings_.end())
                same->brains.push_back(brain.name);
            else if (readings_.size() < (trains ? 1 : mostReadingCharts))
                readings_.push_back({reading.key, 1.0, {brain.name}, nullptr});
        }
    constexpr std::array pens{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    for (ReadingChart& entry : readings_) {
        std::vector<CurveStyle> styles;
        QString title;
        for (const BrainMoment& brain : snapshot.brains)
            for (const Reading& reading : readingsOf(brain, snapshot))
                if (reading.key == entry.key) {
                    // Where brains are metres off, something else is wrong.
                    entry.scale = reading.unit == "m" ? 100.0 : 1.0;
                    const QString unit =
                        reading.unit == "m" ? "cm" : QString::fromStdString(reading.unit);
                    title = QString::fromStdString(reading.label) +
                            (unit.isEmpty() ? "" : " [" + unit + "]");
                    styles.push_back({QString::fromStdString(brain.name),
                                      brain.nature == Nature::artificial ? cyan : amber,
                                      pens[styles.size() % pens.size()], entry.brains.size() > 1});
                }
        entry.chart = std::make_unique<Chart>(title, ChartAxis::seconds, styles, this);
        row_->addWidget(entry.chart->view(), 1);
    }
    charts_.clear();
    for (Chart* chart : training_) {
        chart->view()->setVisible(trains);
        if (trains)
            charts_.push_back(chart);
    }
    std::vector<Chart*> overTime;
    for (const ReadingChart& entry : readings_)
        overTime.push_back(entry.chart.get());
    pointTogether(overTime);
    ChartWindow::enlargeOnDoubleClick(overTime);
    charts_.insert(charts_.end(), overTime.begin(), overTime.end());
    hint_->setVisible(charts_.empty());
    next_ = 0;
}

void ChartPanel::clearReadings() {
    for (ReadingChart& entry : readings_)
        entry.chart->clear();
    lastTime_ = -1.0;
}

void ChartPanel::takeMaps(const MapsSnapshot& maps) {
    // Scores of sparse path maps say nothing about training.
    if (maps.kind != ViewParameters::MapKind::probe) {
        // What follows when the tuning is shown again is not joined with what was before.
        best_->interrupt();
        shares_->interrupt();
        return;
    }
    if (maps.updates == lastMapsUpdates_ || maps.updates == 0)
        return;
    for (const PopulationPicture& picture : maps.populations) {
        if (picture.nature != Nature::artificial || picture.scores.empty())
            continue;
        addScores(maps.updates, picture.scores, picture.nullApplies ? picture.null : NullScores{});
        lastMapsUpdates_ = maps.updates;
        return;
    }
}

void ChartPanel::takeFilm(const FilmIndex& film) {
    for (const auto& frame : film.frames) {
        if (!frame->training.empty())
            addTraining(frame->update, frame->training.front().report);
        for (const FilmedPopulation& filmed : frame->populations)
            if (filmed.nature == Nature::artificial && !filmed.scores.empty()) {
                addScores(frame->update, filmed.scores,
                          nullApplies(*frame, filmed) ? filmed.null : NullScores{});
                break;
            }
    }
    for (const FilmEdit& edit : film.edits)
        markEdit(edit.update, edit.time, {});
}

void ChartPanel::addTraining(long update, const TrainingReport& report) {
    const double x = static_cast<double>(update);
    loss_->setTitle(QString::fromStdString(report.lossLabel).toHtmlEscaped());
    loss_->add(0, x, report.loss);
    error_->add(0, x, 100.0 * report.decodingError);
    error_->add(1, x, 100.0 * report.chanceError);
}

void ChartPanel::addScores(long update, const std::vector<UnitScores>& units,
                           const NullScores& null) {
    const double x = static_cast<double>(update), count = static_cast<double>(units.size());
    double best = -1.0;
    int aboveNoise = 0, above10 = 0;
    for (const UnitScores& scores : units) {
        best = std::max(best, static_cast<double>(scores.grid60));
        aboveNoise += static_cast<double>(scores.grid60) > null.grid60p99;
        above10 += scores.grid60 > 1.0f;
    }
    best_->add(0, x, best);
    shares_->add(2, x, 100.0 * above10 / count);
    if (null.maps > 0) {
        best_->add(1, x, null.grid60p99);
        shares_->add(0, x, 100.0 * aboveNoise / count);
        shares_->add(1, x, 1.0); // of the hundred
        shares_->add(3, x, 100.0 * null.above10);
    }
}

namespace {

double lastOf(const Chart& chart, std::size_t curve, double unit) {
    const QList<QPointF>& points = chart.points(curve);
    return points.isEmpty() ? std::nan("") : points.back().y() * unit;
}

} // namespace

double ChartPanel::gridShare() const {
    return lastOf(*shares_, 0, 0.01);
}

double ChartPanel::decodingError() const {
    return lastOf(*error_, 0, 0.01);
}

void ChartPanel::markEdit(long update, double time, const QString& what) {
    for (Chart* chart : training_)
        chart->mark(static_cast<double>(update), what);
    for (const ReadingChart& entry : readings_)
        entry.chart->mark(time, what);
}

void ChartPanel::setCursor(std::optional<long> update) {
    for (Chart* chart : training_)
        chart->setCursor(update ? std::optional(static_cast<double>(*update)) : std::nullopt);
}

void ChartPanel::forgetAfter(long update) {
    for (Chart* chart : training_)
        chart->forgetAfter(static_cast<double>(update));
    clearReadings();
    lastUpdates_ = lastMapsUpdates_ = -1;
}

void ChartPanel::clear() {
    for (Chart* chart : training_)
        chart->clear();
    clearReadings();
    lastUpdates_ = lastMapsUpdates_ = -1;
}

void ChartPanel::refreshNext() {
    if (charts_.empty())
        return;
    for (std::size_t tried = 0; tried < charts_.size(); ++tried) {
        const bool drawn = charts_[next_]->refresh();
        next_ = (next_ + 1) % charts_.size();
        if (drawn)
            return;
    }
}

QString ChartPanel::csv() const {
    QString text = "chart,curve,updates_or_seconds,value\n";
    const std::pair<const char*, const Chart*> charts[] = {{"loss", loss_.get()},
                                                           {"decoding_error_cm", error_.get()},
                                                           {"best_grid_score", best_.get()},
                                                           {"units_above_percent", shares_.get()}};
    for (const auto& [name, chart] : charts)
        for (std::size_t curve = 0; curve < chart->styles().size(); ++curve)
            for (const QPointF& point : chart->points(curve))
                text += QString("%1,%2,%3,%4\n")
                            .arg(QString(name), chart->styles()[curve].name)
                            .arg(point.x(), 0, 'g', 8)
                            .arg(point.y(), 0, 'g', 8);
    for (const ReadingChart& entry : readings_)
        for (std::size_t curve = 0; curve < entry.brains.size(); ++curve)
            for (const QPointF& point : entry.chart->points(curve))
                text += QString("%1,%2,%3,%4\n")
                            .arg(QString::fromStdString(entry.key),
                                 QString::fromStdString(entry.brains[curve]))
                            .arg(point.x(), 0, 'g', 8)
                            .arg(point.y() / entry.scale, 0, 'g', 8);
    return text;
}

void ChartPanel::applyTheme() {
    for (const ReadingChart& entry : readings_)
        entry.chart->applyColours();
    for (Chart* chart : training_)
        chart->applyColours();
}

PanelType ChartPanel::type() {
    return {.key = "charts",
            .title = tr("Charts"),
            .help =
                tr("Loss, error and grid scores over training, and what brains tell of themselves"),
            .menu = tr("How fields and grids &form"),
            .level = MarrLevel::algorithm,
            .create = [] { return new ChartPanel; }};
}

} // namespace hippodrome
