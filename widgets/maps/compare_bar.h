#pragma once

#include "core/maps/snapshot.h"

#include "widgets/style/text_size.h"

#include <memory>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace hippodrome {

/// Before and after: keeps every map of a moment (A) that a person or an edit of the arena has
/// marked, and shows it in place of what there is now (B), beside it, or taken away from it. Undo
/// marks nothing. Hidden while nothing is marked.
class CompareBar : public HeaderStrip {
    Q_OBJECT

public:
    enum class View { now, marked, beside, change };

    explicit CompareBar(QWidget* parent = nullptr);

    /// Keeps what is on screen now; nothing happens while there are no maps.
    void mark();
    /// The same for an edit, of maps from before it; a moment that a person has marked stays.
    void markEdit(std::shared_ptr<const MapsSnapshot> before, const QString& what);
    void forget();
    const std::shared_ptr<const MapsSnapshot>& marked() const { return marked_; }

    void setNow(std::shared_ptr<const MapsSnapshot> now);
    const std::shared_ptr<const MapsSnapshot>& now() const { return now_; }
    View view() const { return flipped_ ? View::marked : view_; }
    void setView(View view);
    /// A in place of B, for as long as a key or a button is held.
    void flip(bool held);
    /// What is to be seen: B, A or their difference.
    std::shared_ptr<const MapsSnapshot> shown() const;
    /// What is to be seen beside it; nullptr: nothing.
    std::shared_ptr<const MapsSnapshot> beside() const;

signals:
    /// Other maps are to be seen.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* add(const QString& text, const QString& help, QHBoxLayout* row);
    void say();

    std::shared_ptr<const MapsSnapshot> marked_, now_;
    mutable std::shared_ptr<const MapsSnapshot> change_, changeOf_; ///< and the B that it is of
    QString what_; ///< was edited; empty when a person has marked it
    bool byHand_ = false;
    View view_ = View::now;
    bool flipped_ = false;
    QLabel* text_;
    QToolButton *flip_, *beside_, *difference_;
};

} // namespace hippodrome
