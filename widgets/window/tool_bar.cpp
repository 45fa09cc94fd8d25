#include "widgets/window/tool_bar.h"

#include "core/scene/sort_order.h"

#include "widgets/document/document.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QComboBox>
#include <QLabel>
#include <QToolButton>

namespace hippodrome {

namespace {

QIcon icon(const QString& name) {
    return QIcon(":/icons/" + name + ".svg");
}

} // namespace

ToolBar::ToolBar(Document& document, QWidget* parent)
    : QToolBar(tr("Simulation"), parent), document_(document), tools_(makeTools(document)) {
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto fitIcons = [this] { setIconSize(QSize(scaled(18), scaled(18))); };
    connect(&TextScaleNotes::instance(), &TextScaleNotes::changed, this, fitIcons);
    fitIcons();
    setContextMenuPolicy(Qt::PreventContextMenu);
    buildActions();
    addActions({play_, step_, train_});
    labels_.push_back(addWidget(new QLabel(tr(" speed "))));
    std::vector<std::pair<QString, QVariant>> speeds;
    for (const double speed : {0.5, 1.0, 2.0, 4.0, 10.0, 30.0, 100.0})
        speeds.emplace_back(QString("×%1").arg(speed), speed);
    speeds.emplace_back(tr("as fast as it can"), 0.0);
    speed_ = addBox("view.speed", speeds, tr("Simulated seconds per second"));
    seed_ = new QLabel;
    seed_->setContentsMargins(rhythm, 0, rhythm, 0);
    seed_->setToolTip(tr("Every random draw of the run follows from this number (Scene > Seed)"));
    labels_.push_back(addWidget(seed_));
    addSeparator();
    addActions(toolActions_->actions());
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
    maps_ = addBox(
        "view.maps",
        {{tr("probe maps"), "probe"},
         {tr("path maps"), "path"},
         {tr("before the edit"), "path_before"},
         {tr("change since"), "path_difference"}},
        tr("Probe maps show the current tuning; path maps what an experimenter would record from "
           "this rat. An edit of the arena begins new path maps: those from before it are kept, "
           "and what has changed since, bin by bin, with the correlation r of the two maps"));
    maps_->setObjectName("maps");
    sort_ = addOrders();
    // By Tab as well, though bars leave their buttons out.
    for (auto* button : findChildren<QToolButton*>())
        button->setFocusPolicy(Qt::TabFocus);
}

void ToolBar::buildActions() {
    play_ = new QAction(icon("play"), tr("Play"), this);
    play_->setCheckable(true);
    play_->setShortcut(Qt::Key_Space);
    play_->setToolTip(tr("Run or pause the simulation (space bar)"));
    step_ = new QAction(icon("step"), tr("Step"), this);
    step_->setShortcut(Qt::Key_Period);
    step_->setToolTip(tr("One time step and one training update (.)"));
    train_ = new QAction(icon("train"), tr("Train"), this);
    train_->setCheckable(true);
    train_->setShortcut(Qt::Key_T);
    train_->setToolTip(tr("Training runs along, as fast as the machine can (T)"));
    connect(train_, &QAction::triggered, this,
            [this](bool on) { document_.setValue("view.train", Json(on)); });
    toolActions_ = new QActionGroup(this);
    for (const auto& tool : tools_) {
        const ToolType& type = tool->kind();
        auto* action = new QAction(icon(type.name()), type.label, toolActions_);
        action->setObjectName(type.name());
        action->setCheckable(true);
        action->setShortcut(type.shortcut);
        action->setToolTip(
            QString("<b>%1</b> (%2)<br>%3").arg(type.label, type.shortcut.toString(), type.help));
        connect(action, &QAction::triggered, this,
                [this, name = type.name()] { chooseTool(name); });
        connect(tool.get(), &Tool::readout, this, &ToolBar::readout);
    }
}

QComboBox* ToolBar::addBox(const std::string& key,
                           const std::vector<std::pair<QString, QVariant>>& choices,
                           const QString& help) {
    auto* box = new QComboBox;
    for (const auto& [text, value] : choices)
        box->addItem(text, value);
    box->setToolTip(help);
    connect(box, &QComboBox::activated, this, [this, box, key] {
        const QVariant value = box->currentData();
        document_.setValue(QString::fromStdString(key), value.typeId() == QMetaType::Double
                                                            ? Json(value.toDouble())
                                                            : Json(value.toString().toStdString()));
    });
    addWidget(box);
    return box;
}

QComboBox* ToolBar::addOrders() {
    std::vector<std::pair<QString, QVariant>> choices;
    for (const SortOrder& order : sortOrders()) {
        QString text = tr("by number");
        if (&order == &sortOrders().front())
            text = tr("by score");
        else if (order.metric) {
            const QString label = QString::fromStdString(order.metric->label);
            text = tr("by %1").arg(label.left(1).toLower() + label.mid(1));
        }
        choices.emplace_back(text, QString::fromStdString(order.key));
    }
    QComboBox* box = addBox("view.sort_by", choices,
                            tr("Order of the maps: those with the largest values come first"));
    box->setObjectName("order");
    // The bar has no room for the longest of them; the list that opens has.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(static_cast<int>(tr("by number").size()));
    box->setMaxVisibleItems(box->count());
    box->view()->setTextElideMode(Qt::ElideNone);
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + 2 * rhythm);
    return box;
}

QList<QAction*> ToolBar::toolActions() const {
    return toolActions_->actions();
}

void ToolBar::chooseTool(const QString& name) {
    for (const auto& tool : tools_) {
        if (tool->kind().name() != name)
            continue;
        if (tool_)
            tool_->cancel();
        tool_ = tool.get();
        for (QAction* action : toolActions_->actions())
            action->setChecked(action->objectName() == name);
        emit toolChosen(tool_);
    }
}

void ToolBar::setRunning(bool running) {
    play_->setChecked(running);
    play_->setText(running ? tr("Pause") : tr("Play"));
    play_->setIcon(icon(running ? "pause" : "play"));
}

void ToolBar::setSeed(std::uint64_t seed) {
    seed_->setText(tr("seed %1").arg(seed));
}

void ToolBar::setView(const ViewParameters& view) {
    const Json values = ViewParameters::fields().write(view);
    for (const auto& [box, key] : {std::pair{sort_, "sort_by"}, {maps_, "maps"}})
        box->setCurrentIndex(
            box->findData(QString::fromStdString(values.at(key).get<std::string>())));
    train_->setChecked(view.train);
    int nearest = speed_->count() - 1;
    for (int i = 0; i < speed_->count(); ++i)
        if (speed_->itemData(i).toDouble() == view.speed)
            nearest = i;
    speed_->setCurrentIndex(nearest);
}

int ToolBar::narrowest() {
    fitInto(0);
    return sizeHint().width();
}

void ToolBar::fitInto(int width) {
    if (auto* more = findChild<QToolButton*>("qt_toolbar_ext_button")) {
        more->setIcon(icon("more")); // the style's own cannot be seen on a dark theme
        more->setToolTip(tr("Further tools"));
    }
    // Narrower than its icons it is only with large text, and then has an arrow.
    const auto fits = [this, width](Qt::ToolButtonStyle style, bool labels) {
        setToolButtonStyle(style);
        for (QAction* label : labels_)
            label->setVisible(labels);
        return sizeHint().width() <= width;
    };
    if (!fits(Qt::ToolButtonTextBesideIcon, true) && !fits(Qt::ToolButtonIconOnly, true))
        fits(Qt::ToolButtonIconOnly, false);
}

} // namespace hippodrome
