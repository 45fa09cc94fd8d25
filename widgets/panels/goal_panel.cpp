#include "widgets/panels/goal_panel.h"

#include "widgets/arena/learning_numbers.h"
#include "widgets/panels/chart_window.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTableWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace hippodrome {

namespace {

constexpr std::size_t medianOver = 5; ///< episodes

QString nameOf(const AgentMoment& agent) {
    return QString::fromStdString(agent.name.empty() ? agent.type->label : agent.name)
        .replace('_', ' ');
}

} // namespace

GoalPanel::GoalPanel(QWidget* parent) : LowerPanel(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    row_ = new QWidget;
    auto* charts = new QHBoxLayout(row_);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(1);
    layout->addWidget(row_, 3);
    table_ = new QTableWidget(0, 5);
    table_->setHorizontalHeaderLabels(
        {tr("Agent"), tr("Episodes"), tr("Way"), tr("Reward"), tr("Recovered")});
    table_->horizontalHeaderItem(2)->setToolTip(
        tr("Length of the way gone over that of the shortest one: median of the last %1 episodes; "
           "none: most of them reached no reward")
            .arg(medianOver));
    table_->horizontalHeaderItem(3)->setToolTip(tr("Sum of all rewards received"));
    table_->horizontalHeaderItem(4)->setToolTip(
        tr("From the last edit of the arena to the first of three episodes in a row that reach a "
           "reward on a way at most twice as long as the shortest one"));
    table_->setAccessibleName(tr("Agents"));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(22);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setShowGrid(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->setMinimumWidth(330);
    layout->addWidget(table_, 2);
    hint_ =
        new QLabel(tr("How far off brains are appears here, and how well agents find their way. "
                      "No brain of this scene believes to be somewhere, and no agent learns."));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    layout->addWidget(hint_, 1);
    connect(table_, &QTableWidget::cellClicked, this,
            [this](int row, int) { emit agentChosen(row); });
    connect(table_, &QTableWidget::customContextMenuRequested, this, [this](QPoint place) {
        const int row = table_->rowAt(place.y());
        if (row < 1 || row >= static_cast<int>(names_.size()))
            return; // the scene's own agent stays
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Take this rival out of the race"), this,
                        [this, name = names_[static_cast<std::size_t>(row)]] {
                            emit rivalRemoved(QString::fromStdString(name));
                        });
        menu->popup(table_->viewport()->mapToGlobal(place));
    });
}

GoalPanel::~GoalPanel() = default;

void GoalPanel::makeCharts(const Snapshot& snapshot) {
    std::vector<CurveStyle> styles, believers;
    names_.clear();
    brains_.clear();
    constexpr std::array pens{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    std::array<std::size_t, 2> told{};
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.decoded) {
            std::size_t& number = told[brain.nature == Nature::artificial];
            believers.push_back({QString::fromStdString(brain.name).replace('_', ' '),
                                 [nature = brain.nature] { return colourOf(nature); },
                                 pens[number++ % pens.size()]});
            brains_.push_back(brain.name);
        }
    agentsLearn_ = std::any_of(snapshot.agents.begin(), snapshot.agents.end(),
                               [](const AgentMoment& agent) { return agent.type->learner; });
    for (std::size_t i = 0; i < snapshot.agents.size(); ++i) {
        styles.push_back(
            {nameOf(snapshot.agents[i]), [i] { return colourOfAgent(i); }, penOfAgent(i), false});
        names_.push_back(snapshot.agents[i].name);
    }
    for (Chart* chart : charts_)
        delete chart->view();
    place_ = std::make_unique<Chart>(tr("Believed place is off by [cm]"), ChartAxis::seconds,
                                     believers, this);
    place_->view()->setToolTip(tr("Where am I: from where the rat is to where each brain believes "
                                  "it to be. Over simulated seconds."));
    ratio_ = std::make_unique<Chart>(tr("Way / shortest way"), ChartAxis::seconds, styles, this);
    reward_ = std::make_unique<Chart>(tr("Reward, summed"), ChartAxis::seconds, styles, this);
    error_ = std::make_unique<Chart>(tr("Prediction error"), ChartAxis::seconds, styles, this);
    ratio_->view()->setToolTip(tr("Median of the last %1 episodes; %2 stands for more, and for "
                                  "episodes that reach no reward. Over simulated seconds.")
                                   .arg(medianOver)
                                   .arg(highestRatio));
    reward_->view()->setToolTip(tr("Over simulated seconds"));
    error_->view()->setToolTip(
        tr("How much better or worse a decision goes than expected, |r + discount V(next) - V|, "
           "smoothed over some 20 decisions. Over simulated seconds."));
    charts_ = {place_.get(), ratio_.get(), reward_.get(), error_.get()};
    for (Chart* chart : charts_)
        row_->layout()->addWidget(chart->view());
    pointTogether(charts_);
    ChartWindow::enlargeOnDoubleClick(charts_);
    showCharts();
    clear();
}

void GoalPanel::showCharts() {
    if (charts_.empty())
        return;
    constexpr int least = 150; ///< width of a chart that can be read [px]
    const int room = width() - (agentsLearn_ ? table_->minimumWidth() : 0);
    place_->view()->setVisible(!brains_.empty());
    ratio_->view()->setVisible(agentsLearn_);
    reward_->view()->setVisible(agentsLearn_);
    // What an agent expects is about how it learns, and gives way first.
    error_->view()->setVisible(agentsLearn_ && room >= (brains_.empty() ? 3 : 4) * least);
    table_->setVisible(agentsLearn_);
    hint_->setVisible(brains_.empty() && !agentsLearn_);
}

