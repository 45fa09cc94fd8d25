#pragma once

#include <QApplication>

namespace hippodrome {

class MainWindow;

/// The application of a window. A fault that nobody foresaw (no memory, say) while an event is
/// handled is told, and the window goes on, so that the document can be saved.
class Application : public QApplication {
    Q_OBJECT

public:
    using QApplication::QApplication;

    /// Where faults are told, beside the standard error stream; nullptr: only there.
    void setWindow(MainWindow* window) { window_ = window; }
    /// How many there have been.
    int faults() const { return faults_; }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    MainWindow* window_ = nullptr;
    int faults_ = 0;
};

} // namespace hippodrome
