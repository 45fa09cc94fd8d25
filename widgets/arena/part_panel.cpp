#include "widgets/arena/part_panel.h"

#include "widgets/document/part_form.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace hippodrome {

PartPanel::PartPanel(Document& document, int part, QWidget* parent)
    : QFrame(parent, Qt::Popup), document_(document), part_(part), form_(new ParameterForm) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("part");
    setStyleSheet(QString("QFrame#part { border: 1px solid %1; }").arg(theme().line.name()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, rhythm);
    column->setSpacing(0);
    column->addWidget(form_);
    auto* erase = new QPushButton(tr("Erase"));
    erase->setToolTip(tr("Takes it out of the arena (Delete)"));
    erase->setAutoDefault(false);
    column->addWidget(erase, 0, Qt::AlignHCenter);
    connect(erase, &QPushButton::clicked, this, [this] {
        const int id = part_;
        close();
        document_.removePart(id);
    });
    connect(form_, &ParameterForm::edited, this, &PartPanel::edit);
    connect(form_, &ParameterForm::refused, &document_, &Document::refused);
    connect(&document_, &Document::changed, this, &PartPanel::read);
    read();
}

bool PartPanel::canShow(const Arena& arena, int part) {
    return part != 0 && !partForm(findPart(arena, part)).fields.empty();
}

void PartPanel::read() {
    const PartForm shown = partForm(findPart(document_.scene().arena, part_));
    if (shown.fields.empty())
        close();
    else
        form_->setFields(shown.title, {}, shown.fields, shown.values);
}

void PartPanel::edit(const QString& key, const QString& json) {
    const PartValue now = findPart(document_.scene().arena, part_);
    try {
        const PartValue after =
            withPartValue(now, key.toStdString(), Json::parse(json.toStdString()));
        if (!document_.changePart(now, after, tr("change %1").arg(key)))
            read(); // the number that it keeps
    } catch (const Error& error) {
        emit document_.refused(error.what());
        read();
    }
}

void PartPanel::showAt(QPoint globalPlace) {
    const QSize wanted = form_->widget()->sizeHint();
    form_->setMinimumSize(std::max(scaled(220), wanted.width()), wanted.height());
    adjustSize();
    const QRect room = parentWidget()->screen()->availableGeometry();
    move(std::clamp(globalPlace.x() + rhythm, room.left(),
                    std::max(room.left(), room.right() - width())),
         std::clamp(globalPlace.y() + rhythm, room.top(),
                    std::max(room.top(), room.bottom() - height())));
    show();
    const PartForm shown = partForm(findPart(document_.scene().arena, part_));
    if (!shown.fields.empty())
        form_->editor(QString::fromStdString(shown.fields.front().key))->setFocus();
}

} // namespace hippodrome
