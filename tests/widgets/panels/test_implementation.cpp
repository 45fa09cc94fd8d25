// The level of implementation in the window, and spikes that can be heard.
#include "tests/widgets/drawn.h"
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/panels/implementation_panel.h"
#include "widgets/style/click_player.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace hippodrome;

class TestImplementation : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    /// The sample with spiking cells beside it, saved.
    QString sceneFile() {
        Scene scene = sampleScene();
        for (const char* type : {"spiking_place_cells", "theta_successor"}) {
            BrainEntry entry;
            entry.name = type;
            entry.brain.type = type;
            entry.brain.parameters = brainType(std::string(type))
                                         .resolve(JsonCursor(JsonDocument{Json::object(), {}, {}}));
            scene.brains.push_back(entry);
        }
        const QString file = folder_.filePath("inside.json");
        saveScene(scene, file.toStdString());
        return file;
    }
    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(sceneFile()))
            return nullptr;
        return window;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void showsBothSidesWhileItRuns() {
        const auto window = open();
        QVERIFY(window);
        ImplementationPanel& panel = window->panels().get<ImplementationPanel>();
        QVERIFY(!panel.isVisible());
        window->setRunning(true);
        QVERIFY(!window->session()->latest()->brains[0].inside); // nobody looks
        QTest::keyClick(window.get(), Qt::Key_F4);
        QVERIFY(panel.isVisible());
        QVERIFY(!window->panels().get<ChartPanel>().isVisible());
        QTRY_COMPARE(panel.view(Nature::artificial).titles(),
                     QStringList({"state as it rides", "activity, forwards",
                                  "errors, backwards by transposed weights"}));
        // A brain with something to show comes first; the others can be chosen.
        QTRY_COMPARE(panel.shownBrain(Nature::biological), "spiking_place_cells");
        QTRY_VERIFY(panel.view(Nature::biological).titles().contains("spikes"));
        QVERIFY(panel.choice(Nature::biological).isVisible());
        QVERIFY(!panel.choice(Nature::artificial).isVisible());
        panel.choice(Nature::biological).setCurrentText("cells");
        QTRY_VERIFY(panel.view(Nature::biological).titles().isEmpty());
        panel.choice(Nature::biological).setCurrentText("theta_successor");
        QTRY_VERIFY(!panel.view(Nature::biological).titles().filter("synapses").isEmpty());
        QVERIFY(testing::standingOut(panel.view(Nature::biological)) > 100);
        // Charts come back by their button.
        for (QToolButton* button : window->findChildren<QToolButton*>())
            if (button->text() == "Charts")
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(window->panels().get<ChartPanel>().isVisible());
        QTRY_VERIFY(!window->session()->latest()->brains[0].inside);
    }

    void aSideWithoutBrainsGivesItsRoomToTheOther() {
        const auto window = open();
        QVERIFY(window->openScene(HIPPODROME_SOURCE_DIR "/scenes/theta_successor.json"));
        ImplementationPanel& panel = window->panels().get<ImplementationPanel>();
        QTRY_VERIFY(!panel.view(Nature::artificial).isVisible());
        QVERIFY(panel.view(Nature::biological).isVisible());
        QVERIFY(window->openScene(sceneFile()));
        QTest::keyClick(window.get(), Qt::Key_F4);
        QTRY_VERIFY(panel.view(Nature::artificial).isVisible());
    }

    void theChoiceIsPartOfTheScene() {
        const auto window = open();
        QTest::keyClick(window.get(), Qt::Key_F4);
        const QString copy = folder_.filePath("copy.json");
        QVERIFY(window->saveScene(copy));
        QVERIFY(loadScene(copy.toStdString()).view.panel == "implementation");
        auto other = std::make_unique<MainWindow>();
        other->show();
        QVERIFY(other->openScene(copy));
        QVERIFY(other->panels().get<ImplementationPanel>().isVisible());
    }

    void onlySpikingUnitsCanBeListenedTo() {
        const auto window = open();
        window->setRunning(true);
        const auto select = [&](std::size_t panel) {
            Gallery& gallery = window->brainPanels()[panel]->gallery();
            QTRY_VERIFY(gallery.picture() && gallery.picture()->maps.units > 0);
            QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {},
                              gallery.tileRect(gallery.order()[0]).center());
        };
        select(1);
        QTRY_VERIFY(!window->inspector().listenButton().isEnabled());
        select(2);
        QTRY_VERIFY(window->inspector().listenButton().isEnabled());
        // With or without a loudspeaker: the button tells what is so.
        QTest::mouseClick(&window->inspector().listenButton(), Qt::LeftButton);
        ClickPlayer probe;
        QCOMPARE(window->inspector().listenButton().isChecked(), probe.start().isEmpty());
        const double time = window->session()->latest()->time;
        QTRY_VERIFY(window->session()->latest()->time > time + 0.2);
    }

    void clicksComeWhenTheyAreDue() {
        ClickStream stream(1000.0);
        stream.addClick(0.1);
        std::vector<float> samples(50, 1.0f);
        stream.read(samples);
        QVERIFY(std::all_of(samples.begin(), samples.end(), [](float s) { return s == 0.0f; }));
        samples.resize(100);
        stream.read(samples);
        const auto first =
            std::find_if(samples.begin(), samples.end(), [](float s) { return s != 0.0f; });
        QVERIFY(std::abs(first - samples.begin() - 50) <= 1);
        stream.read(samples);
        QVERIFY(std::all_of(samples.begin(), samples.end(), [](float s) { return s == 0.0f; }));
    }

    void manyClicksAtOnceStayWithinTheRange() {
        ClickStream stream(44100.0);
        for (int i = 0; i < 1000; ++i)
            stream.addClick(0.0);
        std::vector<float> samples(44100);
        stream.read(samples);
        QCOMPARE(*std::max_element(samples.begin(), samples.end()), 1.0f);
        QVERIFY(*std::min_element(samples.begin(), samples.end()) >= -1.0f);
    }
};

HIPPODROME_WIDGET_TEST(TestImplementation)
#include "test_implementation.moc"
