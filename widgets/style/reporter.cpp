#include "widgets/style/reporter.h"

#include <QMessageBox>

namespace hippodrome {

Reporter::Reporter(QWidget* window) : QObject(window), window_(window) {}

bool Reporter::attempt(const QString& title, const std::function<void()>& action) {
    try {
        action();
        return true;
    } catch (const std::exception& error) { // an Error, or what nobody foresaw
        const QString fault = QString::fromUtf8(error.what());
        say(fault, true);
        auto* box = new QMessageBox(QMessageBox::Warning, title, fault, QMessageBox::Ok, window_);
        box->setTextFormat(Qt::PlainText); // it may quote a file
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
        return false;
    }
}

} // namespace hippodrome
