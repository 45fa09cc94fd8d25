#include "widgets/charts.h"

#include "widgets/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Points kept per curve; beyond, every second one is dropped.
constexpr qsizetype maximumPoints = 1200;

struct CurveStyle {
    QString name;
    QColor (*colour)();
    Qt::PenStyle pen;
    bool inLegend = true;
};

QColor cyan() {
    return theme().artificial;
}
QColor grey() {
    return theme().secondaryText;
}

double niceCeiling(double value) {
    if (!(value > 0.0))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0})
        if (value <= step * power)
            return step * power;
    return value;
}

} // namespace

/// A chart with a fixed set of curves over updates.
class ChartPanel::Chart {
public:
    Chart(const QString& title, const std::vector<CurveStyle>& styles, QWidget* parent)
        : chart_(new QChart), view_(new QChartView(chart_, parent)), styles_(styles) {
        chart_->setTitle(title);
        chart_->setMargins(QMargins(0, 0, rhythm, 0));
        chart_->layout()->setContentsMargins(0, 0, 0, 0);
        chart_->setBackgroundRoundness(0);
        chart_->legend()->setAlignment(Qt::AlignBottom);
        chart_->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
        x_ = new QValueAxis;
        y_ = new QValueAxis;
        x_->setTickCount(3);
        y_->setTickCount(4);
        x_->setLabelFormat("%.0f");
        chart_->addAxis(x_, Qt::AlignBottom);
        chart_->addAxis(y_, Qt::AlignLeft);
        for (const CurveStyle& style : styles_) {
            auto* series = new QLineSeries;
            series->setName(style.name);
            chart_->addSeries(series);
            series->attachAxis(x_);
            series->attachAxis(y_);
            series_.push_back(series);
            for (QLegendMarker* marker : chart_->legend()->markers(series))
                marker->setVisible(style.inLegend);
        }
        data_.resize(styles_.size());
        cursor_ = new QLineSeries;
        chart_->addSeries(cursor_);
        cursor_->attachAxis(x_);
        cursor_->attachAxis(y_);
        for (QLegendMarker* marker : chart_->legend()->markers(cursor_))
            marker->setVisible(false);
        view_->setRenderHint(QPainter::Antialiasing);
        view_->setFrameShape(QFrame::NoFrame);
        view_->setMinimumHeight(134);
        applyColours();
    }

    QChartView* view() { return view_; }
    void setTitle(const QString& title) {
        if (chart_->title() != title)
            chart_->setTitle(title);
    }

    void add(std::size_t curve, double x, double y) {
        if (!std::isfinite(x) || !std::isfinite(y))
            return;
        Curve& data = data_[curve];
        if (data.passed++ % data.stride != 0)
            return;
        data.points.append(QPointF(x, y));
        if (data.points.size() > maximumPoints) {
            // From here on only every second point is taken, so that the density stays even.
            QList<QPointF> half;
            for (qsizetype i = 0; i < data.points.size(); i += 2)
                half.append(data.points[i]);
            data.points = half;
            data.stride *= 2;
        }
        changed_ = true;
    }

    void mark(double x) {
        auto* line = new QLineSeries;
        line->setPen(QPen(theme().edit, 1.5, Qt::DashLine));
        chart_->addSeries(line);
        line->attachAxis(x_);
        line->attachAxis(y_);
        for (QLegendMarker* marker : chart_->legend()->markers(line))
            marker->setVisible(false);
        marks_.push_back({x, line});
        changed_ = true;
    }

    void setCursor(std::optional<double> x) {
        cursorAt_ = x;
        if (!x) {
            cursor_->clear();
            return;
        }
        cursor_->replace(QList<QPointF>{QPointF(*x, y_->min()), QPointF(*x, y_->max())});
    }

    void forgetAfter(double x) {
        for (Curve& curve : data_)
            curve.points.removeIf([&](const QPointF& point) { return point.x() > x; });
        std::erase_if(marks_, [&](const auto& mark) {
            if (mark.first <= x)
                return false;
            chart_->removeSeries(mark.second);
            delete mark.second;
            return true;
        });
        changed_ = true;
    }

