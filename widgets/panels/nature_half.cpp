#include "widgets/panels/nature_half.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>

namespace hippodrome {

NatureHalf::NatureHalf(Nature nature, const QString& sentence, const QString& choiceHelp,
                       QWidget* parent)
    : QWidget(parent), nature_(nature), sentence_(sentence), title_(new QLabel),
      choice_(new QComboBox), layout_(new QVBoxLayout(this)) {
    title_->setMinimumWidth(60); // the sentence may be cut
    choice_->setToolTip(choiceHelp);
    choice_->setAccessibleName(choiceHelp);
    auto* header = new HeaderStrip;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    row->addWidget(title_, 1);
    row->addWidget(choice_);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    layout_->addWidget(header);
    applyTheme();
}

void NatureHalf::add(QWidget* content) {
    layout_->addWidget(content, 1);
}

void NatureHalf::applyTheme() {
    title_->setText(QString("<b style='color:%1'>%2</b>&nbsp; <span style='color:%3'>%4</span>")
                        .arg(colourOf(nature_).name(), wordOf(nature_),
                             theme().secondaryText.name(), sentence_));
}

void layOutHalves(QWidget* panel, NatureHalf* machine, NatureHalf* brain) {
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setHandleWidth(1);
    halves->setChildrenCollapsible(false);
    halves->addWidget(machine);
    halves->addWidget(brain);
    halves->setSizes({1000, 1000});
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(halves);
}

} // namespace hippodrome
