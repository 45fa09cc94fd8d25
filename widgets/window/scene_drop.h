#pragma once

#include <QObject>

class QWidget;

namespace hippodrome {

/// Lets scenes be dropped on a window.
class SceneDrop : public QObject {
    Q_OBJECT

public:
    explicit SceneDrop(QWidget* window);

signals:
    void dropped(const QString& file);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace hippodrome
