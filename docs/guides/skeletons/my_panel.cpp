#include "docs/guides/skeletons/my_panel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace hippodrome {

MyPanel::MyPanel(QWidget* parent) : LowerPanel(parent) {
    line_ = new QLabel;
    line_->setAlignment(Qt::AlignCenter);
    line_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(line_);
    clear();
}

PanelType MyPanel::type() {
    return {.key = "my_panel", // as scenes name it in view.panel
            .title = tr("Rewards"),
            .help = tr("How often the rat was rewarded, and when last"),
            .menu = tr("How often it was re&warded"),
            .shortcut = Qt::Key_F7,
            .level = MarrLevel::goal, // under whose button it is found
            .create = [] { return new MyPanel; }};
}

void MyPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool) {
    // Sixty times a second, also while another panel is on screen: note only what is new.
    const double before = rows_.empty() ? 0.0 : rows_.back().reward;
    if (snapshot->totalReward == before)
        return;
    rows_.push_back({snapshot->time, snapshot->totalReward});
    news_ = true;
}

void MyPanel::clear() {
    rows_.clear();
    news_ = true;
    refreshNext();
}

void MyPanel::refreshNext() {
    if (!news_)
        return;
    news_ = false;
    line_->setText(rows_.empty() ? tr("The rat was not rewarded yet.")
                                 : tr("%1 in all, the last after %2 s")
                                       .arg(rows_.back().reward)
                                       .arg(rows_.back().time, 0, 'f', 1));
}

QString MyPanel::csv() const {
    if (rows_.empty())
        return {};
    QString table = "time,reward\n";
    for (const Row& row : rows_)
        table += QString("%1,%2\n").arg(row.time).arg(row.reward);
    return table;
}

} // namespace hippodrome
