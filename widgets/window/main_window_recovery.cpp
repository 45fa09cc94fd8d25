// Saving for the case that the program ends without warning, and what is offered after it did.
#include "widgets/window/main_window.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace hippodrome {

void MainWindow::enableRecovery(const QString& base, int intervalMilliseconds) {
    recovery_ = std::make_unique<RecoveryFolders>(base);
    recoveryTimer_.setInterval(intervalMilliseconds);
    connect(&recoveryTimer_, &QTimer::timeout, this, &MainWindow::saveRecovery);
    recoveryTimer_.start();
}

void MainWindow::saveRecovery() {
    if (!session_ || !recovery_ || recovery_->own().isEmpty())
        return;
    if (recoverySaving_.valid()) {
        if (recoverySaving_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return;
        try {
            recoverySaving_.get();
        } catch (const std::exception& error) {
            showMessage(tr("The run could not be saved for recovery: %1").arg(error.what()), true);
        }
    }
    const auto snapshot = session_->latest();
    const std::pair<long, long> now{snapshot->ticks, snapshot->updates};
    if (now == recoverySaved_ && !document_.isModified())
        return;
    if (now == std::pair<long, long>{0, 0} && !document_.isModified())
        return; // nothing would be lost
    recoverySaved_ = now;
    recoverySaving_ =
        session_->saveRecovery(recovery_->own().toStdString(), document_.fileName().toStdString());
}

bool MainWindow::openRecovered(const RecoveryFolders::Leftover& leftover) {
    bool opened = false;
    reportError(tr("The run could not be recovered"), [&] {
        Scene scene = recoveredScene(leftover.note);
        auto session = std::make_shared<Session>(scene);
        session->restore(leftover.note.checkpoint);
        session_ = std::move(session);
        snapshotSeen_ = mapsSeen_ = runSeen_ = keptUpdates_ = keptEpisodes_ = 0;
        document_.setScene(std::move(scene), QString::fromStdString(leftover.note.origin));
        // What ran is not what the file holds.
        document_.undoStack().resetClean();
        opened = true;
    });
    return opened;
}

void MainWindow::offerRecovery() {
    if (!recovery_)
        return;
    const std::vector<RecoveryFolders::Leftover> leftovers = recovery_->leftovers();
    if (leftovers.empty())
        return;
    const RecoveryFolders::Leftover last = leftovers.front();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Continue where it stopped?"),
                                tr("<b>%1</b> ended without warning. It was saved on %2, after %3 "
                                   "updates and %4 s of path.")
                                    .arg(QString::fromStdString(last.note.title).toHtmlEscaped(),
                                         QString::fromStdString(last.note.savedAt))
                                    .arg(last.note.updates)
                                    .arg(last.note.simulatedSeconds, 0, 'f', 0),
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* go = box->addButton(tr("Continue"), QMessageBox::AcceptRole);
    QPushButton* later = box->addButton(tr("Ask again next time"), QMessageBox::RejectRole);
    QPushButton* discard = box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box->setDefaultButton(go);
    box->setEscapeButton(later);
    connect(go, &QPushButton::clicked, this, [this, last] {
        if (openRecovered(last)) {
            // Its place is taken by what this window saves from now on.
            recoverySaved_ = {-1, -1};
            saveRecovery();
            if (recoverySaving_.valid())
                recoverySaving_.wait();
            RecoveryFolders::discard(last.folder);
        }
    });
    connect(discard, &QPushButton::clicked, this, [leftovers] {
        for (const RecoveryFolders::Leftover& leftover : leftovers)
            RecoveryFolders::discard(leftover.folder);
    });
    box->open();
}

} // namespace hippodrome
