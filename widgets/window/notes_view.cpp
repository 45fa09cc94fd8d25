#include "widgets/window/notes_view.h"

#include "widgets/style/theme.h"

#include <QLabel>

namespace hippodrome {

NotesView::NotesView(QWidget* parent) : QScrollArea(parent), text_(new QLabel) {
    text_->setTextFormat(Qt::PlainText); // a stranger's, who could have any file shown
    text_->setWordWrap(true);
    text_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text_->setMargin(rhythm);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWidget(text_);
    setWidgetResizable(true);
}

void NotesView::setScene(const std::string& notes) {
    scene_ = notes;
    run_.reset();
    compose();
}

void NotesView::setRunNotes(std::shared_ptr<const std::vector<std::string>> notes) {
    if (!notes || notes == run_)
        return;
    run_ = std::move(notes);
    compose();
}

void NotesView::compose() {
    QStringList paragraphs{QString::fromStdString(scene_)};
    if (run_)
        for (const std::string& note : *run_)
            paragraphs += tr("Note: %1").arg(QString::fromStdString(note));
    paragraphs.removeAll(QString());
    text_->setText(paragraphs.join("\n\n"));
}

} // namespace hippodrome
