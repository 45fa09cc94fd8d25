#include "core/run/episode_table.h"

#include "tests/world/race_scene.h"

#include <gtest/gtest.h>

#include <sstream>

namespace hippodrome::test_episode_table {
namespace {

TEST(EpisodeTable, HasARowForEveryEpisodeOfEveryAgent) {
    Simulation simulation(testing::raceScene({"dyna_q"}), 1);
    EXPECT_TRUE(episodeTable(simulation).empty()) << "none is over";
    while (simulation.race().rivals()[0].world->episodes().count() < 8)
        simulation.tick();
    std::istringstream text(episodeTable(simulation));
    std::string line;
    std::getline(text, line);
    EXPECT_EQ(line, "agent,episode,end,seconds,path,shortest,reward,reached,visits");
    long own = 0, rival = 0;
    double lastEnd = 0.0;
    while (std::getline(text, line)) {
        std::istringstream row(line);
        std::string agent, field;
        std::getline(row, agent, ',');
        std::vector<double> numbers;
        while (std::getline(row, field, ','))
            numbers.push_back(std::stod(field));
        ASSERT_EQ(numbers.size(), 8u) << line;
        long& count = agent == "agent" ? own : rival;
        EXPECT_EQ(numbers[0], static_cast<double>(count++));
        EXPECT_LE(numbers[2], 60.0 + 1e-6) << "the limit of time";
        EXPECT_GT(numbers[4], 0.5) << "from one corner to near the other";
        if (agent != "agent") {
            EXPECT_NEAR(numbers[1] - lastEnd, numbers[2], 1e-5) << "one after the other";
            lastEnd = numbers[1];
        }
    }
    EXPECT_EQ(own, simulation.world().episodes().count());
    EXPECT_EQ(rival, 8);
}

} // namespace
} // namespace hippodrome::test_episode_table
