#include "widgets/window/layout.h"

#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QSplitter>

#include <initializer_list>

namespace hippodrome {

namespace {

template <class Layout>
Layout* tight(QWidget* widget) {
    auto* layout = new Layout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

QWidget* withHeader(const QString& title, QWidget* content, QWidget* action = nullptr) {
    auto* panel = new QWidget;
    auto* layout = tight<QVBoxLayout>(panel);
    auto* header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->addWidget(new QLabel("<b>" + title + "</b>"));
    row->addStretch();
    if (action)
        row->addWidget(action);
    layout->addWidget(header);
    layout->addWidget(content, 1);
    return panel;
}

QWidget* stacked(QWidget* above, QWidget* below, QWidget* stretched) {
    auto* both = new QWidget;
    auto* layout = tight<QVBoxLayout>(both);
    layout->addWidget(above, above == stretched);
    layout->addWidget(below, below == stretched);
    return both;
}

QSplitter* splitter(Qt::Orientation orientation, std::initializer_list<QWidget*> parts) {
    auto* result = new QSplitter(orientation);
    result->setHandleWidth(1);
    result->setChildrenCollapsible(false);
    for (QWidget* part : parts)
        result->addWidget(part);
    return result;
}

} // namespace

QSplitter* layOut(const WindowParts& parts) {
    auto* left = splitter(Qt::Vertical,
                          {withHeader(QSplitter::tr("Scenes"), parts.scenes, parts.sceneChoice),
                           withHeader(QSplitter::tr("Notes"), parts.notes),
                           withHeader(QSplitter::tr("Parameters"), parts.form, parts.formChoice)});
    left->setSizes({170, 150, 400});
    left->setStretchFactor(2, 1);

    auto* foot = new QWidget;
    auto* footRow = tight<QHBoxLayout>(foot);
    footRow->addWidget(parts.panelButtons);
    footRow->addWidget(parts.timeline, 1);
    auto* middle = splitter(Qt::Vertical, {stacked(parts.banner, parts.rows, parts.rows),
                                           stacked(parts.panels, foot, parts.panels)});
    middle->setStretchFactor(0, 4);
    middle->setStretchFactor(1, 1);
    middle->setSizes({540, 208});

    auto* whole = splitter(Qt::Horizontal, {left, middle, parts.inspector});
    whole->setStretchFactor(1, 1);
    whole->setSizes({224, 780, 276});
    return whole;
}

} // namespace hippodrome
