// Where everything stands in the window, and the window on the screen.
#include "widgets/arena/agent_panel.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QResizeEvent>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>

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
        else
            markOpenScene(); // not the one that was clicked
    });
    connect(&document_, &Document::fileNameChanged, this, &MainWindow::markOpenScene);
    formChoice_ = new QComboBox;
    formChoice_->setToolTip(tr("Whose parameters to show"));
    connect(formChoice_, &QComboBox::currentIndexChanged, this, [this] { rebuildForm(); });
    form_ = new ParameterForm;
    connect(form_, &ParameterForm::edited, this, [this](const QString& key, const QString& json) {
        if (!document_.setValue(key, Json::parse(json.toStdString())))
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

    lower_ = new LowerPanels;
    connect(lower_, &LowerPanels::chosen, this, &MainWindow::choosePanel);
    connect(lower_, &LowerPanels::agentChosen, this, &MainWindow::chooseAgent);
    connect(lower_, &LowerPanels::watchedAgentsChanged, this, &MainWindow::watchAgents);
    connect(lower_, &LowerPanels::rivalRequested, this,
            [this](const QString& type) { document_.addRival(type.toStdString()); });
    connect(lower_, &LowerPanels::rivalRemoved, this,
            [this](const QString& rival) { document_.removeRival(rival.toStdString()); });
    timeline_ = new Timeline;
    auto* foot = new QWidget;
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(0, 0, 0, 0);
    footRow->setSpacing(0);
    footRow->addWidget(lower_->buttons());
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
    connect(inspector_, &Inspector::allUnitsRequested, this, [this] { selectUnit({}, {}, -1); });
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

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (fitted_)
        return;
    fitted_ = true;
    focusArena();
    // The window manager draws its frame a moment later, on a busy machine seconds later, and
    // nothing tells when: looked at until it is there, and some times more.
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this, timer, looks = 0, framed = 0]() mutable {
        fitToScreen();
        const bool frame = windowHandle() && !windowHandle()->frameMargins().isNull();
        framed += frame ? 1 : 0;
        if (framed >= 5 || ++looks >= 200)
            timer->deleteLater();
    });
    timer->start(100);
    QTimer::singleShot(0, this, &MainWindow::fitToScreen);
}

void MainWindow::focusArena() {
    if (!panels_.empty())
        panels_.front()->arena().setFocus();
    else if (agents_)
        agents_->arena().setFocus();
}

void MainWindow::fitToScreen() {
    if (isMaximized() || isFullScreen() || !screen())
        return;
    const QRect room = screen()->availableGeometry();
    const QRect frame = frameGeometry();
    const QSize border = frame.size() - size();
    const QSize wanted = size().boundedTo(room.size() - border);
    if (wanted != size())
        resize(wanted);
    const QPoint corner(std::clamp(frame.left(), room.left(),
                                   std::max(room.left(), room.right() + 1 - frame.width())),
                        std::clamp(frame.top(), room.top(),
                                   std::max(room.top(), room.bottom() + 1 - frame.height())));
    if (corner != frame.topLeft())
        move(corner);
}

void MainWindow::fitToolBar() {
    if (auto* more = bar_->findChild<QToolButton*>("qt_toolbar_ext_button")) {
        more->setIcon(QIcon(":/icons/more.svg")); // the style's own cannot be seen on a dark theme
        more->setToolTip(tr("Further tools"));
    }
    // With words, if there is room for all of it; else with icons, and without labels if need be.
    const auto show = [this](Qt::ToolButtonStyle style, bool labels) {
        bar_->setToolButtonStyle(style);
        for (QAction* label : labelsOfBar_)
            label->setVisible(labels);
        return bar_->sizeHint().width() <= width();
    };
    if (!show(Qt::ToolButtonTextBesideIcon, true) && !show(Qt::ToolButtonIconOnly, true))
        show(Qt::ToolButtonIconOnly, false);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitToolBar();
}

} // namespace hippodrome
