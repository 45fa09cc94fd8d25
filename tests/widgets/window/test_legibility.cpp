// All of the window, at three sizes, with text of 100 to 200 %, in every theme: nothing is cut off,
// too small, without contrast, without a name, without help, or out of the keyboard's reach.
#include "core/base/file_io.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>

#include <cmath>

using namespace hippodrome;

namespace {

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const QColor& colour) {
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QString plainText(const QString& text) {
    if (!Qt::mightBeRichText(text))
        return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

QString nameOf(const QWidget* widget) {
    QString path = widget->metaObject()->className();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        path += " \"" + button->text() + "\"";
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        path += " \"" + plainText(label->text()).left(40) + "\"";
    for (const QWidget* at = widget->parentWidget(); at; at = at->parentWidget())
        path += QString(" < ") + at->metaObject()->className();
    return path + " " + widget->objectName();
}

bool isControl(const QWidget* widget) {
    if (qobject_cast<const QScrollBar*>(widget) || widget->objectName().startsWith("qt_") ||
        (widget->parentWidget() && (qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
                                    qobject_cast<const QComboBox*>(widget->parentWidget()) ||
                                    qobject_cast<const QLineEdit*>(widget->parentWidget()))))
        return false; // parts that Qt makes
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractSlider*>(widget);
}

} // namespace

class TestLegibility : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        Json json = writeScene(sampleScene());
        json["agent"] = {{"type", "dyna_q"}};
        json["rivals"] = {{{"name", "net"}, {"type", "dqn"}}};
        const QString file = folder_.filePath("scene.json");
        writeFileAtomically(file.toStdString(), json.dump(2));
        window->setSceneFolder(folder_.path());
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(file))
            return nullptr;
        window->setRunning(true);
        const bool ran =
            QTest::qWaitFor([&] { return window->session()->latest()->updates > 2; }, 20000);
        window->setRunning(false);
        return ran ? std::move(window) : nullptr;
    }

    /// What is cut off; empty when nothing is.
    static QString cut(const QWidget* widget) {
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            const bool givesWay = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored ||
                                  label->minimumWidth() > 0 || !label->toolTip().isEmpty();
            if (label->text().isEmpty() || label->wordWrap() || givesWay)
                return {};
            if (label->sizeHint().width() > label->width() + 1 ||
                label->fontMetrics().height() > label->height() + 2)
                return nameOf(label);
        }
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            if (const auto* tool = qobject_cast<const QToolButton*>(button);
                !button->text().isEmpty() &&
                (!tool || tool->toolButtonStyle() != Qt::ToolButtonIconOnly) &&
                button->fontMetrics().horizontalAdvance(button->text()) > button->width())
                return nameOf(button);
        return {};
    }

private slots:
    void cleanup() {
        hippodrome::setTextScale(*qApp, 1.0);
        applyTheme(*qApp, "dark");
    }

    void coloursContrast() {
        for (const QString& name : themeNames()) {
            applyTheme(*qApp, name);
            const Palette& p = theme();
            const double text = name == "projector" ? 7.0 : 4.5;
            for (const QColor& ground : {p.window, p.panel}) {
                QVERIFY2(contrast(p.text, ground) >= 7.0, qPrintable(name));
                QVERIFY2(contrast(p.secondaryText, ground) >= text, qPrintable(name));
                for (const QColor& marked :
                     {p.artificial, p.biological, p.reward, p.edit, p.danger})
                    QVERIFY2(contrast(marked, ground) >= 3.0, qPrintable(name + marked.name()));
                if (name == "projector")
                    QVERIFY2(contrast(p.line, ground) >= 3.0, qPrintable(p.line.name()));
            }
        }
    }

    void everyControlHasANameHelpAndTheKeyboard() {
        const auto window = open();
        QVERIFY(window);
        window->resize(1920, 1080);
        QStringList faults;
        int controls = 0;
        for (const PanelType& panel : panelTypes()) {
            window->choosePanel(panel.key);
            QTest::qWait(30);
            for (QWidget* widget : window->findChildren<QWidget*>()) {
                if (!widget->isVisible() || !isControl(widget))
                    continue;
                ++controls;
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()) &&
                    widget->toolTip().isEmpty())
                    faults << "no name: " + nameOf(widget);
                if (widget->toolTip().isEmpty() && widget->whatsThis().isEmpty())
                    faults << "no help: " + nameOf(widget);
                if (widget->isEnabled() && !(widget->focusPolicy() & Qt::TabFocus))
                    faults << "not reached by Tab: " + nameOf(widget);
            }
        }
        QVERIFY(controls > 60);
        faults.removeDuplicates();
        QVERIFY2(faults.isEmpty(), qPrintable("\n" + faults.join("\n")));
    }

    void nothingIsCutOffOrTooSmall_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const QSize size : {QSize(1000, 700), QSize(1280, 720), QSize(1920, 1080)})
            for (const double scale : {1.0, 1.5, 2.0})
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(),
                              static_cast<int>(100 * scale))
                    << size << scale;
    }
    void nothingIsCutOffOrTooSmall() {
        QFETCH(QSize, size);
        QFETCH(double, scale);
        const auto window = open();
        QVERIFY(window);
        QStringList faults;
        for (const QString& name : themeNames()) {
            window->look().show(name, scale);
            window->resize(size);
            for (const PanelType& panel : panelTypes()) {
                window->choosePanel(panel.key);
                QTest::qWait(20);
                for (const QWidget* widget : window->findChildren<QWidget*>()) {
                    if (!widget->isVisible() || widget->visibleRegion().isEmpty())
                        continue;
                    if (const QString what = cut(widget); !what.isEmpty())
                        faults << "cut off: " + what;
                    const bool words = qobject_cast<const QLabel*>(widget) || isControl(widget) ||
                                       qobject_cast<const QAbstractItemView*>(widget);
                    if (words && QFontInfo(widget->font()).pixelSize() < smallestText * scale - 1)
                        faults << "too small: " + nameOf(widget);
                }
            }
        }
        faults.removeDuplicates();
        QVERIFY2(faults.isEmpty(), qPrintable("\n" + faults.join("\n")));
    }
};

HIPPODROME_WIDGET_TEST(TestLegibility)
#include "test_legibility.moc"
