#include "core/brains/brain.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/document/parameter_form.h"
#include "widgets/document/value_editors.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestParameterForm : public QObject {
    Q_OBJECT

    void fill(ParameterForm& form) {
        const Scene scene = sampleScene();
        form.setFields("Path integrator", "brains.net.", brainType("grid_network").fields,
                       scene.brains[0].brain.parameters);
    }

private slots:
    void hasAnEditorWithHelpForEveryField() {
        ParameterForm form;
        fill(form);
        for (const FieldInfo& field : brainType("grid_network").fields) {
            QWidget* editor = form.editor("brains.net." + QString::fromStdString(field.key));
            QVERIFY2(editor, field.key.c_str());
            QVERIFY2(!field.help.empty(), field.key.c_str());
            QVERIFY(!editor->toolTip().isEmpty());
            QVERIFY(!editor->accessibleName().isEmpty());
        }
    }

    void typingANumberAndEnterEmitsTheKey() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        auto* rate = qobject_cast<QLineEdit*>(form.editor("brains.net.learning_rate"));
        QVERIFY(rate);
        QCOMPARE(rate->text(), "0.002");
        rate->selectAll();
        QTest::keyClicks(rate, "1e-4");
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), "brains.net.learning_rate");
        QCOMPARE(edited[0][1].toString().toDouble(), 1e-4);
    }

    void aNumberMayBeLeftToTheProgram() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        QSignalSpy refused(&form, &ParameterForm::refused);
        auto* width = qobject_cast<QLineEdit*>(form.editor("brains.net.place_code.width"));
        QVERIFY(width);
        const auto type = [](QLineEdit* line, const QString& text) {
            line->selectAll();
            QTest::keyClicks(line, text);
            QTest::keyClick(line, Qt::Key_Return);
        };
        type(width, "auto");
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][1].toString(), "\"auto\"");
        QCOMPARE(width->text(), "auto");
        type(width, "auto");
        QCOMPARE(edited.count(), 1); // no change
        type(width, "0.25");
        QCOMPARE(edited.count(), 2);
        QCOMPARE(edited[1][1].toString().toDouble(), 0.25);
        // A scene that says so is shown so.
        Json parameters = sampleScene().brains[0].brain.parameters;
        parameters["place_code"]["width"] = "auto";
        form.setFields("Path integrator", "brains.net.", brainType("grid_network").fields,
                       parameters);
        QCOMPARE(width->text(), "auto");
        // Other numbers may not.
        type(qobject_cast<QLineEdit*>(form.editor("brains.net.learning_rate")), "auto");
        QCOMPARE(edited.count(), 2);
        QCOMPARE(refused.count(), 1);
    }

    void textThatIsNoNumberIsPutBack() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        auto* rate = qobject_cast<QLineEdit*>(form.editor("brains.net.learning_rate"));
        rate->selectAll();
        QTest::keyClicks(rate, "fast");
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(edited.count(), 0);
        QCOMPARE(rate->text(), "0.002");
    }

    void choicesIntegersAndSwitches() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        auto* cell = qobject_cast<QComboBox*>(form.editor("brains.net.cell"));
        QTest::keyClick(cell, Qt::Key_Down);
        QCOMPARE(edited.takeFirst()[1].toString(), "\"tanh_lstm\"");
        auto* units = qobject_cast<QSpinBox*>(form.editor("brains.net.units"));
        QTest::keyClick(units, Qt::Key_Up);
        QCOMPARE(edited.takeFirst()[1].toString(), "25");
        auto* relu = qobject_cast<QCheckBox*>(form.editor("brains.net.bottleneck_relu"));
        QTest::keyClick(relu, Qt::Key_Space);
        QCOMPARE(edited.takeFirst()[1].toString(), "true");
    }

    void whatDiffersIsMarkedAndPutBackWithAClick() {
        ParameterForm form;
        form.resize(260, 600);
        fill(form);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        QSignalSpy edited(&form, &ParameterForm::edited);
        QWidget* units = form.editor("brains.net.units"); // 24, by default others
        const auto reset = [&](QWidget* editor) {
            return editor->parentWidget()->findChild<QToolButton*>();
        };
        QVERIFY(units->isVisible() && reset(units)->isVisible());
        QTest::mouseClick(reset(units), Qt::LeftButton);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), "brains.net.units");
        Json parameters = sampleScene().brains[0].brain.parameters;
        for (const FieldInfo& field : brainType("grid_network").fields)
            if (field.key == "units") {
                QCOMPARE(edited[0][1].toString().toInt(), field.defaultValue.get<int>());
                parameters["units"] = field.defaultValue;
            }
        form.setFields("Path integrator", "brains.net.", brainType("grid_network").fields,
                       parameters);
        QVERIFY(!reset(units)->isVisible());
    }

    void theRestIsShownWhenAskedOrSearchedFor() {
        ParameterForm form;
        form.resize(260, 600);
        fill(form);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        const auto shown = [&] {
            int count = 0;
            for (const FieldInfo& field : brainType("grid_network").fields)
                count +=
                    form.editor("brains.net." + QString::fromStdString(field.key))->isVisible();
            return count;
        };
        const int all = static_cast<int>(brainType("grid_network").fields.size());
        const int first = shown();
        QVERIFY(first > 0 && first < all);
        for (const FieldInfo& field : brainType("grid_network").fields)
            if (field.effect == Effect::live)
                QVERIFY2(
                    form.editor("brains.net." + QString::fromStdString(field.key))->isVisible(),
                    field.key.c_str());
        QTest::mouseClick(&form.all(), Qt::LeftButton);
        QCOMPARE(shown(), all);
        QTest::mouseClick(&form.all(), Qt::LeftButton);
        QTest::keyClicks(&form.search(), "velocity gate");
        QVERIFY(form.editor("brains.net.velocity_gate")->isVisible());
        QVERIFY(shown() < first);
        form.search().clear();
        form.reveal("brains.net.velocity_gate");
        QVERIFY(form.editor("brains.net.velocity_gate")->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), form.editor("brains.net.velocity_gate"));
    }

    void aNumberThatActsAtOnceHasASlider() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        QVERIFY(!form.editor("brains.net.learning_rate")
                     ->parentWidget()
                     ->findChild<QSlider*>()); // over many powers of ten
        int sliders = 0;
        for (const FieldInfo& field : brainType("grid_network").fields) {
            QWidget* editor = form.editor("brains.net." + QString::fromStdString(field.key));
            auto* slider = editor->parentWidget()->findChild<QSlider*>();
            QCOMPARE(slider != nullptr, suitsSlider(field));
            if (!slider)
                continue;
            ++sliders;
            edited.clear();
            slider->setValue(slider->maximum());
            slider->setValue(slider->minimum());
            QCOMPARE(edited.back()[1].toString().toDouble(), field.range.minimum);
        }
        QVERIFY(sliders > 0);
    }

    void showingOtherValuesEmitsNothing() {
        ParameterForm form;
        fill(form);
        QSignalSpy edited(&form, &ParameterForm::edited);
        Json parameters = sampleScene().brains[0].brain.parameters;
        parameters["units"] = 99;
        parameters["learning_rate"] = 0.5;
        form.setFields("Path integrator", "brains.net.", brainType("grid_network").fields,
                       parameters);
        QCOMPARE(qobject_cast<QSpinBox*>(form.editor("brains.net.units"))->value(), 99);
        QCOMPARE(qobject_cast<QLineEdit*>(form.editor("brains.net.learning_rate"))->text(), "0.5");
        QCOMPARE(edited.count(), 0);
    }
};

HIPPODROME_WIDGET_TEST(TestParameterForm)
#include "test_parameter_form.moc"
