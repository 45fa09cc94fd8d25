#pragma once

#include "widgets/maps/gallery.h"

#include <QFrame>

namespace hippodrome {

/// What stands on a tile of a gallery, explained on one of its own: a card that goes with Escape or
/// a click beside it.
class TileLegend : public QFrame {
    Q_OBJECT

public:
    explicit TileLegend(const Gallery& gallery, QWidget* parent = nullptr);

    void showBelow(const QWidget& row);
    /// The sentences, one after the other.
    QStringList sentences() const { return sentences_; }

private:
    class Example;
    void addSentences(const Gallery& gallery, int unit);

    QStringList sentences_;
};

} // namespace hippodrome