    void clear() {
        for (Curve& curve : data_)
            curve = Curve();
        for (const auto& [x, line] : marks_) {
            chart_->removeSeries(line);
            delete line;
        }
        marks_.clear();
        changed_ = true;
    }

    bool refresh() {
        if (!changed_)
            return false;
        changed_ = false;
        double right = 10.0, top = 0.0, bottom = 0.0;
        for (const Curve& curve : data_)
            for (const QPointF& point : curve.points) {
                right = std::max(right, point.x());
                top = std::max(top, point.y());
                bottom = std::min(bottom, point.y());
            }
        const double high = niceCeiling(top), low = bottom < 0.0 ? -niceCeiling(-bottom) : 0.0;
        x_->setRange(0.0, right);
        y_->setRange(low, high);
        y_->setLabelFormat(high < 1.0 ? "%.2f" : high < 20.0 ? "%.1f" : "%.0f");
        for (std::size_t i = 0; i < series_.size(); ++i)
            series_[i]->replace(data_[i].points);
        for (const auto& [x, line] : marks_)
            line->replace(QList<QPointF>{QPointF(x, low), QPointF(x, high)});
        setCursor(cursorAt_);
        return true;
    }

    void applyColours() {
        const Palette& colours = theme();
        chart_->setBackgroundBrush(colours.panel);
        chart_->setBackgroundPen(Qt::NoPen);
        chart_->setTitleBrush(colours.text);
        QFont small = view_->font();
        small.setPointSizeF(std::max(7.0, small.pointSizeF() - 2.0));
        QFont title = view_->font();
        title.setPointSizeF(std::max(8.0, title.pointSizeF() - 1.0));
        title.setBold(true);
        chart_->setTitleFont(title);
        chart_->legend()->setFont(small);
        chart_->legend()->setLabelColor(colours.text);
        for (QValueAxis* axis : {x_, y_}) {
            axis->setLabelsFont(small);
            axis->setTitleFont(small);
            axis->setLabelsColor(colours.secondaryText);
            axis->setTitleBrush(colours.secondaryText);
            axis->setGridLinePen(QPen(colours.line, 1));
            axis->setLinePen(QPen(colours.line, 1));
        }
        for (std::size_t i = 0; i < series_.size(); ++i)
            series_[i]->setPen(QPen(styles_[i].colour(), 1.8, styles_[i].pen));
        cursor_->setPen(QPen(colours.text, 1.2));
        view_->setBackgroundBrush(colours.panel);
    }

    const std::vector<CurveStyle>& styles() const { return styles_; }
    const QList<QPointF>& points(std::size_t curve) const { return data_[curve].points; }

private:
    struct Curve {
        QList<QPointF> points;
        long stride = 1; ///< one of so many is kept
        long passed = 0; ///< points offered so far
    };

    QChart* chart_;
    QChartView* view_;
    QValueAxis* x_ = nullptr;
    QValueAxis* y_ = nullptr;
    std::vector<CurveStyle> styles_;
    std::vector<QLineSeries*> series_;
    std::vector<Curve> data_;
    std::vector<std::pair<double, QLineSeries*>> marks_;
    QLineSeries* cursor_ = nullptr;
    std::optional<double> cursorAt_;
    bool changed_ = true;
};

ChartPanel::ChartPanel(QWidget* parent) : QWidget(parent) {
    loss_ = std::make_unique<Chart>(
        tr("Loss"), std::vector<CurveStyle>{{tr("network"), cyan, Qt::SolidLine, false}}, this);
    error_ = std::make_unique<Chart>(tr("Decoding error [cm]"),
                                     std::vector<CurveStyle>{{tr("network"), cyan, Qt::SolidLine},
                                                             {tr("chance"), grey, Qt::DashLine}},
                                     this);
    best_ =
        std::make_unique<Chart>(tr("Best grid score (60°)"),
                                std::vector<CurveStyle>{{tr("best unit"), cyan, Qt::SolidLine},
                                                        {tr("99 % of noise"), grey, Qt::DashLine}},
                                this);
    shares_ = std::make_unique<Chart>(
        tr("Units above [%], grey: noise"),
        std::vector<CurveStyle>{{tr(">0.8"), cyan, Qt::DotLine},
                                {tr("noise >0.8"), grey, Qt::DotLine, false},
                                {tr(">1.0"), cyan, Qt::SolidLine},
                                {tr("noise >1.0"), grey, Qt::SolidLine, false}},
        this);
    charts_ = {loss_.get(), error_.get(), best_.get(), shares_.get()};
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    for (Chart* chart : charts_)
        layout->addWidget(chart->view());
}

