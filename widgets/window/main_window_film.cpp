// Looking back: the window shows a moment of the film while the training goes on.
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

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
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

} // namespace

QWidget* MainWindow::buildBanner() {
    banner_ = new QWidget;
    banner_->setFixedHeight(headerHeight);
    banner_->setAutoFillBackground(true);
    auto* row = new QHBoxLayout(banner_);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    bannerText_ = new QLabel;
    row->addWidget(bannerText_);
    trainingButton_ = bannerButton(tr("Open it"), tr("Its maps from the first update to the last, "
                                                     "and the weights to go on from"));
    connect(trainingButton_, &QToolButton::clicked, this,
            [this] { openTraining(offeredTraining_); });
    trainingButton_->hide();
    row->addWidget(trainingButton_);
    row->addStretch();
    branchButton_ = bannerButton(
        tr("Branch from here"),
        tr("Go on from the exact weights of this moment; what came after it is given up"));
    connect(branchButton_, &QToolButton::clicked, this, [this] {
        if (pastUpdate_)
            branchFrom(*pastUpdate_);
    });
    row->addWidget(branchButton_);
    liveButton_ = bannerButton(tr("Back to live"), tr("Show what the brains are now (End)"));
    connect(liveButton_, &QToolButton::clicked, this, &MainWindow::backToLive);
    row->addWidget(liveButton_);
    banner_->hide();
    return banner_;
}

void MainWindow::showMoment(long update) {
    if (!session_)
        return;
    const auto film = session_->film();
    const auto found = std::find_if(film->frames.begin(), film->frames.end(),
                                    [&](const auto& frame) { return frame->update == update; });
    if (found == film->frames.end())
        return;
    pastUpdate_ = update;
    pastFrame_ = *found;
    timeline_->setShown(update);
    lower_->each(&LowerPanel::setCursor, std::optional<long>(update));
    branchButton_->setVisible(std::find(film->weights.begin(), film->weights.end(), update) !=
                              film->weights.end());
    showBanner();
    askForMoment();
}

void MainWindow::askForMoment() {
    auto picture = std::make_shared<MapsSnapshot>(pastFrame_->snapshot());
    picture->sequence = ++pastAsked_;
    picture->watched.brain = selectedBrain_.toStdString();
    picture->watched.population = selectedPopulation_.toStdString();
    picture->watched.unit = selectedUnit_;
    pastScorer_.score(std::move(picture), 0.0, pastMaps_);
}

void MainWindow::showBanner() {
    if (!pastUpdate_)
        return;
    const auto snapshot = session_->latest();
    const QString text = tr("<b>Update %1</b> &nbsp;·&nbsp; live is %2")
                             .arg(withSeparators(*pastUpdate_), withSeparators(snapshot->updates));
    trainingButton_->hide();
    liveButton_->show();
    fillBanner(text);
}

void MainWindow::fillBanner(const QString& text) {
    if (text != bannerText_->text())
        bannerText_->setText(text);
    QPalette colours = banner_->palette();
    QColor ground = theme().selection;
    ground.setAlpha(70);
    colours.setColor(QPalette::Window, ground);
    banner_->setPalette(colours);
    banner_->show();
}

void MainWindow::backToLive() {
    if (!pastUpdate_)
        return;
    pastUpdate_.reset();
    pastFrame_.reset();
    (void)pastMaps_.take();
    timeline_->setShown(std::nullopt);
    lower_->each(&LowerPanel::setCursor, std::optional<long>());
    banner_->hide();
    if (session_)
        if (const auto maps = session_->latestMaps())
            showMaps(maps);
}

void MainWindow::followFilm() {
    const auto film = session_->film();
    const auto latest = session_->latest();
    const long live = latest->updates;
    timeline_->setFilm(film, live, latest->time);
    if (live > 0)
        withdrawOffer();
    if (!pastUpdate_)
        return;
    showBanner();
    // The moment may have been thinned out; it stays on screen until another one is chosen.
    branchButton_->setVisible(std::find(film->weights.begin(), film->weights.end(), *pastUpdate_) !=
                              film->weights.end());
    if (const auto maps = pastMaps_.take(); maps && maps->sequence == pastAsked_)
        showMaps(maps);
}

void MainWindow::branchFrom(long update) {
    if (!mayBeginAnew())
        return;
    reportError(tr("No branch could be made"), [&] {
        Scene scene = session_->branchFrom(update);
        backToLive();
        lower_->each(&LowerPanel::forgetAfter, update);
        scene.view = document_.scene().view; // how it is looked at does not go back
        document_.replaceScene(std::move(scene), tr("branch from update %1").arg(update));
        showMessage(tr("Training goes on from update %1").arg(withSeparators(update)));
    });
}

} // namespace hippodrome
