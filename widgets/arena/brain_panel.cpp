#include "widgets/arena/brain_panel.h"

#include "widgets/arena/contours.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

namespace hippodrome {

BrainPanel::BrainPanel(Document& document, const BrainEntry& entry, QWidget* parent)
    : QWidget(parent), name_(entry.name), nature_(brainType(entry.brain.type).nature),
      title_(new QLabel), status_(new QLabel), populations_(new QComboBox),
      arena_(new ArenaView(document)), gallery_(new Gallery) {
    const BrainType& type = brainType(entry.brain.type);
    title_->setText(
        QString("<b style='color:%1'>%2</b>&nbsp;&nbsp;%3 <span style='color:%4'>%5</span>")
            .arg(colourOf(nature_).name(), wordOf(nature_), QString::fromStdString(type.label),
                 theme().secondaryText.name(), QString::fromStdString(name_).toHtmlEscaped()));
    title_->setToolTip(QString::fromStdString(type.help));
    auto* header = new QHBoxLayout;
    header->setContentsMargins(rhythm, 0, rhythm, 0);
    header->setSpacing(rhythm);
    // The title gives way when there is more to say than room.
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    header->addWidget(title_, 1);
    status_->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    header->addWidget(status_);
    populations_->setToolTip(tr("Population shown in the gallery"));
    populations_->setVisible(false);
    header->addWidget(populations_);
    auto* headerWidget = new HeaderStrip;
    headerWidget->setLayout(header);

    arena_->setBrain(name_, nature_);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->addWidget(arena_);
    auto* maps = new QWidget;
    auto* column = new QVBoxLayout(maps);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(mapBar_ = new GalleryBar(*gallery_));
    moments_ = new QSplitter(Qt::Horizontal);
    moments_->setHandleWidth(1);
    moments_->setChildrenCollapsible(false);
    moments_->addWidget(gallery_);
    column->addWidget(moments_, 1);
    splitter->addWidget(maps);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({340, 520});
    splitter->setChildrenCollapsible(false);

    setMinimumHeight(smallestHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(headerWidget);
    layout->addWidget(splitter, 1);
    connect(gallery_, &Gallery::unitSelected, this, [this](int unit) {
        emit unitSelected(QString::fromStdString(name_), population(), unit);
        showMaps();
    });
    connect(populations_, &QComboBox::activated, this, [this] { showMaps(); });
}

namespace {

/// "drift 3.2 cm": lengths below a metre in centimetres.
QString readingText(const Reading& reading) {
    const bool centimetres = reading.unit == "m" && std::abs(reading.value) < 1.0;
    const QString unit = centimetres ? "cm" : QString::fromStdString(reading.unit);
    return QString("%1 %2 %3")
        .arg(QString::fromStdString(reading.label).toLower())
        .arg(centimetres ? 100.0 * reading.value : reading.value, 0, 'g', 3)
        .arg(unit)
        .trimmed();
}

} // namespace

QString BrainPanel::population() const {
    return populations_->currentData().toString();
}

void BrainPanel::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    showStatus(*snapshot);
    arena_->setSnapshot(std::move(snapshot));
}

void BrainPanel::showStatus(const Snapshot& snapshot) {
    for (const BrainMoment& brain : snapshot.brains) {
        if (brain.name != name_)
            continue;
        QString text;
        if (brain.training)
            text = brain.training->diverged
                       ? tr("diverged")
                       : tr("%L1 updates").arg(static_cast<qlonglong>(brain.training->updates));
        if (brain.decoded) {
            const double error = length(*brain.decoded - snapshot.rat.position);
            text += (text.isEmpty() ? "" : "   ") +
                    tr("believes to be %1 cm off").arg(100.0 * error, 0, 'f', 0);
        }
        for (const Reading& reading : brain.readings)
            if (!std::isnan(reading.value) && reading.key != "drift") // said already
                text += (text.isEmpty() ? "" : "   ") + readingText(reading);
        if (text == status_->text())
            continue;
        status_->setText(text);
        status_->setToolTip(text); // where there is no room for all of it
    }
}

void BrainPanel::setMaps(std::shared_ptr<const MapsSnapshot> maps) {
    maps_ = std::move(maps);
    QStringList names;
    for (const PopulationPicture& picture : maps_->populations)
        if (picture.brain == name_ && picture.maps.units > 0)
            names << QString::fromStdString(picture.population.name);
    // While there is nothing to compare, the choice stays.
    if (names.size() != populations_->count() && !(names.isEmpty() && populations_->count() > 0)) {
        const QString current = population();
        populations_->clear();
        for (const QString& name : names)
            populations_->addItem(QString(name).replace('_', ' '), name);
        populations_->setCurrentIndex(std::max(0, populations_->findData(current)));
        populations_->setVisible(names.size() > 1);
    }
    showMaps();
}

void BrainPanel::showMaps() {
    if (!maps_)
        return;
    for (std::size_t i = 0; i < maps_->populations.size(); ++i) {
        const PopulationPicture& picture = maps_->populations[i];
        if (picture.brain != name_ || picture.population.name != population().toStdString())
            continue;
        gallery_->setMaps(maps_, i);
        showContours(picture);
        if (beside_ && mapsBeside_)
            showIn(*beside_, mapsBeside_);
        return;
    }
    gallery_->setMaps(maps_, maps_->populations.size());
}

void BrainPanel::showIn(Gallery& gallery, const std::shared_ptr<const MapsSnapshot>& maps) const {
    std::size_t index = 0;
    while (index < maps->populations.size() &&
           (maps->populations[index].brain != name_ ||
            maps->populations[index].population.name != population().toStdString()))
        ++index;
    gallery.setMaps(maps, index);
}

void BrainPanel::setBeside(std::shared_ptr<const MapsSnapshot> maps) {
    mapsBeside_ = std::move(maps);
    if (!beside_ && !mapsBeside_)
        return;
    if (!beside_) {
        beside_ = new Gallery;
        beside_->setAccessibleName(tr("Maps of the moment that is compared with"));
        beside_->stayBeside(*gallery_);
        connect(beside_, &Gallery::unitSelected, gallery_, &Gallery::unitSelected);
        moments_->insertWidget(0, beside_);
    }
    beside_->setColourMap(gallery_->colourMap().name());
    beside_->setSelectedUnit(gallery_->selectedUnit());
    if (mapsBeside_ && beside_->isHidden())
        moments_->setSizes({1000, 1000});
    beside_->setVisible(mapsBeside_ != nullptr);
    // What is compared lies at the same place, in the same size.
    beside_->setTileSide(mapsBeside_ ? gallery_->tileSide() : 0);
    if (mapsBeside_)
        showIn(*beside_, mapsBeside_);
}

void BrainPanel::showContours(const PopulationPicture& picture) {
    const PopulationMaps& maps = picture.maps;
    std::vector<Segment> all, chosen;
    const auto add = [&](int unit, std::vector<Segment>& lines) {
        // Half of the peak is the usual edge of a field.
        const float level = 0.5f * ColourRange::of(maps.map(unit)).high;
        if (level <= 0.0f)
            return;
        const std::vector<Segment> contour =
            contourLines(maps.map(unit), maps.rows, maps.columns, picture.grid.frame(), level);
        lines.insert(lines.end(), contour.begin(), contour.end());
    };
    // Path maps are too ragged for contours.
    if (!picture.path) {
        // A hundred grid units outline everything; place fields show how they tile the arena.
        const bool showAll = fieldOutlines_ && nature_ == Nature::biological;
        for (int unit = 0; showAll && unit < maps.units; ++unit)
            add(unit, all);
        if (gallery_->selectedUnit() >= 0 && gallery_->selectedUnit() < maps.units)
            add(gallery_->selectedUnit(), chosen);
    }
    arena_->setContours(std::move(all), std::move(chosen));
}

void BrainPanel::setShowFieldOutlines(bool on) {
    fieldOutlines_ = on;
    showMaps();
}

} // namespace hippodrome
