#include "widgets/window/recovery_question.h"

#include <QMessageBox>
#include <QPushButton>

namespace hippodrome {

void offerRecovery(QWidget* window, RecoveryKeeper& keeper,
                   const std::function<bool(const RecoveryFolders::Leftover&)>& open) {
    const std::vector<RecoveryFolders::Leftover> leftovers = keeper.folders().leftovers();
    if (leftovers.empty())
        return;
    const RecoveryFolders::Leftover last = leftovers.front();
    auto* box = new QMessageBox(
        QMessageBox::Question, QMessageBox::tr("Continue where it stopped?"),
        QMessageBox::tr("<b>%1</b> ended without warning. It was saved on %2, after %3 updates and "
                        "%4 s of path.")
            .arg(QString::fromStdString(last.note.title).toHtmlEscaped(),
                 QString::fromStdString(last.note.savedAt))
            .arg(last.note.updates)
            .arg(last.note.simulatedSeconds, 0, 'f', 0),
        QMessageBox::NoButton, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* go = box->addButton(QMessageBox::tr("Continue"), QMessageBox::AcceptRole);
    QPushButton* later =
        box->addButton(QMessageBox::tr("Ask again next time"), QMessageBox::RejectRole);
    QPushButton* discard = box->addButton(QMessageBox::tr("Discard"), QMessageBox::DestructiveRole);
    box->setDefaultButton(go);
    box->setEscapeButton(later);
    QObject::connect(go, &QPushButton::clicked, window, [&keeper, open, last] {
        // What was left stays until what this window has saved can take its place.
        if (open(last) && keeper.saveToTheEnd())
            RecoveryFolders::discard(last.folder);
    });
    QObject::connect(discard, &QPushButton::clicked, window, [leftovers] {
        for (const RecoveryFolders::Leftover& leftover : leftovers)
            RecoveryFolders::discard(leftover.folder);
    });
    box->open();
}

} // namespace hippodrome
