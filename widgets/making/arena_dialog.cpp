#include "widgets/making/arena_dialog.h"

#include "core/arena/furnishing.h"
#include "core/arena/polygon.h"

#include "widgets/document/refusal.h"
#include "widgets/making/arena_preview.h"
#include "widgets/making/brain_cards.h"
#include "widgets/making/size_form.h"
#include "widgets/scenes/scene_card.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace hippodrome {

namespace {

Arena arenaOf(const ArenaTemplate& shape, const Json& values) {
    const JsonDocument document{values, {}, {}};
    return shape.create(JsonCursor(document));
}

/// The plan of a shape with its usual sizes.
QIcon thumbnail(const ArenaTemplate& shape, QSize size, double ratio) {
    QPixmap drawn(size * ratio);
    drawn.setDevicePixelRatio(ratio);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    drawPlan(painter, arenaOf(shape, Json::object()),
             QRectF(QPointF(), QSizeF(size)).adjusted(3, 3, -3, -3));
    return QIcon(drawn);
}

/// The parts of an arena with some ids.
Arena partsOf(const Arena& arena, const std::vector<int>& ids) {
    Arena some = arena;
    const auto keep = [&](auto& parts) {
        std::erase_if(parts, [&](const auto& part) {
            return std::find(ids.begin(), ids.end(), part.id) == ids.end();
        });
    };
    keep(some.walls);
    keep(some.holes);
    keep(some.rewards);
    keep(some.objects);
    return some;
}

} // namespace

ArenaDialog::ArenaDialog(QWidget* parent)
    : QDialog(parent), shapes_(new QListWidget), preview_(new ArenaPreview), sizes_(new SizeForm),
      brains_(new BrainCards), wall_(new QCheckBox(tr("A &wall to run around"))),
      reward_(new QCheckBox(tr("A &reward to run to"))), title_(new QLabel), message_(new QLabel),
      accept_(new QPushButton) {
    build();
    setWindowTitle(tr("New arena"));
    accept_->setText(tr("Create"));
    accept_->setToolTip(tr("Makes a new scene and lets the rat run in it (Return)"));
    brains_->choose(usualBrains());
    reward_->setChecked(true);
    chooseShape(arenaTemplates().front().key);
}

ArenaDialog::ArenaDialog(const Scene& scene, QWidget* parent) : ArenaDialog(parent) {
    scene_ = &scene;
    setWindowTitle(tr("Replace outline"));
    accept_->setToolTip(tr("Gives the open scene this outline; can be undone (Return)"));
    wall_->setChecked(false);
    reward_->setChecked(false);
    for (QWidget* part : std::initializer_list<QWidget*>{brains_, wall_, reward_})
        part->hide();
    findChild<QLabel*>("brainsHeading")->hide();
    static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->setStretch(2, 0);
    resize(scaled(720), scaled(600));
    const Arena& now = scene.arena;
    const bool box = axisParallelRectangle(now.boundary).has_value();
    shapes_->setCurrentRow(-1);
    chooseShape(now.circle ? "circle" : box ? "rectangle" : "open_polygon");
}

