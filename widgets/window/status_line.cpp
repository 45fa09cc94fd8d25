#include "widgets/window/status_line.h"

#include "core/maps/snapshot.h"

#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QLabel>
#include <QToolTip>

#include <algorithm>

namespace hippodrome {

StatusLine::StatusLine(QWidget* parent) : QStatusBar(parent) {
    message_ = new QLabel;
    readout_ = new QLabel;
    rates_ = new QLabel;
    for (QLabel* label : {message_, readout_}) // they may quote a stranger's file
        label->setTextFormat(Qt::PlainText);
    addWidget(message_, 1);
    addPermanentWidget(readout_);
    addPermanentWidget(rates_);
}

void StatusLine::say(const QString& text, bool problem) {
    said_ = text;
    QPalette colours = palette();
    if (problem)
        colours.setColor(QPalette::WindowText, theme().danger);
    message_->setPalette(colours);
    const QString line = text.section('\n', 0, 0);
    const int room = std::max(200, width() - rates_->width() - readout_->width() - 5 * rhythm);
    message_->setText(message_->fontMetrics().elidedText(line, Qt::ElideRight, room));
    message_->setToolTip(plainToolTip(text));
    // A refusal that is cut off is none that helps: all of it, above the status bar.
    if (problem && isVisible() && message_->text() != line)
        QToolTip::showText(message_->mapToGlobal(QPoint(0, -3 * message_->height())),
                           "<p>" + text.toHtmlEscaped() + "</p>", message_, {}, 8000);
}

void StatusLine::setReadout(const QString& text) {
    readout_->setText(text);
}

void StatusLine::showRates(const Snapshot& snapshot, double framesPerSecond) {
    const QString text = tr("%1 s simulated   ×%2   %3 updates/s   %4 frames/s")
                             .arg(snapshot.time, 0, 'f', 1)
                             .arg(snapshot.speed, 0, 'f', 1)
                             .arg(snapshot.updatesPerSecond, 0, 'f', 0)
                             .arg(framesPerSecond, 0, 'f', 0);
    if (text != rates_->text())
        rates_->setText(text);
}

} // namespace hippodrome
