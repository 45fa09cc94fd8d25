#include "core/run/history.h"

#include "tests/run/tiny_scene.h"

#include <algorithm>

namespace hippodrome::test_history {

TEST(History, EvaluatesTheNetworksAlone) {
    Simulation simulation(tinyScene(), 1);
    for (int i = 0; i < 40; ++i)
        simulation.train();
    History history;
    history.evaluate(simulation, 3.5);
    ASSERT_EQ(history.rows().size(), 1u);
    const Evaluation& row = history.rows().front();
    EXPECT_EQ(row.update, 40);
    EXPECT_EQ(row.brain, "net");
    EXPECT_EQ(row.units, 12);
    EXPECT_EQ(row.wallSeconds, 3.5);
    EXPECT_GT(row.loss, 0.0);
    EXPECT_NEAR(row.chanceError, 0.52, 0.05); // of two random places in a unit square
    EXPECT_GE(row.bestScore, row.medianScore);
    EXPECT_LT(row.null95, row.null99);
    EXPECT_LE(row.above10, row.above08);
    EXPECT_LE(row.aboveNull99, row.aboveNull95);
    EXPECT_EQ(row.aboveNull95 > 0, row.bestScore > row.null95);
}

TEST(History, LooksWithoutChangingAnything) {
    const TestFolder folder;
    Simulation watched(tinyScene(), 1), alone(tinyScene(), 1);
    History history;
    for (int i = 0; i < 10; ++i) {
        watched.train();
        alone.train();
        history.evaluate(watched, 0.0);
    }
    watched.save(folder / "watched");
    alone.save(folder / "alone");
    EXPECT_EQ(contentOf(folder / "watched"), contentOf(folder / "alone"));
}

TEST(History, WritesAnEmptyCellForWhatIsNotKnown) {
    Simulation simulation(tinyScene(), 1); // untrained: no maps yet
    History history;
    history.evaluate(simulation, 0.25);
    const std::string text = history.text();
    const std::string names = text.substr(0, text.find('\n'));
    const std::string row = text.substr(names.size() + 1, text.size() - names.size() - 2);
    EXPECT_EQ(std::count(names.begin(), names.end(), ','), std::count(row.begin(), row.end(), ','));
    EXPECT_TRUE(names.ends_with("best_grid_60,median_grid_60,wall_seconds"));
    EXPECT_TRUE(row.ends_with(",,,0.25")) << row;
    EXPECT_EQ(row.find("nan"), std::string::npos);
}

TEST(History, GoesOnFromAFile) {
    const TestFolder folder;
    const std::string header = History().text();
    const std::string rows = "10,net,0,1\n15,net,0,1\n20,net,0,1\n30,net,0,1\n";
    const std::string file = folder.write("history.csv", header + rows);
    History history;
    history.continueFrom(file, 25, 10);
    EXPECT_EQ(history.text(), header + "10,net,0,1\n20,net,0,1\n");
    EXPECT_EQ(history.lastUpdate(), 20);
    EXPECT_THROW(history.continueFrom(folder.write("other.csv", "a,b\n"), 25, 10), Error);
}

} // namespace hippodrome::test_history
