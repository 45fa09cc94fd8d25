#include "core/base/csv.h"
#include "core/motion/path_table.h"
#include "core/motion/recorded_path.h"
#include "core/run/trajectory.h"

#include "tests/run/tiny_scene.h"

namespace hippodrome::test_trajectory {

TEST(Trajectory, HasARowPerInterval) {
    World world(tinyScene());
    Trajectory trajectory;
    trajectory.note(world, 0.05);
    for (int i = 0; i < 40; ++i) {
        world.tick();
        trajectory.note(world, 0.05);
    }
    ASSERT_EQ(trajectory.rows().size(), 21u); // 1 s in steps of 0.025 s, and the start
    for (std::size_t row = 0; row < trajectory.rows().size(); ++row)
        EXPECT_NEAR(trajectory.rows()[row].time, 0.05 * static_cast<double>(row), 1e-12);
    EXPECT_EQ(trajectory.rows().back().position, world.rat().position);
}

TEST(Trajectory, TakesTheNextTickWhenTheIntervalIsNoMultiple) {
    World world(tinyScene());
    Trajectory trajectory;
    trajectory.note(world, 0.06);
    for (int i = 0; i < 16; ++i) {
        world.tick();
        trajectory.note(world, 0.06);
    }
    std::vector<double> times;
    for (const Trajectory::Row& row : trajectory.rows())
        times.push_back(row.time);
    const std::vector<double> expected = {0.0, 0.075, 0.125, 0.2, 0.25, 0.3, 0.375};
    ASSERT_EQ(times.size(), expected.size());
    for (std::size_t i = 0; i < times.size(); ++i)
        EXPECT_NEAR(times[i], expected[i], 1e-12);
}

TEST(Trajectory, SumsRewardsBetweenRows) {
    World world(tinyScene());
    Trajectory trajectory;
    trajectory.note(world, 5.0);
    double total = 0.0;
    for (int i = 0; i < 4000; ++i) {
        world.tick();
        total += world.reward();
        trajectory.note(world, 5.0);
    }
    double noted = 0.0;
    for (const Trajectory::Row& row : trajectory.rows())
        noted += row.reward;
    EXPECT_GT(total, 1.0);
    EXPECT_EQ(noted, total);
}

TEST(Trajectory, IsReadBackAsARecordedPath) {
    World world(tinyScene());
    Trajectory trajectory;
    trajectory.note(world, 0.025);
    std::vector<RatState> states = {world.rat()};
    for (int i = 0; i < 2000; ++i) {
        world.tick();
        trajectory.note(world, 0.025);
        states.push_back(world.rat());
    }
    PathTable table(parseCsv(trajectory.text(), "trajectory.csv"), RecordedPathParameters());
    table.fit(*world.arena());
    for (std::size_t i = 0; i < states.size(); ++i) {
        const PathTable::Sample sample = table.at(0.025 * static_cast<double>(i));
        EXPECT_LT(length(sample.position - states[i].position), 1e-5);
        EXPECT_NEAR(wrapAngle(sample.headDirection - states[i].headDirection), 0.0, 1e-5);
    }
}

TEST(Trajectory, GoesOnFromAFile) {
    const TestFolder folder;
    World world(tinyScene());
    Trajectory whole, first;
    whole.note(world, 0.05);
    for (int i = 0; i < 2000; ++i) {
        if (i == 1000) {
            first = whole;
        }
        world.tick();
        whole.note(world, 0.05);
    }
    // The file may hold more than the checkpoint, when the program ended between the two.
    const std::string file = folder.write("trajectory.csv", whole.text());
    RecordMarks marks;
    first.mark(marks);
    Trajectory second;
    second.continueFrom(file, marks);
    EXPECT_EQ(second.text(), first.text());
    EXPECT_EQ(marks.trajectory.count, static_cast<long>(first.rows().size()));
    EXPECT_THROW(second.continueFrom(folder / "missing.csv", marks), Error);
    EXPECT_THROW(second.continueFrom(folder.write("other.csv", "a,b\n1,2\n"), marks), Error);
    // Too short, and another path of the same length.
    const std::string shortened = first.text().substr(0, first.text().size() / 2);
    EXPECT_THROW(
        second.continueFrom(
            folder.write("short.csv", shortened.substr(0, shortened.rfind('\n') + 1)), marks),
        Error);
    std::string changed = whole.text();
    changed.replace(changed.find("\n0.050000,") + 13, 1, "9");
    EXPECT_THROW(second.continueFrom(folder.write("changed.csv", changed), marks), Error);
    EXPECT_EQ(second.text(), first.text());
}

TEST(Trajectory, GoesOnFromAFileOfTheFirstVersion) {
    const TestFolder folder;
    const std::string file =
        folder.write("trajectory.csv", "time,x,y,head_direction,speed,reward\n"
                                       "0,0,0,0,0,0\n0.1,0.01,0,0,0.1,0\n0.2,0.02,0,0,0.1,1\n");
    Trajectory trajectory;
    trajectory.continueFrom(file, 0.15, 0.1);
    EXPECT_EQ(trajectory.rows().size(), 2u);
    EXPECT_THROW(trajectory.continueFrom(file, 0.5, 0.1), Error); // it ends at 0.2 s
    EXPECT_EQ(trajectory.rows().size(), 2u);
}

} // namespace hippodrome::test_trajectory
