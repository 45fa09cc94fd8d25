#pragma once

#include "core/study/ablation.h"
#include "core/study/sweep_summary.h"

#include <QDialog>

#include <vector>

class QButtonGroup;
class QLabel;

namespace hippodrome {

class Document;
class SoloTrade;

/// The lesson "What do grid cells need?": takes one ingredient of the network in the open scene
/// away and trains it again, beside what was measured over seeds with and without it.
class AblationWindow : public QDialog {
    Q_OBJECT

public:
    /// Shows the study in a sweep file and the summary of its runs, and below it, where they are
    /// given, those of a sweep over the weight of solo. Throws Error.
    AblationWindow(Document& document, const QString& sweepFile, const QString& summaryFile,
                   const QString& soloSweep = {}, const QString& soloSummary = {},
                   QWidget* parent = nullptr);

    /// The numbers of a variant; nullptr when it was not measured.
    const SweepGroup* measured(const std::string& variant) const;
    /// nullptr where its sweep was not given.
    SoloTrade* solo() const { return solo_; }

private:
    QWidget* buildTable();
    void choose(int index);
    /// The recipe that the scene has now is marked; none where it is another.
    void follow();

    Document& document_;
    AblationStudy study_;
    std::vector<SweepGroup> groups_;
    QButtonGroup* choices_ = nullptr;
    QLabel* notes_ = nullptr; ///< on the recipe that is chosen
    QLabel* state_ = nullptr;
    SoloTrade* solo_ = nullptr;
};

} // namespace hippodrome
