#include "core/arena/polygon.h"
#include "core/base/rng.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/document/document.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hippodrome;

class TestDocument : public QObject {
    Q_OBJECT

private slots:
    void wallsDrawnToTheRimOfACircleReachIt() {
        Scene scene = sampleScene();
        scene.arena.walls.clear();
        scene.arena.rewards.clear();
        scene.arena.circle = Circle{{0.0, 0.0}, 0.5};
        scene.arena.boundary = circlePolygon(*scene.arena.circle, 64);
        Document document;
        document.setScene(scene);
        int refused = 0;
        connect(&document, &Document::refused, [&] { ++refused; });
        Rng rng(2);
        for (int i = 0; i < 50; ++i) {
            const double angle = rng.uniform(0.0, 6.28);
            const Vec2 out{std::cos(angle), std::sin(angle)};
            // Between polygon and circle, where a person sees the rim.
            const Vec2 end = 0.4999 * out;
            QVERIFY(document.addWall(0.2 * out, end));
            const Wall& wall = document.scene().arena.walls.back();
            QVERIFY(length(wall.b - end) < 1e-3);
            // It is read back as it is, and undone.
            const Arena again = readScene({writeScene(document.scene()), {}, {}}).arena;
            QVERIFY(length(again.walls.back().b - wall.b) < 1e-9);
            document.undoStack().undo();
            QVERIFY(document.scene().arena.walls.empty());
        }
        QCOMPARE(refused, 0);
    }

    void everyEditCanBeUndoneAndRedone() {
        Document document;
        document.setScene(sampleScene());
        const Scene original = document.scene();
        Rng rng(5);
        std::vector<Json> states = {writeScene(original)};
        for (int i = 0; i < 200; ++i) {
            const Arena& arena = document.scene().arena;
            const Vec2 a{rng.uniform(-0.49, 0.49), rng.uniform(-0.49, 0.49)};
            const Vec2 b{rng.uniform(-0.49, 0.49), rng.uniform(-0.49, 0.49)};
            switch (rng.below(6)) {
            case 0:
                document.addWall(a, b);
                break;
            case 1:
                document.addReward(a);
                break;
            case 2:
                document.addHole({a, a + Vec2{0.05, 0}, a + Vec2{0, 0.05}});
                break;
            case 3:
                if (!arena.walls.empty())
                    document.removePart(arena.walls[rng.below(arena.walls.size())].id);
                break;
            case 4:
                if (!arena.rewards.empty()) {
                    Reward moved = arena.rewards[rng.below(arena.rewards.size())];
                    const Reward before = moved;
                    moved.position = b;
                    document.changePart(before, moved, "move");
                }
                break;
            case 5: {
                Outline outline = document.outline();
                outline.boundary[rng.below(outline.boundary.size())] += 0.1 * (a - b);
                document.setOutline(outline, "corner");
                break;
            }
            }
            QVERIFY(validate(document.scene().arena).empty());
            const Json now = writeScene(document.scene());
            if (now != states.back())
                states.push_back(now);
        }
        QVERIFY(states.size() > 60);
        QUndoStack& stack = document.undoStack();
        for (std::size_t i = states.size() - 1; i > 0; --i) {
            QVERIFY(writeScene(document.scene()) == states[i]);
            stack.undo();
        }
        QVERIFY(document.scene() == original);
        QVERIFY(!stack.canUndo());
        while (stack.canRedo())
            stack.redo();
        QVERIFY(writeScene(document.scene()) == states.back());
    }

    void unsoundEditsAreRefusedWithTheReason() {
        Document document;
        document.setScene(sampleScene());
        const Scene before = document.scene();
        QSignalSpy refused(&document, &Document::refused);
        QSignalSpy changed(&document, &Document::changed);
        QVERIFY(!document.addWall({0, 0}, {3, 3}));
        QVERIFY(!document.addReward({5, 5}));
        Outline crossed = document.outline();
        std::swap(crossed.boundary[0], crossed.boundary[1]);
        QVERIFY(!document.setOutline(crossed, "corner"));
        QVERIFY(!document.setValue("brains.cells.count", Json(-1)));
        QCOMPARE(refused.count(), 4);
        QCOMPARE(changed.count(), 0);
        QVERIFY(document.scene() == before);
        QVERIFY(!document.isModified());
        QVERIFY(refused[0][0].toString().contains("wall"));
    }

