#include "widgets/style/file_dialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>

namespace hippodrome {

QString askFile(QWidget* parent, const QString& title, const QString& proposal,
                const QString& filter) {
    QString chosen;
    QString file = QFileDialog::getSaveFileName(parent, title, proposal, filter, &chosen);
    if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty())
        file += "." + chosen.section("*.", 1).section(')', 0, 0).section(' ', 0, 0);
    return file;
}

std::optional<double> askScale(QWidget* parent, const QString& file, double proposal) {
    if (!file.endsWith(".png"))
        return proposal;
    bool accepted = false;
    const double scale =
        QInputDialog::getDouble(parent, QObject::tr("Scale"),
                                QObject::tr("Pixels per point (1 for the screen, 4 for print):"),
                                proposal, 0.25, 20.0, 2, &accepted);
    return accepted ? std::optional<double>(scale) : std::nullopt;
}

} // namespace hippodrome
