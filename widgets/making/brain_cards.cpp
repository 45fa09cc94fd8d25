#include "widgets/making/brain_cards.h"

#include "core/brains/brain.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QMouseEvent>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace hippodrome {

namespace {

/// A card answers a click anywhere on it.
class BrainCard : public QFrame {
public:
    explicit BrainCard(const BrainType& type)
        : box_(new QCheckBox(QString::fromStdString(type.label))) {
        setObjectName("card");
        setStyleSheet(QString("QFrame#card { border: none; border-left: 3px solid %1; }")
                          .arg(colourOf(type.nature).name()));
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(rhythm, rhythm / 2, rhythm / 2, rhythm / 2);
        column->setSpacing(2);
        QFont bold = font();
        bold.setBold(true);
        box_->setFont(bold);
        column->addWidget(box_);
        auto* nature = new QLabel(wordOf(type.nature));
        nature->setStyleSheet(QString("color: %1").arg(colourOf(type.nature).name()));
        setTextRole(nature, TextRole::small);
        column->addWidget(nature);
        auto* help = new QLabel(QString::fromStdString(type.help));
        help->setWordWrap(true);
        help->setTextFormat(Qt::PlainText);
        help->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
        setTextRole(help, TextRole::small);
        column->addWidget(help);
        box_->setToolTip(help->text());
    }
    QCheckBox* box() { return box_; }

protected:
    void mousePressEvent(QMouseEvent* event) override { event->accept(); }
    void mouseReleaseEvent(QMouseEvent* event) override {
        if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
            box_->toggle();
    }

private:
    QCheckBox* box_;
};

} // namespace

BrainCards::BrainCards(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, rhythm, 0);
    column->setSpacing(rhythm);
    for (const BrainType& type : brainTypes()) {
        auto* card = new BrainCard(type);
        connect(card->box(), &QCheckBox::toggled, this, &BrainCards::changed);
        column->addWidget(card);
        cards_.push_back({type.key, card->box()});
    }
    column->addStretch();
    setWidget(content);
    setMinimumWidth(content->minimumSizeHint().width() +
                    style()->pixelMetric(QStyle::PM_ScrollBarExtent) + rhythm);
}

void BrainCards::choose(const std::vector<std::string>& types) {
    for (const Card& card : cards_)
        card.box->setChecked(std::find(types.begin(), types.end(), card.type) != types.end());
}

std::vector<std::string> BrainCards::chosen() const {
    std::vector<std::string> types;
    for (const Card& card : cards_)
        if (card.box->isChecked())
            types.push_back(card.type);
    return types;
}

QCheckBox* BrainCards::box(const std::string& type) const {
    for (const Card& card : cards_)
        if (card.type == type)
            return card.box;
    return nullptr;
}

} // namespace hippodrome
