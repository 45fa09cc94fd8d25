// Shapes with typed sizes, and the scenes that come of them.
#include "core/arena/arena_geometry.h"
#include "core/base/rng.h"
#include "core/brains/brain.h"
#include "core/world/simulation.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/making/arena_dialog.h"
#include "widgets/making/arena_preview.h"
#include "widgets/making/brain_cards.h"
#include "widgets/making/size_form.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace hippodrome;

class TestArenaDialog : public QObject {
    Q_OBJECT

    static void click(QListWidget& list, const QString& label) {
        const auto items = list.findItems(label, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        list.scrollToItem(items.front());
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                          list.visualItemRect(items.front()).center());
    }
    static QLineEdit* line(ArenaDialog& dialog, const std::string& key) {
        return qobject_cast<QLineEdit*>(dialog.sizes().editor(key));
    }
    static void type(QLineEdit* edit, const QString& text) {
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

private slots:
    void init() {
        applyTheme(*qApp, "dark");
        QSettings().remove("lengthUnit");
    }
    void cleanup() { setTextScale(*qApp, 1.0); }

    void aClickOnAShapeLeadsToItsSize() {
        ArenaDialog dialog;
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        click(dialog.shapes(), "Circle");
        QCOMPARE(dialog.focusWidget(), line(dialog, "diameter"));
        QTest::keyClicks(dialog.focusWidget(), "1.2"); // over the number that was there
        QCOMPARE(dialog.arena().circle->radius, 0.6);
        QVERIFY(dialog.accepting().isEnabled());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(QString::fromStdString(dialog.choice().title), "New circle");
    }

    void everyShapeIsOfferedWithAPicture() {
        ArenaDialog dialog;
        QCOMPARE(std::size_t(dialog.shapes().count()), arenaTemplates().size());
        for (int row = 0; row < dialog.shapes().count(); ++row) {
            QVERIFY(!dialog.shapes().item(row)->icon().isNull());
            dialog.shapes().setCurrentRow(row);
            QVERIFY(dialog.accepting().isEnabled());
            QVERIFY(validate(dialog.arena()).empty());
            QVERIFY(dialog.arena().rewards.size() >= 1); // the box is ticked
        }
    }

    void sizesAreTypedInMetresOrCentimetres() {
        ArenaDialog dialog;
        dialog.chooseShape("rectangle");
        type(line(dialog, "width"), "2,5"); // as a comma is typed
        type(line(dialog, "height"), "80 cm");
        QCOMPARE(ArenaGeometry(dialog.arena()).bounds().width(), 2.5);
        QCOMPARE(ArenaGeometry(dialog.arena()).bounds().height(), 0.8);
        QComboBox& unit = *dialog.sizes().unitChoice();
        unit.setCurrentIndex(1);
        QCOMPARE(line(dialog, "width")->text(), "250");
        QCOMPARE(line(dialog, "height")->text(), "80");
        type(line(dialog, "height"), "90");
        QCOMPARE(ArenaGeometry(dialog.arena()).bounds().height(), 0.9);
        QCOMPARE(ArenaDialog().sizes().unitChoice()->currentIndex(), 1); // it is remembered
    }

    void whatIsNoSizeIsSaidAndCannotBeCreated() {
        ArenaDialog dialog;
        dialog.chooseShape("circle");
        for (const char* typed : {"0.01", "51", "wide", "", "-1", "1e999"}) {
            type(line(dialog, "diameter"), "1");
            QVERIFY(dialog.accepting().isEnabled());
            line(dialog, "diameter")->selectAll();
            QTest::keyClick(line(dialog, "diameter"), Qt::Key_Delete);
            QTest::keyClicks(line(dialog, "diameter"), typed);
            QVERIFY2(!dialog.accepting().isEnabled(), typed);
            QVERIFY2(dialog.message().text().contains("0.1 to 50 m"),
                     qPrintable(dialog.message().text()));
            QVERIFY(validate(dialog.arena()).empty());
        }
        dialog.chooseShape("regular_polygon");
        type(line(dialog, "sides"), "6.5");
        QVERIFY(!dialog.accepting().isEnabled());
        type(line(dialog, "sides"), "5");
        QVERIFY(dialog.accepting().isEnabled());
        QCOMPARE(dialog.arena().boundary.size(), std::size_t{5});
    }

    void wallAndRewardAreBoxesToTick() {
        ArenaDialog dialog;
        dialog.chooseShape("circle");
        QVERIFY(dialog.arena().walls.empty());
        QCOMPARE(dialog.arena().rewards.size(), std::size_t{1});
        dialog.wall().click();
        dialog.reward().click();
        QCOMPARE(dialog.arena().walls.size(), std::size_t{1});
        QVERIFY(dialog.arena().rewards.empty());
    }

    void brainsAreChosenFromCards() {
        ArenaDialog dialog;
        QCOMPARE(dialog.choice().brains, (std::vector<std::string>{"grid_network", "place_cells"}));
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        for (const BrainType& type : brainTypes())
            QVERIFY(dialog.brains().box(type.key));
        dialog.brains().box("grid_network")->click();
        // Anywhere on a card.
        QWidget* card = dialog.brains().box("successor")->parentWidget();
        QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(card->width() / 2, card->height() - 3));
        QCOMPARE(dialog.choice().brains, (std::vector<std::string>{"place_cells", "successor"}));
        dialog.brains().choose({});
        QVERIFY(dialog.accepting().isEnabled());
        QVERIFY(dialog.message().text().contains("brain"));
    }