void ArenaDialog::build() {
    buildShapes();
    // Boxes that are not ticked are to be seen on a dark theme.
    QPalette boxes = palette();
    boxes.setColor(QPalette::Base, theme().line);
    for (QWidget* part : std::initializer_list<QWidget*>{brains_->widget(), wall_, reward_})
        part->setPalette(boxes);
    QFont bold = title_->font();
    bold.setBold(true);
    title_->setFont(bold);
    title_->setWordWrap(true);
    message_->setWordWrap(true);
    message_->setTextFormat(Qt::PlainText);
    wall_->setToolTip(tr("One that reaches half-way across; others are drawn with W"));
    reward_->setToolTip(tr("One far from the middle; others are placed with R"));
    accept_->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(accept_, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(sizes_, &SizeForm::changed, this, &ArenaDialog::refresh);
    connect(wall_, &QCheckBox::toggled, this, &ArenaDialog::refresh);
    connect(reward_, &QCheckBox::toggled, this, &ArenaDialog::refresh);
    connect(brains_, &BrainCards::changed, this, &ArenaDialog::refresh);

    auto* middle = new QVBoxLayout;
    middle->addWidget(title_);
    middle->addWidget(preview_, 1);
    middle->addWidget(sizes_);
    middle->addWidget(wall_);
    middle->addWidget(reward_);
    auto* heading = new QLabel(tr("What rides in the rat"));
    heading->setObjectName("brainsHeading");
    heading->setFont(bold);
    auto* right = new QVBoxLayout;
    right->addWidget(heading);
    right->addWidget(brains_, 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * rhythm);
    columns->addWidget(shapes_);
    columns->addLayout(middle, 3);
    columns->addLayout(right, 2);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(message_, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(accept_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(2 * rhythm, 2 * rhythm, 2 * rhythm, 2 * rhythm);
    all->setSpacing(2 * rhythm);
    all->addLayout(columns, 1);
    all->addLayout(buttons);
    resize(scaled(980), scaled(640));
}

void ArenaDialog::buildShapes() {
    shapes_->setAccessibleName(tr("Shapes"));
    shapes_->setFrameShape(QFrame::NoFrame);
    shapes_->setViewMode(QListView::IconMode);
    shapes_->setMovement(QListView::Static);
    shapes_->setResizeMode(QListView::Adjust);
    shapes_->setUniformItemSizes(true);
    shapes_->setWordWrap(true);
    shapes_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (const ArenaTemplate& shape : arenaTemplates()) {
        auto* item = new QListWidgetItem(QString::fromStdString(shape.label), shapes_);
        item->setToolTip(QString::fromStdString(shape.help));
        item->setData(Qt::UserRole, QString::fromStdString(shape.key));
    }
    const QSize picture(scaled(72), scaled(48));
    shapes_->setIconSize(picture);
    shapes_->setGridSize({scaled(112), picture.height() + scaled(30)});
    shapes_->setFixedWidth(2 * scaled(112) + scaled(20));
    int row = 0;
    for (const ArenaTemplate& shape : arenaTemplates())
        shapes_->item(row++)->setIcon(thumbnail(shape, picture, devicePixelRatioF()));
    connect(shapes_, &QListWidget::currentItemChanged, this, &ArenaDialog::shapeChosen);
    // A click says: this one, and now its sizes.
    connect(shapes_, &QListWidget::itemClicked, this, [this] { sizes_->typeFirst(); });
    connect(shapes_, &QListWidget::itemDoubleClicked, this, [this] { accept_->click(); });
}

const ArenaTemplate& ArenaDialog::shape() const {
    const QListWidgetItem* item = shapes_->currentItem();
    return item ? arenaTemplates().named(item->data(Qt::UserRole).toString().toStdString())
                : arenaTemplates().front();
}

void ArenaDialog::chooseShape(const std::string& key) {
    for (int row = 0; row < shapes_->count(); ++row)
        if (shapes_->item(row)->data(Qt::UserRole).toString().toStdString() == key)
            shapes_->setCurrentRow(row);
}

Json ArenaDialog::sizesNow() const {
    Json values = Json::object();
    if (!scene_)
        return values;
    const Bounds bounds = boundsOf(scene_->arena.boundary);
    const auto propose = [&](const char* key, double value) {
        const FieldInfo* field = findField(shape().fields, key);
        if (field && value >= field->range.minimum && value <= field->range.maximum)
            values[key] = value;
    };
    if (shape().key == "rectangle") {
        propose("width", bounds.width());
        propose("height", bounds.height());
    } else if (scene_->arena.circle) {
        propose("diameter", 2.0 * scene_->arena.circle->radius);
    }
    return values;
}

void ArenaDialog::shapeChosen() {
    if (shapes_->currentItem())
        sizes_->setFields(shape().fields, sizesNow());
}

void ArenaDialog::refresh() {
    title_->setText(QString("%1. %2").arg(QString::fromStdString(shape().label),
                                          QString::fromStdString(shape().help)));
    Arena arena = arenaOf(shape(), sizes_->values());
    QString text = sizes_->fault();
    bool fine = text.isEmpty();
    if (scene_) {
        Refitted fitted = refitted(scene_->arena, std::move(arena));
        const int left = static_cast<int>(fitted.left.size());
        const QString conflict = conflictWith(*scene_, fitted.arena);
        if (fine && !conflict.isEmpty()) {
            text = tr("Not possible: %1").arg(conflict.section('\n', 0, 0));
            fine = false;
        } else if (fine && left > 0) {
            text = left == 1 ? tr("What is marked has no room in it and will be removed.")
                             : tr("The %1 parts that are marked have no room in it and will be "
                                  "removed.")
                                   .arg(left);
        }
        accept_->setText(left == 0   ? tr("Replace")
                         : left == 1 ? tr("Replace, remove 1 part")
                                     : tr("Replace, remove %1 parts").arg(left));
        preview_->setArena(std::move(fitted.arena), partsOf(scene_->arena, fitted.left));
    } else {
        if (wall_->isChecked())
            arena = withWall(std::move(arena));
        if (reward_->isChecked())
            arena = withReward(std::move(arena));
        preview_->setArena(std::move(arena));
        if (fine && brains_->chosen().empty())
            text = tr("Without a brain there are no maps: the rat only runs.");
    }
    message_->setText(text);
    message_->setStyleSheet(
        QString("color: %1").arg((fine ? theme().secondaryText : theme().danger).name()));
    accept_->setEnabled(fine);
}

const Arena& ArenaDialog::arena() const {
    return preview_->arena();
}

NewSceneChoice ArenaDialog::choice() const {
    return {tr("New %1").arg(QString::fromStdString(shape().label).toLower()).toStdString(),
            arena(), brains_->chosen()};
}

} // namespace hippodrome
