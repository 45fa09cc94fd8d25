#pragma once

#include "widgets/tools/tool.h"

#include <QFrame>

class QLineEdit;

namespace hippodrome {

/// Fields at the pointer for the numbers of what is drawn, in cm and degrees: typing opens them,
/// Tab goes from one to the next, Return takes the shape, Escape drops it.
class MeasureField : public QFrame {
    Q_OBJECT

public:
    explicit MeasureField(QWidget* view);

    bool isOpen() const { return tool_ != nullptr; }
    /// Opens for what the tool draws, at a point of the view; `typed` goes into the first field.
    /// False when the tool draws nothing.
    bool openFor(Tool& tool, QPointF point, const QString& typed);
    /// Without a word to the tool.
    void close();
    QLineEdit* edit(std::size_t index) { return edits_[index]; }

signals:
    /// By Return or Escape.
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const QString& typed, QPointF point);
    void take();

    Tool* tool_ = nullptr;
    std::vector<ToolMeasure> measures_;
    std::vector<QLineEdit*> edits_;
};

} // namespace hippodrome
