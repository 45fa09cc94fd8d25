#include "widgets/scenes/scene_list.h"

#include "widgets/style/format.h"

#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QToolButton>

namespace hippodrome {

SceneList::SceneList(QWidget* parent) : QListWidget(parent), browseButton_(new QToolButton) {
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Scenes"));
    browseButton_->setText(tr("Browse…"));
    browseButton_->setToolTip(
        tr("All scenes as cards: what they ask, by topic, with a search (Ctrl+B)"));
    connect(browseButton_, &QToolButton::clicked, this, &SceneList::browseRequested);
    connect(this, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { emit chosen(item->data(Qt::UserRole).toString()); });
}

void SceneList::setFolder(const QString& folder) {
    clear();
    const auto addScenes = [this](const QDir& place) {
        for (const QFileInfo& file : place.entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
            auto* item = new QListWidgetItem(file.completeBaseName().replace('_', ' '));
            item->setData(Qt::UserRole, file.absoluteFilePath());
            item->setToolTip(plainToolTip(file.absoluteFilePath()));
            addItem(item);
        }
    };
    addScenes(QDir(folder));
    for (const QFileInfo& topic :
         QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (topic.fileName() == "sweeps" ||
            QDir(topic.filePath()).entryList({"*.json"}, QDir::Files).isEmpty())
            continue; // no scenes
        auto* heading = new QListWidgetItem(topic.fileName().replace('_', ' ').toUpper());
        heading->setFlags(Qt::NoItemFlags);
        addItem(heading);
        addScenes(QDir(topic.filePath()));
    }
}

void SceneList::mark(const QString& file) {
    const QFileInfo open(file);
    setCurrentRow(-1);
    for (int row = 0; row < count(); ++row)
        if (QFileInfo(item(row)->data(Qt::UserRole).toString()) == open)
            setCurrentRow(row);
}

bool SceneList::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
        if (plain && !key->text().isEmpty() && key->text().front().isPrint()) {
            event->accept();
            return true;
        }
    }
    return QListWidget::event(event);
}

} // namespace hippodrome
