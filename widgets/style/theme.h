#pragma once

#include "core/brains/brain.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <array>

class QApplication;

namespace hippodrome {

/// Every colour of the window. One idea: artificial is cyan and biological amber, everywhere; never
/// colour alone, each also has a word, a shape or a dash.
struct Palette {
    QColor window;
    QColor panel;
    QColor line;
    QColor text;
    QColor secondaryText;
    QColor artificial;
    QColor biological;
    QColor reward;
    QColor edit;
    QColor floor;     ///< inside of the arena
    QColor unvisited; ///< bins of a map that were never visited
    QColor selection;
    QColor danger;
    /// Of agents in a race, told apart with colour-blindness too (after Okabe and Ito 2008).
    std::array<QColor, 8> agents;
};

/// Names of the themes: dark, light and projector.
QStringList themeNames();
/// Gives the application a theme: palette, style and fonts.
void applyTheme(QApplication& application, const QString& name);
/// The colours of the theme in force.
const Palette& theme();
QString themeName();

/// Cyan or amber.
QColor colourOf(Nature nature);
/// Of an agent in a race, by its number; pens tell apart those whose colours are alike.
QColor colourOfAgent(std::size_t number);
Qt::PenStyle penOfAgent(std::size_t number);

/// "ARTIFICIAL" or "BIOLOGICAL".
QString wordOf(Nature nature);

/// The rhythm of the layout [px].
inline constexpr int rhythm = 8;
inline constexpr int headerHeight = 28;

} // namespace hippodrome
