#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace hippodrome {

/// How parts of a window tell what they did, and what went wrong.
class Reporter : public QObject {
    Q_OBJECT

public:
    /// Faults are shown over `window`.
    explicit Reporter(QWidget* window);

    void say(const QString& text, bool problem = false) { emit said(text, problem); }
    /// Does something; a fault is said, and shown under `title`. Returns whether there was none.
    bool attempt(const QString& title, const std::function<void()>& action);

signals:
    void said(const QString& text, bool problem);

private:
    QWidget* window_;
};

} // namespace hippodrome
