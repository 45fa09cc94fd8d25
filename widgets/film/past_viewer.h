#pragma once

#include "core/maps/map_scorer.h"
#include "core/session/session.h"

#include "widgets/maps/selection.h"
#include "widgets/style/text_size.h"

#include <memory>
#include <optional>

class QLabel;
class QToolButton;

namespace hippodrome {

class Timeline;

/// Looking back: shows moments of the film while the training goes on, and the banner above the
/// maps that says so. The banner also offers the finished training that comes with a scene.
class PastViewer : public HeaderStrip {
    Q_OBJECT

public:
    explicit PastViewer(QWidget* parent = nullptr);

    /// The line below, on which moments are chosen; whoever lays out the window puts it somewhere.
    Timeline& timeline() { return *timeline_; }
    /// Whose film it is; what was looked at before is left.
    void setSession(std::shared_ptr<Session> session);
    /// The moment that is looked at; nothing: what is live.
    std::optional<long> moment() const { return moment_; }
    /// Nothing happens when the film has no such moment.
    void showMoment(long update);
    void backToLive();
    /// The unit whose path and tuning are wanted too.
    void select(const Selection& unit);
    /// Asks for the picture of the moment once more.
    void askAgain();
    /// Once a frame: follows the film that grows, and passes on pictures that are ready.
    void follow();

    void offerTraining(const QString& file);
    void withdrawOffer();
    /// The finished training that the banner offers; empty: none.
    const QString& offered() const { return offered_; }

signals:
    /// Another moment is looked at; nothing: what is live.
    void moved(std::optional<long> update);
    /// Its maps, or what is live again.
    void mapsReady(std::shared_ptr<const MapsSnapshot> maps);
    void branchRequested(long update);
    void trainingRequested(const QString& file);

private:
    void showBanner();
    void fillBanner(const QString& text);
    void showBranchButton(const FilmIndex& film);

    std::shared_ptr<Session> session_;
    Timeline* timeline_ = nullptr;
    std::optional<long> moment_;
    std::shared_ptr<const FilmFrame> frame_;
    Selection unit_;
    long asked_ = 0; ///< the last picture of a moment that was asked for
    Mailbox<MapsSnapshot> maps_;
    MapScorer scorer_;
    QString offered_;

    QLabel* text_ = nullptr;
    QToolButton* branchButton_ = nullptr;
    QToolButton* liveButton_ = nullptr;
    QToolButton* trainingButton_ = nullptr;
};

} // namespace hippodrome