ChartPanel::~ChartPanel() = default;

void ChartPanel::addSnapshot(const Snapshot& snapshot) {
    for (const BrainMoment& brain : snapshot.brains) {
        if (!brain.training || brain.training->updates == 0 || snapshot.updates == lastUpdates_)
            continue;
        addTraining(snapshot.updates, *brain.training);
        lastUpdates_ = snapshot.updates;
        return; // one network is charted: the first that trains
    }
}

void ChartPanel::addMaps(const MapsSnapshot& maps) {
    // Scores of sparse path maps say nothing about training.
    if (maps.pathMaps || maps.updates == lastMapsUpdates_ || maps.updates == 0)
        return;
    for (const PopulationPicture& picture : maps.populations) {
        if (picture.kind != BrainKind::artificial || picture.scores.empty())
            continue;
        addScores(maps.updates, picture.scores, picture.null);
        lastMapsUpdates_ = maps.updates;
        return;
    }
}

void ChartPanel::addFilm(const FilmIndex& film) {
    for (const auto& frame : film.frames) {
        if (!frame->training.empty())
            addTraining(frame->update, frame->training.front().report);
        for (const FilmedPopulation& filmed : frame->populations)
            if (filmed.kind == BrainKind::artificial && !filmed.scores.empty()) {
                addScores(frame->update, filmed.scores, filmed.null);
                break;
            }
    }
    for (const FilmEdit& edit : film.edits)
        markEdit(edit.update);
}

void ChartPanel::addTraining(long update, const TrainingReport& report) {
    const double x = static_cast<double>(update);
    loss_->setTitle(QString::fromStdString(report.lossLabel));
    loss_->add(0, x, report.loss);
    error_->add(0, x, 100.0 * report.decodingError);
    error_->add(1, x, 100.0 * report.chanceError);
}

void ChartPanel::addScores(long update, const std::vector<UnitScores>& units,
                           const NullScores& null) {
    const double x = static_cast<double>(update), count = static_cast<double>(units.size());
    double best = -1.0;
    int above08 = 0, above10 = 0;
    for (const UnitScores& scores : units) {
        best = std::max(best, static_cast<double>(scores.grid60));
        above08 += scores.grid60 > 0.8f;
        above10 += scores.grid60 > 1.0f;
    }
    best_->add(0, x, best);
    shares_->add(0, x, 100.0 * above08 / count);
    shares_->add(2, x, 100.0 * above10 / count);
    if (null.maps > 0) {
        best_->add(1, x, null.grid60p99);
        shares_->add(1, x, 100.0 * null.above08);
        shares_->add(3, x, 100.0 * null.above10);
    }
}

void ChartPanel::markEdit(long update) {
    for (Chart* chart : charts_)
        chart->mark(static_cast<double>(update));
}

void ChartPanel::setCursor(std::optional<long> update) {
    for (Chart* chart : charts_)
        chart->setCursor(update ? std::optional(static_cast<double>(*update)) : std::nullopt);
}

void ChartPanel::forgetAfter(long update) {
    for (Chart* chart : charts_)
        chart->forgetAfter(static_cast<double>(update));
    lastUpdates_ = lastMapsUpdates_ = -1;
}

void ChartPanel::clear() {
    for (Chart* chart : charts_)
        chart->clear();
    lastUpdates_ = lastMapsUpdates_ = -1;
}

void ChartPanel::refreshNext() {
    for (std::size_t tried = 0; tried < charts_.size(); ++tried) {
        const bool drawn = charts_[next_]->refresh();
        next_ = (next_ + 1) % charts_.size();
        if (drawn)
            return;
    }
}

QString ChartPanel::csv() const {
    QString text = "chart,curve,updates,value\n";
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
    return text;
}

void ChartPanel::applyTheme() {
    for (Chart* chart : charts_)
        chart->applyColours();
}

} // namespace hippodrome
