#include "widgets/lessons/ablation_window.h"

#include "widgets/document/document.h"
#include "widgets/lessons/measured.h"
#include "widgets/lessons/solo_trade.h"
#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QRadioButton>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

QString percentText(double share) {
    return std::isnan(share) ? QObject::tr("–") : QObject::tr("%1 %").arg(100.0 * share, 0, 'f', 1);
}

QLabel* heading(const QString& text, const QString& help) {
    auto* label = new QLabel(text); // ours, with a dot in its colour
    label->setToolTip(help);
    label->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    return label;
}

/// A median with its confidence interval on an axis of shares, the control's interval behind it.
class IntervalPlot : public QWidget {
public:
    IntervalPlot(const SweepGroup& group, const SweepGroup& control, double highest)
        : group_(group), control_(control), highest_(highest) {
        setMinimumSize(200, 28);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        setToolTip(tr("Median %1, 95 % confidence %2 to %3; seeds from %4 to %5.<br>"
                      "90° scores above 99 % of noise: %6")
                       .arg(percentText(group.share.median), percentText(group.share.low),
                            percentText(group.share.high), percentText(group.share.minimum),
                            percentText(group.share.maximum), percentText(group.squares.median)));
        setAccessibleName(toolTip());
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double middle = height() / 2.0;
        QColor band = theme().artificial;
        band.setAlpha(45);
        painter.fillRect(
            QRectF(QPointF(x(control_.share.low), 0), QPointF(x(control_.share.high), height())),
            band);
        // What chance gives, as the threshold is defined.
        painter.setPen(QPen(theme().secondaryText, 1, Qt::DashLine));
        painter.drawLine(QPointF(x(0.01), 0), QPointF(x(0.01), height()));
        painter.setPen(QPen(theme().text, 2));
        painter.drawLine(QPointF(x(group_.share.low), middle),
                         QPointF(x(group_.share.high), middle));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().artificial);
        painter.drawEllipse(QPointF(x(group_.share.median), middle), 5, 5);
        painter.setPen(QPen(theme().edit, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(x(group_.squares.median) - 4, middle - 4, 8, 8));
    }

private:
    double x(double share) const {
        return 8.0 + (width() - 16.0) * (std::isnan(share) ? 0.0 : share) / highest_;
    }
    SweepGroup group_;
    SweepGroup control_;
    double highest_;
};

} // namespace

