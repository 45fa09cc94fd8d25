#include "widgets/window/scene_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace hippodrome {

SceneDrop::SceneDrop(QWidget* window) : QObject(window) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool SceneDrop::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event); // QDragEnterEvent is one, too
    for (const QUrl& url : drop->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        if (event->type() == QEvent::Drop) {
            emit dropped(url.toLocalFile());
            return true;
        }
        if (url.toLocalFile().endsWith(".json"))
            drop->acceptProposedAction();
    }
    return true;
}

} // namespace hippodrome