    void aNewOutlineTellsWhatHasNoRoomInIt() {
        const Scene scene = sampleScene(); // a wall in the middle, a reward at (0.3, 0.3)
        ArenaDialog dialog(scene);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY(!dialog.brains().isVisible() && !dialog.reward().isVisible());
        QCOMPARE(line(dialog, "width")->text(), "1"); // as it is
        QCOMPARE(dialog.accepting().text(), "Replace");
        QCOMPARE(dialog.arena(), scene.arena);
        type(line(dialog, "width"), "0.5");
        QVERIFY2(dialog.message().text().contains("will be removed"),
                 qPrintable(dialog.message().text()));
        QCOMPARE(dialog.accepting().text(), "Replace, remove 1 part");
        QVERIFY(dialog.accepting().isEnabled());
        QCOMPARE(dialog.arena().walls.size(), std::size_t{1});
        QVERIFY(dialog.arena().rewards.empty());
        QVERIFY(validate(dialog.arena()).empty());
    }

    void aNewOutlineWithoutTheStartsOfEpisodesIsRefusedInWords() {
        Scene scene = sampleScene();
        scene.task.starts = {{{0.45, 0.45}, 0.02}};
        ArenaDialog dialog(scene);
        type(line(dialog, "width"), "0.5");
        QVERIFY(!dialog.accepting().isEnabled());
        QVERIFY2(dialog.message().text().contains("start"), qPrintable(dialog.message().text()));
    }

    void everyBrainRunsInANewScene_data() {
        QTest::addColumn<QString>("brain");
        for (const BrainType& type : brainTypes())
            QTest::newRow(type.key.c_str()) << QString::fromStdString(type.key);
    }
    void everyBrainRunsInANewScene() {
        QFETCH(QString, brain);
        ArenaDialog dialog;
        dialog.chooseShape("circle");
        dialog.brains().choose({brain.toStdString()});
        const Scene scene = newScene(dialog.choice());
        QCOMPARE(scene.brains.size(), std::size_t{1});
        Simulation simulation(scene, 1);
        for (int tick = 0; tick < 5; ++tick)
            simulation.tick();
        QVERIFY(simulation.scene() == scene);
    }

    void aNewSceneLeavesToTheProgramWhatItCan() {
        ArenaDialog dialog;
        dialog.chooseShape("circle");
        type(line(dialog, "diameter"), "1.2");
        const Scene scene = newScene(dialog.choice());
        const Json& network = scene.brains[0].brain.parameters;
        for (const FieldInfo& field : brainType("grid_network").fields)
            if (field.automatic)
                QVERIFY2(*findMember(network, field.key) == Json("auto"), field.key.c_str());
        QVERIFY(scene.recording.binSize <= 1.2 / 40);
        QVERIFY(scene.notes.empty() && scene.about.question.empty());
        // It can be saved and read again.
        QVERIFY(readScene({writeScene(scene), {}, {}}) == scene);
    }

    void atTwiceTheTextNothingIsCutOff() {
        setTextScale(*qApp, 2.0);
        ArenaDialog dialog;
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const QFontMetrics metrics(dialog.font());
        QVERIFY(line(dialog, "width")->height() >= metrics.height());
        QVERIFY(dialog.shapes().gridSize().width() >
                metrics.horizontalAdvance(QString("Rectangle")));
        QVERIFY(dialog.accepting().width() >= metrics.horizontalAdvance("Create"));
    }
};

HIPPODROME_WIDGET_TEST(TestArenaDialog)
#include "test_arena_dialog.moc"
