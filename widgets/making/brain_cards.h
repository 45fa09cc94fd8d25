#pragma once

#include <QScrollArea>

#include <string>
#include <vector>

class QCheckBox;

namespace hippodrome {

/// Every kind of brain as a card with a box to tick: its name, whether it is artificial or
/// biological, and what it is.
class BrainCards : public QScrollArea {
    Q_OBJECT

public:
    explicit BrainCards(QWidget* parent = nullptr);

    void choose(const std::vector<std::string>& types);
    /// Types that are ticked, in the order of the list.
    std::vector<std::string> chosen() const;
    QCheckBox* box(const std::string& type) const;

signals:
    void changed();

private:
    struct Card {
        std::string type;
        QCheckBox* box = nullptr;
    };
    std::vector<Card> cards_;
};

} // namespace hippodrome