AblationWindow::AblationWindow(Document& document, const QString& sweepFile,
                               const QString& summaryFile, const QString& soloSweep,
                               const QString& soloSummary, QWidget* parent)
    : QDialog(parent), document_(document), study_(loadSweep(sweepFile.toStdString())),
      groups_(readMeasured(summaryFile)) {
    setWindowTitle(tr("What do grid cells need?"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * rhythm, 2 * rhythm, 2 * rhythm, 2 * rhythm);
    column->setSpacing(2 * rhythm);
    auto* text = new QLabel(tr(
        "Take one ingredient of the network away. It starts again from the same seed; watch what "
        "its maps become, beside what was measured over many seeds."));
    text->setWordWrap(true);
    column->addWidget(text);
    column->addWidget(buildTable());
    notes_ = new QLabel;
    notes_->setTextFormat(Qt::PlainText);
    notes_->setWordWrap(true);
    column->addWidget(notes_);
    state_ = new QLabel;
    state_->setWordWrap(true);
    column->addWidget(state_);
    if (!soloSweep.isEmpty())
        column->addWidget(solo_ = new SoloTrade(document, soloSweep, soloSummary));
    connect(&document_, &Document::changed, this, &AblationWindow::follow);
    follow();
    resize(860, sizeHint().height());
}

const SweepGroup* AblationWindow::measured(const std::string& variant) const {
    const auto found = std::find_if(groups_.begin(), groups_.end(), [&](const SweepGroup& group) {
        return group.variant == variant;
    });
    return found == groups_.end() ? nullptr : &*found;
}

QWidget* AblationWindow::buildTable() {
    auto* table = new QWidget;
    auto* grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * rhythm);
    grid->setVerticalSpacing(0); // bands of the plots join
    grid->setColumnStretch(1, 1);
    const QString dot = QString("<span style='color:%1'>●</span>").arg(theme().artificial.name());
    const QString square = QString("<span style='color:%1'>□</span>").arg(theme().edit.name());
    grid->addWidget(heading(tr("Units that are %1 hexagonal, %2 square").arg(dot, square),
                            tr("Share of the units whose 60° (or 90°) grid score is above that of "
                               "99 % of noise maps with the same spatial frequencies")),
                    0, 1);
    grid->addWidget(heading(tr("median"), tr("Over the seeds")), 0, 2);
    grid->addWidget(heading(tr("95 % confidence"), tr("Of the median, bootstrap over seeds")), 0,
                    3);
    grid->addWidget(heading(tr("error"), tr("Mean distance between the true place and the centre "
                                            "of the most active output, median over the seeds")),
                    0, 4);
    double highest = 0.05;
    for (const SweepGroup& group : groups_)
        for (const double share : {group.share.high, group.squares.high})
            highest = std::max(highest, std::isnan(share) ? 0.0 : share);
    choices_ = new QButtonGroup(this);
    const SweepGroup* control = measured(study_.variants().front().name);
    int row = 1;
    for (const SweepVariant& variant : study_.variants()) {
        auto* choice = new QRadioButton(
            QString::fromStdString(variant.label.empty() ? variant.name : variant.label));
        choice->setObjectName(QString::fromStdString(variant.name));
        choice->setToolTip("<p>" + QString::fromStdString(variant.notes).toHtmlEscaped());
        choices_->addButton(choice, row - 1);
        grid->addWidget(choice, row, 0);
        if (const SweepGroup* group = measured(variant.name); group && control) {
            grid->addWidget(new IntervalPlot(*group, *control, highest), row, 1);
            grid->addWidget(new QLabel(percentText(group->share.median)), row, 2, Qt::AlignRight);
            grid->addWidget(
                new QLabel(tr("%1 to %2")
                               .arg(percentText(group->share.low), percentText(group->share.high))),
                row, 3, Qt::AlignRight);
            grid->addWidget(
                new QLabel(tr("%1 cm").arg(100.0 * group->decodingError.median, 0, 'f', 1)), row, 4,
                Qt::AlignRight);
        } else {
            grid->addWidget(new QLabel(tr("not measured")), row, 1);
        }
        ++row;
    }
    connect(choices_, &QButtonGroup::idClicked, this, &AblationWindow::choose);
    return table;
}

void AblationWindow::choose(int index) {
    const SweepVariant& variant = study_.variants()[static_cast<std::size_t>(index)];
    const std::string network = firstNetwork(document_.scene());
    try {
        Scene scene = study_.ablated(document_.scene(), network, variant);
        if (!(scene == document_.scene()))
            document_.replaceScene(std::move(scene),
                                   QString::fromStdString(variant.label).toLower());
    } catch (const Error& error) {
        state_->setText(QString::fromStdString(error.what()).toHtmlEscaped());
    }
}

void AblationWindow::follow() {
    const Scene& scene = document_.scene();
    const std::string network = firstNetwork(scene);
    const auto current = study_.current(scene, network);
    choices_->setExclusive(false); // otherwise one button is always down
    for (QAbstractButton* button : choices_->buttons()) {
        button->setChecked(current && choices_->id(button) == static_cast<int>(*current));
        button->setEnabled(!network.empty());
    }
    choices_->setExclusive(true);
    notes_->setText(current ? QString::fromStdString(study_.variants()[*current].notes)
                            : tr("The network has a recipe of its own."));
    const SweepGroup* control = measured(study_.variants().front().name);
    QString text;
    if (control)
        text = tr("Measured in “%1”: %2 seeds each, %3 updates. The band is the confidence "
                  "interval with all ingredients, the dashed line chance (1 %).")
                   .arg(QString::fromStdString(study_.study().scene.title).toHtmlEscaped())
                   .arg(control->runs)
                   .arg(QLocale().toString(static_cast<qlonglong>(control->updates)));
    if (network.empty())
        text += tr(" <b>The open scene has no network.</b>");
    else if (scene.title != study_.study().scene.title)
        text += tr(" <b>The open scene is another one</b>: there the effects may differ.");
    state_->setText(text);
}

} // namespace hippodrome
