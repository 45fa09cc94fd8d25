#include "widgets/window/application.h"

#include "widgets/window/main_window.h"

#include <cstdio>
#include <exception>

namespace hippodrome {

bool Application::notify(QObject* receiver, QEvent* event) {
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::exception& fault) {
        ++faults_;
        const QString text = tr("Something went wrong that was not foreseen: %1. Save what you "
                                "have, and open the program again.")
                                 .arg(fault.what());
        std::fprintf(stderr, "hippodrome: %s\n", text.toLocal8Bit().constData());
        if (window_)
            window_->showMessage(text, true);
        return false;
    }
}

} // namespace hippodrome
