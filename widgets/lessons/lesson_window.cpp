#include "widgets/lessons/lesson_window.h"

#include "core/analysis/grid_scorer.h"
#include "core/analysis/noise_null.h"

#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

using Code = PlaceCodeParameters::Code;
using Centres = PlaceCodeParameters::Centres;

/// Some hundred iterations in well under a second, slow enough to be followed by eye.
constexpr int iterationsPerFrame = 5;
constexpr int iterationInterval = 16; ///< [ms]
constexpr int noiseMaps = 200;

double medianOf(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty())
        return NAN;
    const auto middle = values.begin() + static_cast<long>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

QString decimal(double value) {
    return std::isnan(value) ? QObject::tr("undefined") : QString::number(value, 'f', 2);
}

} // namespace

/// The maps in a square of tiles, each in its own range of colours.
class LessonWindow::Maps : public QWidget {
public:
    explicit Maps(const QString& colourMap) : colours_(colourMap) {
        setMinimumSize(360, 360);
        setAccessibleName(tr("Maps of the units"));
    }
    void show(PopulationMaps maps) {
        maps_ = std::move(maps);
        update();
    }
    const PopulationMaps& maps() const { return maps_; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().panel);
        if (maps_.units == 0)
            return;
        const int columns = static_cast<int>(std::ceil(std::sqrt(maps_.units)));
        const int lines = (maps_.units + columns - 1) / columns;
        const int tile = std::min((width() - rhythm) / columns, (height() - rhythm) / lines);
        const QPoint corner((width() - tile * columns) / 2, (height() - tile * lines) / 2);
        for (int unit = 0; unit < maps_.units; ++unit) {
            const auto map = maps_.map(unit);
            const QImage image = heatMapImage(map, maps_.rows, maps_.columns, colours_,
                                              ColourRange::of(map), theme().unvisited.rgb());
            QRect place(corner.x() + unit % columns * tile, corner.y() + unit / columns * tile,
                        tile, tile);
            place.adjust(rhythm / 2, rhythm / 2, -rhythm / 2, -rhythm / 2);
            QSize size(maps_.columns, maps_.rows);
            size.scale(place.size(), Qt::KeepAspectRatio);
            painter.drawImage(QRect(place.topLeft(), size), image);
        }
    }

private:
    PopulationMaps maps_;
    ColourMap colours_;
};

LessonWindow::LessonWindow(std::function<ArenaPointer()> arena, const QString& colourMap,
                           QWidget* parent)
    : QDialog(parent), arena_(std::move(arena)) {
    setWindowTitle(tr("Why hexagons?"));
    auto* row = new QHBoxLayout(this);
    row->setSpacing(2 * rhythm);
    maps_ = new Maps(colourMap);
    row->addWidget(maps_, 1);
    row->addWidget(buildControls());
    timer_.setInterval(iterationInterval);
    connect(&timer_, &QTimer::timeout, this, &LessonWindow::advance);
    resize(820, 540);
    restart();
}

QWidget* LessonWindow::buildControls() {
    auto* panel = new QWidget;
    panel->setFixedWidth(320);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(rhythm);
    auto* text = new QLabel(
        tr("No training. Each unit is driven by place cells, sends its activity back to them, and "
           "is rescaled, again and again:"
           "<p align=center><i>g ← max(P P<sup>T</sup> g, 0) / |·|</i></p>"
           "It settles on what the place code repeats most. Take an ingredient away and see."));
    text->setWordWrap(true);
    column->addWidget(text);
    rectified_ = new QCheckBox(tr("Activity cannot be negative"));
    rectified_->setToolTip(tr("Without this the maps become ordinary principal components"));
    meanRemoved_ = new QCheckBox(tr("Each cell's mean is removed"));
    meanRemoved_->setToolTip(tr("Otherwise one broad bump carries the most variance"));
    for (QCheckBox* box : {rectified_, meanRemoved_}) {
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &LessonWindow::restart);
        column->addWidget(box);
    }
    auto* form = new QFormLayout;
    code_ = new QComboBox;
    code_->addItem(tr("centre and surround"), static_cast<int>(Code::softmaxDifference));
    code_->addItem(tr("centre alone (Gaussian)"), static_cast<int>(Code::softmax));
    code_->setAccessibleName(tr("Place fields"));
    form->addRow(tr("Place fields"), code_);
    centres_ = new QComboBox;
    centres_->addItem(tr("on a lattice"), static_cast<int>(Centres::lattice));
    centres_->addItem(tr("jittered by a fifth"), static_cast<int>(Centres::jittered));
    centres_->addItem(tr("anywhere at random"), static_cast<int>(Centres::random));
    centres_->setAccessibleName(tr("Field centres"));
    form->addRow(tr("Their centres"), centres_);
    for (QComboBox* box : {code_, centres_})
        connect(box, &QComboBox::activated, this, &LessonWindow::restart);
    column->addLayout(form);
    auto* again = new QPushButton(tr("Again, from other random maps"));
    connect(again, &QPushButton::clicked, this, [this] {
        ++seed_;
        restart();
    });
    column->addWidget(again);
    column->addSpacing(rhythm);
    numbers_ = new QLabel;
    numbers_->setTextFormat(Qt::RichText);
    column->addWidget(numbers_);
    verdict_ = new QLabel;
    verdict_->setTextFormat(Qt::PlainText);
    verdict_->setWordWrap(true);
    column->addWidget(verdict_);
    column->addStretch();
    auto* limits = new QLabel(tr("The arena is the one that is open; distances are straight lines. "
                                 "Its side should measure 15 field widths or more."));
    limits->setWordWrap(true);
    limits->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    column->addWidget(limits);
    return panel;
}

