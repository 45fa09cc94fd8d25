// What every panel below must do: the suite walks the list.
// tests/widgets/panels/test_lower_panels.cpp has what the window must do with them.
#include "core/maps/map_gatherer.h"
#include "core/session/publisher.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/lower_panel.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool.h"

#include <QApplication>
#include <QSet>
#include <QTest>

#include "docs/guides/skeletons/my_panel.h"

using namespace hippodrome;

class TestPanelContract : public QObject {
    Q_OBJECT

    std::shared_ptr<const Snapshot> real_; ///< of a scene with a network, cells and two agents
    MapsSnapshot maps_;

    /// That of docs/guides/panel.md, so that it never rots.
    static const Kinds<PanelType>& skeletons() {
        static const Kinds<PanelType> list("a panel", {MyPanel::type()});
        return list;
    }
    /// The kind that this row of the table names.
    static const PanelType& kind() {
        QFETCH_GLOBAL(QString, key);
        const PanelType* skeleton = skeletons().find(key.toStdString());
        return skeleton ? *skeleton : panelTypes().named(key.toStdString());
    }
    static std::unique_ptr<LowerPanel> made() {
        std::unique_ptr<LowerPanel> panel(kind().create());
        panel->resize(700, 220);
        panel->show();
        return panel;
    }
    /// Everything that a window tells a panel, while it is on screen or is not.
    static void tell(LowerPanel& panel, const std::shared_ptr<const Snapshot>& snapshot,
                     const MapsSnapshot& maps, bool shown) {
        panel.setView(sampleScene().view);
        panel.takeFilm({});
        panel.takeSnapshot(snapshot, shown);
        panel.takeMaps(maps);
        panel.markEdit(1, 0.5, "wall drawn");
        panel.takeSnapshot(snapshot, shown);
        panel.setCursor(1);
        panel.setChosenAgent(1);
        panel.setRewardClosedOff(shown);
        for (int frame = 0; frame < 10; ++frame)
            panel.refreshNext();
        panel.grab();
        panel.setChosenAgent(1000); // that there is no longer
        panel.setCursor(std::nullopt);
        panel.forgetAfter(0);
        for (int frame = 0; frame < 10; ++frame)
            panel.refreshNext();
        panel.grab();
        for (const int agent : panel.watchedAgents())
            QVERIFY(agent >= 0);
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        Json json = writeScene(sampleScene());
        json["agent"] = {{"type", "dyna_q"}};
        json["arena"]["rewards"][0]["radius"] = 0.2; // so that the rat comes to it soon
        json["rivals"] = {{{"name", "net"}, {"type", "dqn"}}};
        Simulation simulation(readScene(JsonDocument{json, {}, {}}), 1);
        Publisher publisher;
        Watched watched;
        watched.inside = true;
        watched.agents = {0, 1};
        publisher.watch(watched);
        const World& world = simulation.world();
        for (int tick = 0; tick < 600 || (tick < 20000 && world.totalReward() == 0.0); ++tick) {
            simulation.tick();
            publisher.noteTick(simulation);
        }
        simulation.train();
        real_ = publisher.snapshot(simulation, {}, Publisher::Time() + std::chrono::hours(1));
        maps_ = MapGatherer().gather(simulation.world(), simulation.recorder(),
                                     ViewParameters::MapKind::path);
        QCOMPARE(real_->agents.size(), std::size_t{2});
        QVERIFY(real_->totalReward > 0.0);
        QCOMPARE(real_->updates, 1L);
        QVERIFY(!maps_.populations.empty());
    }

    void initTestCase_data() {
        QTest::addColumn<QString>("key");
        for (const PanelType& type : panelTypes())
            QTest::newRow(type.key.c_str()) << QString::fromStdString(type.key);
        for (const PanelType& type : skeletons())
            QTest::newRow(type.key.c_str()) << QString::fromStdString(type.key);
    }

    void saysWhatItIs() {
        const PanelType& type = kind();
        if (!skeletons().find(type.key))
            QCOMPARE(panelTypes().find(type.key), &type); // no other has its key
        QVERIFY(!type.title.isEmpty() && !type.menu.isEmpty());
        // The first line of a tool tip, before its key: no full stop.
        QVERIFY2(type.help.size() > 10 && type.help.front().isUpper(), qPrintable(type.help));
        QVERIFY2(!type.help.endsWith('.'), qPrintable(type.help));
        QSet<QString> others;
        for (const PanelType& other : panelTypes())
            if (&other != &type)
                others << other.shortcut.toString() << other.title << other.menu;
        for (const ToolType& tool : toolTypes())
            others << tool.shortcut.toString();
        QVERIFY(!others.contains(type.title) && !others.contains(type.menu));
        if (!type.shortcut.isEmpty())
            QVERIFY2(!others.contains(type.shortcut.toString()),
                     qPrintable(type.shortcut.toString()));
    }

    void bearsSnapshotsOfNothingAndOfARun() {
        const auto panel = made();
        QVERIFY(panel->framesPerRefresh() >= 1);
        const auto nothing = std::make_shared<Snapshot>();
        for (const bool shown : {false, true}) {
            tell(*panel, nothing, {}, shown);
            tell(*panel, real_, maps_, shown);
            panel->clear();
            panel->grab();
            tell(*panel, real_, maps_, shown);
            tell(*panel, nothing, {}, shown); // the run has become another one
        }
    }

    void isClearedOfEverything() {
        const auto panel = made();
        const QString empty = panel->csv();
        tell(*panel, real_, maps_, true);
        panel->clear();
        QCOMPARE(panel->csv(), empty);
        // A table: each line has as many numbers as the first has names.
        panel->takeSnapshot(real_, true);
        const QStringList lines = panel->csv().split('\n', Qt::SkipEmptyParts);
        for (const QString& line : lines)
            QCOMPARE(line.count(','), lines.front().count(','));
    }

    void takesEveryTheme() {
        const auto panel = made();
        panel->takeSnapshot(real_, true);
        for (const char* name : {"light", "dark"}) {
            applyTheme(*qApp, name);
            panel->applyTheme();
            for (int frame = 0; frame < 10; ++frame)
                panel->refreshNext();
            const QImage picture = panel->grab().toImage();
            // Its ground is of the theme: a dark one is darker.
            const int ground = qGray(picture.pixel(picture.width() - 1, picture.height() - 1));
            QVERIFY2((ground > 128) == (QString(name) == "light"), name);
        }
    }
};

HIPPODROME_WIDGET_TEST(TestPanelContract)
#include "test_panel_contract.moc"