    void whatEpisodesBeginInStaysInTheArena() {
        Document document;
        Scene scene = sampleScene();
        scene.task.starts = {{{-0.3, 0.3}, 0.05}};
        document.setScene(scene);
        QSignalSpy refused(&document, &Document::refused);
        const Polygon around{{-0.4, 0.2}, {-0.25, 0.2}, {-0.25, 0.4}, {-0.4, 0.4}};
        QVERIFY(!document.addHole(around));
        QCOMPARE(refused.count(), 1);
        QVERIFY2(refused[0][0].toString().contains("start of episodes at (-0.30, 0.30)"),
                 qPrintable(refused[0][0].toString()));
        Outline small = document.outline();
        small.boundary = {{-0.25, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.25, 0.5}};
        QVERIFY(!document.setOutline(small, "smaller", 1));
        QCOMPARE(refused.count(), 2);
        // What is there can be read again.
        readScene({writeScene(document.scene()), {}, {}}, {});
        document.setStarts({}, "remove start");
        QVERIFY(document.addHole(around));
    }

    void changesOfOneDragAreOneStep() {
        Document document;
        document.setScene(sampleScene());
        const Reward start = document.scene().arena.rewards.front();
        const int drag = document.beginDrag();
        for (int i = 1; i <= 10; ++i) {
            const Reward now = document.scene().arena.rewards.front();
            Reward moved = now;
            moved.position.x = start.position.x - 0.01 * i;
            QVERIFY(document.changePart(now, moved, "move", drag));
        }
        QCOMPARE(document.undoStack().count(), 1);
        document.undoStack().undo();
        QVERIFY(document.scene().arena.rewards.front() == start);
    }

    void aDragThatReturnsLeavesNoStep() {
        Document document;
        document.setScene(sampleScene());
        const Reward start = document.scene().arena.rewards.front();
        Reward moved = start;
        moved.position.x += 0.05;
        const int drag = document.beginDrag();
        document.changePart(start, moved, "move", drag);
        document.changePart(moved, start, "move", drag);
        QCOMPARE(document.undoStack().count(), 0);
        QVERIFY(!document.isModified());
    }

    void valuesAreChangedByKeyAndUndone() {
        Document document;
        document.setScene(sampleScene());
        QVERIFY(document.setValue("brains.cells.field.width", Json(0.3)));
        QVERIFY(document.setValue("view.speed", Json(10.0)));
        QCOMPARE(document.scene().view.speed, 10.0);
        QCOMPARE(document.scene().brains[1].brain.parameters["field"]["width"].get<double>(), 0.3);
        document.undoStack().undo();
        document.undoStack().undo();
        QVERIFY(document.scene() == sampleScene());
    }

    void anotherAgentIsUndoneWithItsParameters() {
        Document document;
        document.setScene(sampleScene());
        QVERIFY(document.setValue("agent.attraction", Json(0.2)));
        const Scene before = document.scene();
        QVERIFY(document.setValue("agent.type", Json("dqn")));
        QCOMPARE(document.scene().agent.type, "dqn");
        document.undoStack().undo();
        QVERIFY(document.scene() == before);
        QVERIFY(!document.setValue("agent.type", Json("nobody")));
        QVERIFY(document.scene() == before);
    }

    void savingAndOpeningGivesTheSameScene() {
        QTemporaryDir folder;
        const QString file = folder.filePath("a.json");
        Document document;
        document.setScene(sampleScene());
        document.addWall({0.1, 0.2}, {0.1, 0.4});
        document.save(file);
        QVERIFY(!document.isModified());
        const Json saved = writeScene(document.scene());
        Document other;
        other.open(file);
        QVERIFY(writeScene(other.scene()) == saved);
    }

    void aFaultyFileLeavesTheDocumentAsItWas() {
        QTemporaryDir folder;
        QFile file(folder.filePath("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\": \"hippodrome-scene\", \"version\": 99}");
        file.close();
        Document document;
        document.setScene(sampleScene());
        document.addReward({0.1, 0.1});
        const Scene before = document.scene();
        QVERIFY_EXCEPTION_THROWN(document.open(file.fileName()), Error);
        QVERIFY(document.scene() == before);
        QCOMPARE(document.undoStack().count(), 1);
    }
};

HIPPODROME_WIDGET_TEST(TestDocument)
#include "test_document.moc"
