#include "widgets/maps/gallery_bar.h"

#include "widgets/maps/range_dialog.h"
#include "widgets/maps/tile_legend.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace hippodrome {

namespace {

constexpr int barHeight = 24, margin = 4; // at text scale 1 [px]

} // namespace

GalleryBar::GalleryBar(Gallery& gallery, QWidget* parent)
    : QWidget(parent), gallery_(gallery), filters_(new QMenu(this)), colours_(new ColourBar) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFixedHeight(scaled(barHeight));
    setStyleSheet(QString("QToolButton { padding: 1px 4px; border: 1px solid transparent; }"
                          "QToolButton:focus { border-color: %1; }"
                          "QToolButton:checked { background: %2; color: %3; }"
                          "QToolButton::menu-indicator { image: none; }")
                      .arg(theme().selection.name(), theme().line.name(), theme().text.name()));
    makeActions();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(margin, 0, margin, 0);
    row->setSpacing(2);
    row->addWidget(colours_);
    row->addWidget(scale_ = addButton(sameScale_));
    row->addStretch();
    row->addWidget(again_ = addButton(sortAgain_));
    row->addWidget(keep_ = addButton(keepSorted_));
    filter_ = addButton(nullptr);
    filter_->setMenu(filters_);
    filter_->setPopupMode(QToolButton::InstantPopup);
    filter_->setToolTip(tr("Which units are shown"));
    filter_->setAccessibleName(tr("Filter of units"));
    row->addWidget(filter_);
    row->addWidget(legend_ = addButton(explain_));
    legend_->setText("?");
    more_ = addButton(nullptr);
    more_->setText(QString(QChar(0x22ef)));
    more_->setToolTip(tr("More about these maps"));
    more_->setAccessibleName(more_->toolTip());
    more_->setPopupMode(QToolButton::InstantPopup);
    auto* more = new QMenu(more_);
    more->addActions({sameScale_, sortAgain_, keepSorted_, explain_});
    more->addMenu(filters_)->setText(tr("Show"));
    more_->setMenu(more);
    row->addWidget(more_);
    connect(&gallery_, &Gallery::stateChanged, this, &GalleryBar::refresh);
    refresh();
}

QToolButton* GalleryBar::addButton(QAction* action) {
    auto* button = new QToolButton;
    setTextRole(button, TextRole::small);
    button->setFocusPolicy(Qt::StrongFocus);
    if (!action)
        return button;
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    return button;
}

void GalleryBar::makeActions() {
    sameScale_ = new QAction(tr("Same scale"), this);
    sameScale_->setCheckable(true);
    sameScale_->setToolTip(tr("One scale of colours for all units, to compare how active they are; "
                              "else each map shows where it is most active"));
    connect(sameScale_, &QAction::triggered, &gallery_, &Gallery::setSharedScale);
    sortAgain_ = new QAction(tr("Sort again"), this);
    connect(sortAgain_, &QAction::triggered, &gallery_, &Gallery::sortAgain);
    keepSorted_ = new QAction(tr("Keep sorted"), this);
    keepSorted_->setCheckable(true);
    keepSorted_->setToolTip(tr("Sort all the time. Off, every unit stays where it is, so that you "
                               "can follow it; it goes off when you click a unit or move a wall"));
    connect(keepSorted_, &QAction::triggered, &gallery_, &Gallery::setKeepSorted);
    explain_ = new QAction(tr("What do the numbers mean?"), this);
    connect(explain_, &QAction::triggered, this, [this] {
        auto* legend = new TileLegend(gallery_, this);
        legend->setAttribute(Qt::WA_DeleteOnClose);
        legend->showBelow(*this);
    });
    connect(filters_, &QMenu::aboutToShow, this, &GalleryBar::fillFilters);
    filters_->setToolTipsVisible(true);
    fillFilters();
}