PowerIteration::Parameters LessonWindow::parameters() const {
    PowerIteration::Parameters parameters;
    parameters.rectified = rectified_->isChecked();
    parameters.meanRemoved = meanRemoved_->isChecked();
    parameters.placeCode.code = static_cast<Code>(code_->currentData().toInt());
    parameters.placeCode.centres = static_cast<Centres>(centres_->currentData().toInt());
    return parameters;
}

void LessonWindow::restart() {
    timer_.stop();
    iteration_.reset();
    verdict_->clear();
    try {
        const ArenaPointer arena = arena_();
        PowerIteration::Parameters chosen = parameters();
        // A small arena gets narrower fields, so that a lattice has room in it.
        const double side = std::max(arena->bounds().width(), arena->bounds().height());
        chosen.placeCode.width = side * chosen.placeCode.width / 2.2;
        iteration_.emplace(chosen, *arena, seed_);
    } catch (const Error& error) {
        maps_->show({});
        numbers_->clear();
        verdict_->setText(QString::fromStdString(error.what()));
        return;
    }
    maps_->show(iteration_->maps());
    showNumbers();
    timer_.start();
}

void LessonWindow::advance() {
    for (int i = 0; i < iterationsPerFrame && iteration_->iterations() < iterationsShown; ++i)
        iteration_->step();
    maps_->show(iteration_->maps());
    showNumbers();
    if (iteration_->iterations() >= iterationsShown)
        finish();
}

void LessonWindow::showNumbers() {
    const PopulationMaps& maps = maps_->maps();
    const GridScorer scorer(maps.rows, maps.columns);
    std::vector<double> scores60, scores90;
    for (int unit = 0; unit < maps.units; ++unit) {
        const GridScores scores = scorer.score(maps.map(unit));
        scores60.push_back(scores.deepmind60);
        scores90.push_back(scores.deepmind90);
    }
    median60_ = medianOf(scores60);
    numbers_->setText(tr("<table cellspacing=4>"
                         "<tr><td>iteration</td><td align=right><b>%1</b> of %2</td></tr>"
                         "<tr><td>median grid score, 60°</td><td align=right><b>%3</b></td></tr>"
                         "<tr><td>median grid score, 90°</td><td align=right><b>%4</b></td></tr>"
                         "</table>")
                          .arg(iterations())
                          .arg(iterationsShown)
                          .arg(decimal(median60_), decimal(medianOf(scores90))));
}

void LessonWindow::finish() {
    timer_.stop();
    const PopulationMaps& maps = maps_->maps();
    const GridScorer scorer(maps.rows, maps.columns);
    Rng rng = Rng::stream(seed_, "lesson.null");
    const NoiseNull null =
        noiseNull(meanSpectrum(maps.values, maps.rows, maps.columns), scorer, noiseMaps, rng);
    std::vector<double> scores;
    for (int unit = 0; unit < maps.units; ++unit)
        scores.push_back(scorer.score(maps.map(unit)).deepmind60);
    const double threshold = null.percentile60(99.0);
    const int above = static_cast<int>(std::lround(shareAbove(scores, threshold) * maps.units));
    verdict_->setText(tr("%1 of %2 units score above %3, which noise with the same spatial "
                         "frequencies passes once in a hundred maps.")
                          .arg(above)
                          .arg(maps.units)
                          .arg(decimal(threshold)));
}

} // namespace hippodrome
