#pragma once

#include <QFont>
#include <QWidget>

class QApplication;

namespace hippodrome {

/// How large a text is beside the others.
enum class TextRole { normal, small, heading };

/// Every text of the window grows and shrinks with one number: 1 is the size of a desk, lecture
/// halls want more.
double textScale();
/// Text that is on screen follows at once, as far as its font is from fontOf() or the
/// application's.
void setTextScale(QApplication& application, double scale);
inline constexpr double smallestTextScale = 1.0, largestTextScale = 3.0;

/// No text that is to be read is smaller than this at scale 1 [logical px].
inline constexpr int smallestText = 12;
/// The font of a role at the scale in force.
QFont fontOf(TextRole role);
/// Gives a widget a font that goes on following the scale.
void setTextRole(QWidget* widget, TextRole role);

/// A length that belongs to text, such as the height of a row [px], at the scale in force.
int scaled(int pixels);

/// Tells who has drawn or measured text that it has another size. (Qt says so neither to widgets
/// with fonts of their own nor while the application has a style sheet.)
class TextScaleNotes : public QObject {
    Q_OBJECT

public:
    static TextScaleNotes& instance();

signals:
    void changed();
};

/// A strip with a title and what acts on the panel below it; as high as its text needs.
class HeaderStrip : public QWidget {
public:
    explicit HeaderStrip(QWidget* parent = nullptr);
};

} // namespace hippodrome
