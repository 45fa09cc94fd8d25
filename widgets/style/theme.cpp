#include "widgets/style/theme.h"

#include "widgets/style/text_size.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace hippodrome {

namespace {

constexpr const char* themeProperty = "hippodromeTheme";

Palette darkPalette() {
    Palette p;
    p.window = QColor("#15171B");
    p.panel = QColor("#1C1F25");
    p.line = QColor("#2C3038");
    p.text = QColor("#E7E9EC");
    p.secondaryText = QColor("#9BA3AF");
    p.artificial = QColor("#2BB3C0");
    p.biological = QColor("#E8A33D");
    p.reward = QColor("#5FB760");
    p.edit = QColor("#C653A0");
    p.floor = QColor("#23272F");
    p.unvisited = QColor("#2C3038");
    p.selection = QColor("#3B82C4");
    p.danger = QColor("#E5675B");
    p.agents = {QColor("#E7E9EC"), QColor("#E69F00"), QColor("#56B4E9"), QColor("#1FB58F"),
                QColor("#F0E442"), QColor("#E9743A"), QColor("#CC79A7"), QColor("#4C8FD6")};
    return p;
}

Palette lightPalette() {
    Palette p = darkPalette();
    p.window = QColor("#F6F7F9");
    p.panel = QColor("#FFFFFF");
    p.line = QColor("#D9DDE3");
    p.text = QColor("#1B1E24");
    p.secondaryText = QColor("#5B6472");
    p.artificial = QColor("#148A96");
    p.biological = QColor("#B87410");
    p.reward = QColor("#3F9140");
    p.edit = QColor("#B03C8B");
    p.floor = QColor("#FFFFFF");
    p.unvisited = QColor("#E4E7EC");
    p.selection = QColor("#2F6FB0");
    p.danger = QColor("#C23B2E");
    p.agents = {QColor("#1B1E24"), QColor("#C98300"), QColor("#2E8FC7"), QColor("#00805D"),
                QColor("#9C9000"), QColor("#C24E00"), QColor("#A94F81"), QColor("#0062A0")};
    return p;
}

Palette projectorPalette() {
    Palette p = lightPalette();
    p.window = QColor("#FFFFFF");
    p.line = QColor("#858C98");
    p.text = QColor("#000000");
    p.secondaryText = QColor("#2E343D");
    p.artificial = QColor("#006B77");
    p.biological = QColor("#8F5400");
    p.reward = QColor("#1F6E21");
    p.edit = QColor("#8E1C6B");
    p.unvisited = QColor("#D3D7DD");
    return p;
}

const Palette& paletteNamed(const QString& name) {
    static const Palette dark = darkPalette(), light = lightPalette(),
                         projector = projectorPalette();
    return name == "light" ? light : name == "projector" ? projector : dark;
}

} // namespace

QStringList themeNames() {
    return {"dark", "light", "projector"};
}

QString themeName() {
    const QVariant name = qApp ? qApp->property(themeProperty) : QVariant();
    return name.isValid() ? name.toString() : QString("dark");
}

const Palette& theme() {
    return paletteNamed(themeName());
}

void applyTheme(QApplication& application, const QString& name) {
    application.setProperty(themeProperty, themeNames().contains(name) ? name : QString("dark"));
    application.setStyle(QStyleFactory::create("Fusion"));
    const Palette& p = theme();
    QPalette palette;
    palette.setColor(QPalette::Window, p.panel);
    palette.setColor(QPalette::WindowText, p.text);
    palette.setColor(QPalette::Base, p.window);
    palette.setColor(QPalette::AlternateBase, p.panel);
    palette.setColor(QPalette::Text, p.text);
    palette.setColor(QPalette::Button, p.panel);
    palette.setColor(QPalette::ButtonText, p.text);
    palette.setColor(QPalette::BrightText, p.danger);
    palette.setColor(QPalette::ToolTipBase, p.panel);
    palette.setColor(QPalette::ToolTipText, p.text);
    palette.setColor(QPalette::PlaceholderText, p.secondaryText);
    palette.setColor(QPalette::Highlight, p.selection);
    palette.setColor(QPalette::HighlightedText, QColor(Qt::white));
    palette.setColor(QPalette::Link, p.artificial);
    palette.setColor(QPalette::Light, p.line.lighter(110));
    palette.setColor(QPalette::Midlight, p.line);
    palette.setColor(QPalette::Mid, p.line);
    palette.setColor(QPalette::Dark, p.line.darker(120));
    palette.setColor(QPalette::Shadow, p.line.darker(150));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, p.secondaryText);
    application.setPalette(palette);
    const QString line = p.line.name();
    application.setStyleSheet(
        QString(
            "QMainWindow::separator { background: %1; width: 1px; height: 1px; }"
            "QSplitter::handle { background: %1; }"
            "QToolBar { border: none; border-bottom: 1px solid %1; spacing: 4px; padding: 4px; }"
            "QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px 5px; }"
            "QToolButton#qt_toolbar_ext_button { padding: 0; }" // else its arrow has no room
            "QToolButton:hover { background: %1; }"
            "QToolButton:checked { background: %2; color: white; }"
            "QToolButton:focus { border-color: %2; }"
            "QAbstractItemView:focus { border: 1px solid %2; }"
            "QStatusBar { border-top: 1px solid %1; }"
            "QStatusBar::item { border: none; }"
            "QToolTip { border: 1px solid %1; padding: 4px; }"
            "QScrollArea, QAbstractScrollArea { border: none; }"
            "QListWidget::item { padding: 3px 8px; }")
            .arg(line, p.selection.name()));
    // A style sheet gives widgets back the fonts that they began with.
    setTextScale(application, textScale());
}

QColor colourOf(Nature nature) {
    return nature == Nature::artificial ? theme().artificial : theme().biological;
}

QColor colourOfAgent(std::size_t number) {
    return theme().agents[number % theme().agents.size()];
}

Qt::PenStyle penOfAgent(std::size_t number) {
    return number < theme().agents.size() ? Qt::SolidLine : Qt::DashLine;
}

QString wordOf(Nature nature) {
    return nature == Nature::artificial ? "ARTIFICIAL" : "BIOLOGICAL";
}

} // namespace hippodrome
