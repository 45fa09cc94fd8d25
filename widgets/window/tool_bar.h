#pragma once

#include "core/scene/scene.h"

#include "widgets/tools/tool.h"

#include <QToolBar>

#include <memory>
#include <vector>

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;

namespace hippodrome {

/// The bar above: run, train, speed, tools, and which maps are shown. What it changes it changes in
/// the document.
class ToolBar : public QToolBar {
    Q_OBJECT

public:
    explicit ToolBar(Document& document, QWidget* parent = nullptr);

    QAction* play() { return play_; }
    QAction* step() { return step_; }
    QAction* train() { return train_; }
    /// Those that choose a tool.
    QList<QAction*> toolActions() const;
    /// The tool in hand.
    Tool* tool() const { return tool_; }
    /// Takes the tool with this name (`wall`) in hand.
    void chooseTool(const QString& name);
    void setRunning(bool running);
    void setSeed(std::uint64_t seed);
    /// What the scene says about how it is looked at.
    void setView(const ViewParameters& view);
    /// With words if there is room for all of it, else with icons, and without labels if need be.
    void fitInto(int width);
    /// Below this some of it needs the arrow at its end [px].
    int narrowest();

signals:
    void toolChosen(Tool* tool);
    /// What the tool in hand measures.
    void readout(const QString& text);

private:
    void buildActions();
    /// A box whose choice is the value of a field.
    QComboBox* addBox(const std::string& key,
                      const std::vector<std::pair<QString, QVariant>>& choices,
                      const QString& help);
    /// The box with the orders of the galleries.
    QComboBox* addOrders();

    Document& document_;
    std::vector<std::unique_ptr<Tool>> tools_;
    Tool* tool_ = nullptr;
    QAction* play_ = nullptr;
    QAction* step_ = nullptr;
    QAction* train_ = nullptr;
    QActionGroup* toolActions_ = nullptr;
    QComboBox* speed_ = nullptr;
    QComboBox* maps_ = nullptr;
    QComboBox* sort_ = nullptr;
    QLabel* seed_ = nullptr;
    std::vector<QAction*> labels_;
};

} // namespace hippodrome
