#include "widgets/film/past_viewer.h"

#include "widgets/film/timeline.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace hippodrome {

namespace {

QToolButton* bannerButton(const QString& text, const QString& help) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    return button;
}

} // namespace

PastViewer::PastViewer(QWidget* parent) : HeaderStrip(parent), timeline_(new Timeline) {
    setAutoFillBackground(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    text_ = new QLabel;
    row->addWidget(text_);
    trainingButton_ = bannerButton(tr("Open it"), tr("Its maps from the first update to the last, "
                                                     "and the weights to go on from"));
    connect(trainingButton_, &QToolButton::clicked, this,
            [this] { emit trainingRequested(offered_); });
    trainingButton_->hide();
    row->addWidget(trainingButton_);
    row->addStretch();
    branchButton_ = bannerButton(
        tr("Branch from here"),
        tr("Go on from the exact weights of this moment; what came after it is given up"));
    connect(branchButton_, &QToolButton::clicked, this, [this] {
        if (moment_)
            emit branchRequested(*moment_);
    });
    row->addWidget(branchButton_);
    liveButton_ = bannerButton(tr("Back to live"), tr("Show what the brains are now (End)"));
    connect(liveButton_, &QToolButton::clicked, this, &PastViewer::backToLive);
    row->addWidget(liveButton_);
    hide();
    connect(timeline_, &Timeline::scrubbed, this, &PastViewer::showMoment);
    connect(timeline_, &Timeline::backToLive, this, &PastViewer::backToLive);
    connect(timeline_, &Timeline::branchRequested, this, &PastViewer::branchRequested);
}

void PastViewer::setSession(std::shared_ptr<Session> session) {
    session_ = std::move(session);
}

void PastViewer::showMoment(long update) {
    if (!session_)
        return;
    const auto film = session_->film();
    const auto found = std::find_if(film->frames.begin(), film->frames.end(),
                                    [&](const auto& frame) { return frame->update == update; });
    if (found == film->frames.end())
        return;
    moment_ = update;
    frame_ = *found;
    timeline_->setShown(update);
    emit moved(update);
    showBranchButton(*film);
    showBanner();
    askAgain();
}

void PastViewer::select(const Selection& unit) {
    unit_ = unit;
    askAgain();
}

void PastViewer::askAgain() {
    if (!moment_)
        return;
    auto picture = std::make_shared<MapsSnapshot>(frame_->snapshot());
    picture->sequence = ++asked_;
    picture->watched.brain = unit_.brain.toStdString();
    picture->watched.population = unit_.population.toStdString();
    picture->watched.unit = unit_.unit;
    scorer_.score(std::move(picture), 0.0, maps_);
}

void PastViewer::showBranchButton(const FilmIndex& film) {
    branchButton_->setVisible(std::find(film.weights.begin(), film.weights.end(), *moment_) !=
                              film.weights.end());
}

void PastViewer::showBanner() {
    const auto snapshot = session_->latest();
    const QString text = tr("<b>Update %1</b> &nbsp;·&nbsp; live is %2")
                             .arg(withSeparators(*moment_), withSeparators(snapshot->updates));
    trainingButton_->hide();
    liveButton_->show();
    fillBanner(text);
}

void PastViewer::fillBanner(const QString& text) {
    if (text != text_->text())
        text_->setText(text);
    QPalette colours = palette();
    QColor ground = theme().selection;
    ground.setAlpha(70);
    colours.setColor(QPalette::Window, ground);
    setPalette(colours);
    show();
}

void PastViewer::backToLive() {
    if (!moment_)
        return;
    moment_.reset();
    frame_.reset();
    (void)maps_.take();
    timeline_->setShown(std::nullopt);
    emit moved(std::nullopt);
    hide();
    if (session_)
        if (const auto maps = session_->latestMaps())
            emit mapsReady(maps);
}

void PastViewer::follow() {
    const auto film = session_->film();
    const auto latest = session_->latest();
    timeline_->setFilm(film, latest->updates, latest->time);
    if (latest->updates > 0)
        withdrawOffer();
    if (!moment_)
        return;
    showBanner();
    // The moment may have been thinned out; it stays on screen until another one is chosen.
    showBranchButton(*film);
    if (const auto maps = maps_.take(); maps && maps->sequence == asked_)
        emit mapsReady(maps);
}

void PastViewer::offerTraining(const QString& file) {
    offered_ = file;
    branchButton_->hide();
    liveButton_->hide();
    trainingButton_->show();
    fillBanner(tr("A <b>finished training</b> comes with this scene"));
}

void PastViewer::withdrawOffer() {
    if (offered_.isEmpty())
        return;
    offered_.clear();
    trainingButton_->hide();
    if (!moment_)
        hide();
}

} // namespace hippodrome