void GalleryBar::fillFilters() {
    using Shown = UnitFilter::Kind;
    filters_->clear();
    const PopulationPicture* now = gallery_.picture();
    const bool noise = !now || (now->nature == Nature::artificial && !now->difference);
    const UnitFilter& chosen = gallery_.state().filter;
    const auto add = [&](Shown kind, const QString& help) {
        const UnitFilter filter{kind, nullptr, 0.0, 0.0};
        QAction* action = filters_->addAction(filter.text(0.0), this,
                                              [this, filter] { gallery_.setFilter(filter); });
        action->setCheckable(true);
        action->setChecked(chosen.kind == kind);
        action->setToolTip(help);
        return action;
    };
    add(Shown::all, tr("Every unit of the population"));
    add(Shown::aboveNoise, noise ? tr("Units whose grid score is above that of 99 % of noise maps")
                                 : tr("Grid scores are compared with noise for networks only"))
        ->setEnabled(noise);
    add(Shown::active, tr("Units that are active somewhere"));
    add(Shown::silent, tr("Units whose peak is 0"));
    filters_->addSeparator();
    QAction* range = filters_->addAction(tr("A number between…"), this, [this] {
        auto* dialog = new RangeDialog(gallery_, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    range->setToolTip(tr("Units whose grid score, spacing, information … lies in a range"));
    range->setCheckable(true);
    range->setChecked(chosen.kind == Shown::metric);
    range->setEnabled(!now || !now->difference);
}

void GalleryBar::refreshColours() {
    const PopulationPicture* now = gallery_.picture();
    colours_->setColourMap(gallery_.colourMap().name());
    if (!now || now->maps.units == 0)
        return colours_->setMeaning({{}, {}, true, false});
    const auto& shared = gallery_.sharedScale();
    // In words, so that its length stays as it is: whether there is anything below zero.
    const bool signs = !shared && sharedRange(*now).low < -now->noiseFloor();
    colours_->setMeaning({shared ? *shared : ColourRange{signs ? -1.0f : 0.0f, 1.0f},
                          QString::fromStdString(now->population.unit), !shared, now->difference});
}

void GalleryBar::refresh() {
    const PopulationPicture* now = gallery_.picture();
    const int units = now ? now->maps.units : 0;
    refreshColours();
    sameScale_->setChecked(gallery_.sharedScale().has_value());
    keepSorted_->setChecked(gallery_.keepsSorted());
    sortAgain_->setEnabled(gallery_.orderOutdated());
    const QString badge = gallery_.orderOutdated()
                              ? tr("Order of %1 · sort again").arg(gallery_.orderAge())
                              : QString();
    sortAgain_->setToolTip(badge.isEmpty() ? tr("The units are in order")
                                           : tr("By now the units would be in another order; this "
                                                "one is of %1. Click to sort them")
                                                 .arg(gallery_.orderAge()));
    QString filter = tr("All units"), shortFilter = tr("All");
    if (now && gallery_.state().filter.kind != UnitFilter::Kind::all) {
        const QString count = tr("%1 of %2").arg(gallery_.order().size()).arg(units);
        filter =
            QString("%1: %2").arg(gallery_.state().filter.text(now->scoredGrid().binWidth), count);
        shortFilter = count;
    }
    filter += QString(" ") + QChar(0x25be);
    shortFilter += QString(" ") + QChar(0x25be);
    if (badge == longBadge_ && filter == longFilter_ && fittedFor_ == width())
        return;
    longBadge_ = badge;
    longFilter_ = filter;
    shortFilter_ = shortFilter;
    fit();
}

void GalleryBar::giveWay(int level) {
    again_->setText(level < 1 ? longBadge_ : tr("Sort again"));
    again_->setVisible(!longBadge_.isEmpty() && level < 5);
    filter_->setText(level < 2 ? longFilter_ : shortFilter_);
    keep_->setVisible(level < 3);
    scale_->setVisible(level < 4);
    filter_->setVisible(level < 5);
    legend_->setVisible(level < 5);
    more_->setVisible(level >= 3);
}

void GalleryBar::fit() {
    fittedFor_ = width();
    const std::initializer_list<QToolButton*> buttons{scale_,  again_,  keep_,
                                                      filter_, legend_, more_};
    for (int level = 0; level <= narrowest; ++level) {
        giveWay(level);
        int needed = 2 * margin + colours_->minimumSizeHint().width() + 8;
        for (const QToolButton* button : buttons)
            if (!button->isHidden())
                needed += button->sizeHint().width() + 2;
        if (needed <= width())
            return;
    }
}

void GalleryBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void GalleryBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setFixedHeight(scaled(barHeight));
        fit();
    }
}

} // namespace hippodrome
