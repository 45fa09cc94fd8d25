#include "tests/widgets/widget_test.h"
#include "widgets/document/document.h"
#include "widgets/lessons/ablation_window.h"
#include "widgets/style/theme.h"

#include <QLabel>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace hippodrome;

namespace {

const QString sweepFile = HIPPODROME_SOURCE_DIR "/scenes/sweeps/ablations.json";
const QString summaryFile = HIPPODROME_SOURCE_DIR "/resources/measured/ablations.json";

Scene firstLight() {
    return loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
}

void click(QRadioButton* button) {
    // The words beside the circle take the click too; its left edge is the circle itself.
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
}

} // namespace

class TestAblationWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void everyRecipeOfTheStudyWasMeasured() {
        Document document;
        document.setScene(firstLight());
        AblationWindow window(document, sweepFile, summaryFile);
        const auto buttons = window.findChildren<QRadioButton*>();
        QVERIFY(buttons.size() >= 10);
        for (const QRadioButton* button : buttons) {
            const SweepGroup* group = window.measured(button->objectName().toStdString());
            QVERIFY2(group, qPrintable(button->objectName()));
            QVERIFY(group->runs >= 10);
            QVERIFY(group->share.low <= group->share.median);
            QVERIFY(group->share.median <= group->share.high);
        }
        // What the scene promises.
        QVERIFY(window.measured("control")->share.median > 0.9);
    }

    void aClickTakesAnIngredientAwayAndUndoBringsItBack() {
        Document document;
        document.setScene(firstLight());
        AblationWindow window(document, sweepFile, summaryFile);
        window.show();
        auto* control = window.findChild<QRadioButton*>("control");
        auto* tanh = window.findChild<QRadioButton*>("tanh");
        auto* random = window.findChild<QRadioButton*>("random_centres");
        QVERIFY(control->isChecked());
        click(tanh);
        QVERIFY(tanh->isChecked() && !control->isChecked());
        QVERIFY(valueAt(document.scene(), "brains.lstm.cell") == Json("tanh_lstm"));
        click(random);
        QVERIFY(valueAt(document.scene(), "brains.lstm.cell") == Json("relu_lstm"));
        QVERIFY(valueAt(document.scene(), "brains.lstm.place_code.centres") == Json("random"));
        document.undoStack().undo();
        QVERIFY(tanh->isChecked() && !random->isChecked());
        document.undoStack().undo();
        QVERIFY(control->isChecked());
        // Another recipe is none of them.
        document.setValue("brains.lstm.place_code.width", Json(0.15));
        for (const QRadioButton* button : window.findChildren<QRadioButton*>())
            QVERIFY(!button->isChecked() || button == control);
    }

    void withoutANetworkThereIsNothingToTakeAway() {
        Document document;
        Scene scene = firstLight();
        scene.brains.erase(scene.brains.begin());
        document.setScene(scene);
        AblationWindow window(document, sweepFile, summaryFile);
        for (const QRadioButton* button : window.findChildren<QRadioButton*>())
            QVERIFY(!button->isEnabled());
    }

    void aDamagedFileIsAnError() {
        Document document;
        document.setScene(firstLight());
        QVERIFY_THROWS_EXCEPTION(Error, AblationWindow(document, sweepFile, sweepFile));
        QVERIFY_THROWS_EXCEPTION(Error, AblationWindow(document, "/no/such.json", summaryFile));
    }
};

HIPPODROME_WIDGET_TEST(TestAblationWindow)
#include "test_ablation_window.moc"