void GoalPanel::resizeEvent(QResizeEvent* event) {
    LowerPanel::resizeEvent(event);
    showCharts();
}

void GoalPanel::clear() {
    for (Chart* chart : charts_)
        chart->clear();
    episodes_.assign(names_.size(), 0);
    lastTime_ = -1.0;
    tableStale_ = true;
}

void GoalPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& latest, bool) {
    const Snapshot& snapshot = *latest;
    QString layout;
    for (const AgentMoment& agent : snapshot.agents)
        layout += QString::fromStdString(agent.name + ":" + agent.type->key + ",");
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.decoded)
            layout += QString::fromStdString("/" + brain.name);
    if (layout != layoutOf_) {
        layoutOf_ = layout;
        makeCharts(snapshot);
    }
    if (snapshot.time < lastTime_)
        clear(); // the run began again
    if (snapshot.time == lastTime_)
        return;
    lastTime_ = snapshot.time;
    for (const BrainMoment& brain : snapshot.brains) {
        const auto curve = std::find(brains_.begin(), brains_.end(), brain.name);
        if (!brain.decoded || curve == brains_.end())
            continue;
        const Vec2 off = snapshot.arena
                             ? snapshot.arena->displacement(*brain.decoded, snapshot.rat.position)
                             : *brain.decoded - snapshot.rat.position;
        place_->add(static_cast<std::size_t>(curve - brains_.begin()), snapshot.time,
                    100.0 * length(off));
    }
    for (std::size_t i = 0; i < snapshot.agents.size(); ++i) {
        const AgentMoment& agent = snapshot.agents[i];
        reward_->add(i, snapshot.time, agent.totalReward);
        error_->add(i, snapshot.time, readingOf(agent, "prediction_error"));
        if (agent.episodes == episodes_[i])
            continue;
        episodes_[i] = agent.episodes;
        ratio_->add(i, agent.recent.back().end,
                    std::min(highestRatio, medianRatio(agent, medianOver)));
    }
    last_ = std::move(latest);
    tableStale_ = true;
}

void GoalPanel::setRewardClosedOff(bool closed) {
    rewardClosedOff_ = closed;
    tableStale_ = true;
}

void GoalPanel::fillTable(const Snapshot& snapshot) {
    table_->setRowCount(static_cast<int>(snapshot.agents.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const AgentMoment& agent = snapshot.agents[static_cast<std::size_t>(row)];
        const QStringList texts{
            QString("%1  %2").arg(row + 1).arg(nameOf(agent)), QString::number(agent.episodes),
            ratioText(medianRatio(agent, medianOver)), QString::number(agent.totalReward, 'f', 1),
            recoveryText(agent, rewardClosedOff_)};
        for (int column = 0; column < static_cast<int>(texts.size()); ++column) {
            QTableWidgetItem* item = table_->item(row, column);
            if (!item) {
                item = new QTableWidgetItem;
                item->setTextAlignment(column == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                                   : Qt::AlignRight | Qt::AlignVCenter);
                table_->setItem(row, column, item);
            }
            if (item->text() != texts[column])
                item->setText(texts[column]);
            if (column == 0)
                item->setForeground(colourOfAgent(static_cast<std::size_t>(row)));
        }
    }
    if (table_->currentRow() != chosen_)
        table_->selectRow(chosen_);
}

void GoalPanel::setChosenAgent(int agent) {
    chosen_ = agent;
    if (agent < table_->rowCount())
        table_->selectRow(agent);
}

void GoalPanel::markEdit(long, double time, const QString& what) {
    for (Chart* chart : charts_)
        chart->mark(time, what);
}

void GoalPanel::refreshNext() {
    for (std::size_t tried = 0; tried <= charts_.size(); ++tried) {
        const std::size_t turn = next_;
        next_ = (next_ + 1) % (charts_.size() + 1);
        if (turn < charts_.size() && charts_[turn]->refresh())
            return;
        if (turn == charts_.size() && tableStale_ && last_) {
            fillTable(*last_);
            tableStale_ = false;
            return;
        }
    }
}

void GoalPanel::applyTheme() {
    for (Chart* chart : charts_)
        chart->applyColours();
    tableStale_ = true;
}

QString GoalPanel::csv() const {
    QString text = "chart,brain_or_agent,seconds,value\n";
    const std::pair<const char*, const Chart*> all[] = {{"place_off_by_cm", place_.get()},
                                                        {"way_over_shortest", ratio_.get()},
                                                        {"reward_summed", reward_.get()},
                                                        {"prediction_error", error_.get()}};
    for (const auto& [name, chart] : all)
        for (std::size_t curve = 0; chart && curve < chart->styles().size(); ++curve)
            for (const QPointF& point : chart->points(curve))
                text += QString("%1,%2,%3,%4\n")
                            .arg(QString(name), chart->styles()[curve].name)
                            .arg(point.x(), 0, 'g', 8)
                            .arg(point.y(), 0, 'g', 8);
    return text;
}

PanelType GoalPanel::type() {
    return {.key = "learning",
            .title = tr("Where am I, how do I get there"),
            .help = tr("How far off every brain is, and how well every agent finds its way"),
            .menu = tr("How &well goals are reached"),
            .shortcut = Qt::Key_F5,
            .level = MarrLevel::goal,
            .create = [] { return new GoalPanel; }};
}

} // namespace hippodrome
