// Where everything stands in the window.
#include "widgets/learning_panel.h"
#include "widgets/main_window.h"
#include "widgets/memory_panel.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hippodrome {

namespace {

QWidget* withHeader(const QString& title, QWidget* content, QWidget* action = nullptr) {
    auto* panel = new QWidget;
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->addWidget(new QLabel("<b>" + title + "</b>"));
    row->addStretch();
    if (action)
        row->addWidget(action);
    layout->addWidget(header);
    layout->addWidget(content, 1);
    return panel;
}

QSplitter* splitter(Qt::Orientation orientation) {
    auto* result = new QSplitter(orientation);
    result->setHandleWidth(1);
    result->setChildrenCollapsible(false);
    return result;
}

} // namespace

void MainWindow::buildLayout() {
    sceneList_ = new QListWidget;
    sceneList_->setFrameShape(QFrame::NoFrame);
    sceneList_->setUniformItemSizes(true);
    sceneList_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    sceneList_->setAccessibleName(tr("Scenes"));
    sceneList_->installEventFilter(this); // letters typed there search, and choose no tool
    connect(sceneList_, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (confirmDiscard())
            openScene(item->data(Qt::UserRole).toString());
    });
    connect(&document_, &Document::fileNameChanged, this, &MainWindow::markOpenScene);
    formChoice_ = new QComboBox;
    formChoice_->setToolTip(tr("Whose parameters to show"));
    connect(formChoice_, &QComboBox::currentIndexChanged, this, [this] { rebuildForm(); });
    form_ = new ParameterForm;
    connect(form_, &ParameterForm::edited, this, [this](const QString& key, const QString& json) {
        const bool restarts = form_->effectOf(key) != Effect::live;
        if ((restarts && !confirmTraining()) ||
            !document_.setValue(key, Json::parse(json.toStdString())))
            rebuildForm();
    });
    connect(form_, &ParameterForm::refused, this,
            [this](const QString& reason) { showMessage(reason, true); });
    auto* left = splitter(Qt::Vertical);
    notes_ = new QLabel;
    notes_->setTextFormat(Qt::PlainText); // a stranger's, who could have any file shown
    notes_->setWordWrap(true);
    notes_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    notes_->setMargin(rhythm);
    notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* notesArea = new QScrollArea;
    notesArea->setWidget(notes_);
    notesArea->setWidgetResizable(true);
    left->addWidget(withHeader(tr("Scenes"), sceneList_));
    left->addWidget(withHeader(tr("Notes"), notesArea));
    left->addWidget(withHeader(tr("Parameters"), form_, formChoice_));
    left->setSizes({170, 150, 400});
    left->setStretchFactor(2, 1);

    brainRows_ = splitter(Qt::Vertical);
    emptyHint_ =
        new QLabel(tr("This scene has no brain. Add one to its file under \"brains\", or open "
                      "another scene from the list."));
    emptyHint_->setAlignment(Qt::AlignCenter);
    emptyHint_->setWordWrap(true);
    brainRows_->addWidget(emptyHint_);
    // Many brains need more room than a screen has.
    auto* brains = new QScrollArea;
    brains->setWidget(brainRows_);
    brains->setWidgetResizable(true);
    brains->setFrameShape(QFrame::NoFrame);
    brains->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    brains->setMinimumHeight(BrainPanel::smallestHeight);

    charts_ = new ChartPanel;
    implementation_ = new ImplementationPanel;
    lower_ = new QStackedWidget;
    lower_->addWidget(charts_);
    lower_->addWidget(implementation_);
    learning_ = new LearningPanel;
    connect(learning_, &LearningPanel::agentChosen, this, &MainWindow::chooseAgent);
    connect(learning_, &LearningPanel::removeRequested, this,
            [this](const QString& rival) { document_.removeRival(rival.toStdString()); });
    lower_->addWidget(learning_);
    memory_ = new MemoryPanel;
    connect(memory_, &MemoryPanel::shownAgentsChanged, this, &MainWindow::watchAgents);
    connect(memory_, &MemoryPanel::rivalRequested, this,
            [this](const QString& type) { document_.addRival(type.toStdString()); });
    lower_->addWidget(memory_);
    timeline_ = new Timeline;
    auto* foot = new QWidget;
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(0, 0, 0, 0);
    footRow->setSpacing(0);
    footRow->addWidget(buildPanelChoice());
    footRow->addWidget(timeline_, 1);
    connect(timeline_, &Timeline::scrubbed, this, &MainWindow::showMoment);
    connect(timeline_, &Timeline::backToLive, this, &MainWindow::backToLive);
    connect(timeline_, &Timeline::branchRequested, this, &MainWindow::branchFrom);
    const auto stacked = [](QWidget* above, QWidget* below, QWidget* stretched) {
        auto* both = new QWidget;
        auto* layout = new QVBoxLayout(both);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(above, above == stretched);
        layout->addWidget(below, below == stretched);
        return both;
    };
    auto* middle = splitter(Qt::Vertical);
    middle->addWidget(stacked(buildBanner(), brains, brains));
    middle->addWidget(stacked(lower_, foot, lower_));
    middle->setStretchFactor(0, 4);
    middle->setStretchFactor(1, 1);
    middle->setSizes({540, 208});

    inspector_ = new Inspector;
    connect(inspector_, &Inspector::contextMenuRequested, this, [this](QPoint place) {
        for (BrainPanel* panel : panels_)
            if (panel->brainName() == selectedBrain_.toStdString())
                showUnitMenu(*panel, selectedUnit_, place);
    });
    connect(inspector_, &Inspector::listenToggled, this, &MainWindow::listen);
    centre_ = splitter(Qt::Horizontal);
    centre_->addWidget(left);
    centre_->addWidget(middle);
    centre_->addWidget(inspector_);
    centre_->setStretchFactor(0, 0);
    centre_->setStretchFactor(1, 1);
    centre_->setStretchFactor(2, 0);
    centre_->setSizes({224, 780, 276});
    setCentralWidget(centre_);

    message_ = new QLabel;
    message_->setTextFormat(Qt::PlainText);
    readout_ = new QLabel;
    readout_->setTextFormat(Qt::PlainText);
    rates_ = new QLabel;
    statusBar()->addWidget(message_, 1);
    statusBar()->addPermanentWidget(readout_);
    statusBar()->addPermanentWidget(rates_);
}

} // namespace hippodrome
