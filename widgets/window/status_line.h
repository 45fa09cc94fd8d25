#pragma once

#include <QStatusBar>

class QLabel;

namespace hippodrome {

struct Snapshot;

/// The line at the foot of the window: the last message, what the tool in hand measures, and how
/// fast everything runs.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// A problem stands out, and all of it can be read.
    void say(const QString& text, bool problem = false);
    /// All that was said last.
    const QString& said() const { return said_; }
    void setReadout(const QString& text);
    void showRates(const Snapshot& snapshot, double framesPerSecond);

private:
    QString said_;
    QLabel* message_ = nullptr;
    QLabel* readout_ = nullptr;
    QLabel* rates_ = nullptr;
};

} // namespace hippodrome
