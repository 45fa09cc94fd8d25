// The tools of the arena view under real presses, drags, clicks and keys.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/arena/arena_view.h"
#include "widgets/style/theme.h"
#include "widgets/tools/draw_tools.h"
#include "widgets/tools/edit_tools.h"
#include "widgets/tools/snapping.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <numbers>

using namespace hippodrome;

class TestArenaView : public QObject {
    Q_OBJECT

    std::unique_ptr<Document> document_;
    std::unique_ptr<ArenaView> view_;
    std::vector<std::unique_ptr<Tool>> tools_;

    QPoint at(double x, double y) const { return view_->transform().toScreen({x, y}).toPoint(); }
    void choose(const QString& name) {
        for (const auto& tool : tools_)
            if (tool->kind().name() == name)
                view_->setTool(tool.get());
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(view_.get(), Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(view_.get(), from + (to - from) * i / 4);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, modifiers, to);
    }
    const Arena& arena() const { return document_->scene().arena; }

private slots:
    void init() {
        document_ = std::make_unique<Document>();
        view_ = std::make_unique<ArenaView>(*document_);
        tools_ = makeTools(*document_);
        view_->resize(440, 440);
        document_->setScene(sampleScene());
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
        QCOMPARE(view_->transform().scale(), 400.0); // 1 m over 440 - 2 * 20 px
    }
    void cleanup() {
        view_.reset();
        tools_.clear();
        document_.reset();
    }

    void theWallToolDrawsAWallOnTheGrid() {
        choose("wall");
        drag(at(-0.302, 0.2), at(-0.298, 0.35));
        QCOMPARE(arena().walls.size(), std::size_t{2});
        const Wall& wall = arena().walls.back();
        QVERIFY(length(wall.a - Vec2{-0.3, 0.2}) < 1e-9);
        QVERIFY(length(wall.b - Vec2{-0.3, 0.35}) < 1e-9);
        QCOMPARE(document_->undoStack().count(), 1);
        document_->undoStack().undo();
        QCOMPARE(arena().walls.size(), std::size_t{1});
    }

    void shiftKeepsAWallAtMultiplesOfFifteenDegrees() {
        choose("wall");
        drag(at(-0.3, 0.2), at(-0.11, 0.33), Qt::ShiftModifier); // 34 degrees, 23 cm
        const Wall& wall = arena().walls.back();
        QVERIFY(length(wall.a - Vec2{-0.3, 0.2}) < 1e-9);
        const Vec2 along = wall.b - wall.a;
        QVERIFY(std::abs(std::atan2(along.y, along.x) - std::numbers::pi / 6) < 1e-9);
        QVERIFY(std::abs(length(along) - 0.25) < 1e-9); // the grid's step along it
    }

    void shiftRoundsEveryDirectionAndAltNone() {
        const ViewTransform& view = view_->transform();
        const Vec2 anchor{-0.2, 0.1};
        for (int degrees = 0; degrees < 360; degrees += 7) {
            const double angle = degrees * std::numbers::pi / 180.0;
            const Vec2 asked = anchor + 0.22 * unitVector(angle);
            const Vec2 along = snapped(arena(), asked, view, Qt::ShiftModifier, anchor) - anchor;
            QVERIFY(std::abs(length(along) - 0.2) < 1e-9);
            const double steps = std::atan2(along.y, along.x) / (std::numbers::pi / 12.0);
            QVERIFY(std::abs(steps - std::round(steps)) < 1e-9);
            QVERIFY(dot(along, unitVector(angle)) / 0.2 >
                    std::cos(7.5 * std::numbers::pi / 180.0) - 1e-9);
            const Vec2 free = snapped(arena(), asked, view, Qt::AltModifier, anchor);
            QVERIFY(free.x == asked.x && free.y == asked.y);
        }
    }

    void escapeCancelsAWall() {
        choose("wall");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(-0.3, 0.2));
        QTest::mouseMove(view_.get(), at(-0.3, 0.4));
        QTest::keyClick(view_.get(), Qt::Key_Escape);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(-0.3, 0.4));
        QCOMPARE(arena().walls.size(), std::size_t{1});
        QCOMPARE(document_->undoStack().count(), 0);
    }

    void aWallThatLeavesTheArenaIsRefused() {
        QSignalSpy refused(document_.get(), &Document::refused);
        choose("wall");
        drag(at(0.3, 0.0), at(0.3, 0.0) + QPoint(110, 0), Qt::AltModifier);
        QCOMPARE(arena().walls.size(), std::size_t{1});
        QCOMPARE(refused.count(), 1);
    }

    void selectMovesWallEndsWallsAndRewards() {
        choose("select");
        drag(at(0.2, 0.0), at(0.3, -0.1));
        QVERIFY(length(arena().walls[0].b - Vec2{0.3, -0.1}) < 1e-9);
        drag(at(0.0, -0.04), at(0.0, -0.14)); // the middle of the wall
        QVERIFY(length(arena().walls[0].a - Vec2{-0.2, -0.1}) < 0.02);
        drag(at(0.3, 0.3), at(-0.3, 0.25));
        QVERIFY(length(arena().rewards[0].position - Vec2{-0.3, 0.25}) < 0.01);
        QCOMPARE(document_->undoStack().count(), 3);
        while (document_->undoStack().canUndo())
            document_->undoStack().undo();
        QVERIFY(arena() == sampleScene().arena);
    }

    void escapeInADragPutsThePartBack() {
        choose("select");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(0.3, 0.3));
        QTest::mouseMove(view_.get(), at(0.0, 0.3));
        QVERIFY(length(arena().rewards[0].position - Vec2{0.3, 0.3}) > 0.1);
        QTest::keyClick(view_.get(), Qt::Key_Escape);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(0.0, 0.3));
        QVERIFY(arena() == sampleScene().arena);
        QVERIFY(!document_->isModified());
    }

    void cornersOfTheBoundaryMoveAndAreAdded() {
        choose("select");
        drag(at(0.5, 0.5), at(0.35, 0.45));
        QVERIFY(length(arena().boundary[2] - Vec2{0.35, 0.45}) < 1e-9);
        QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, at(0.0, -0.5));
        QCOMPARE(arena().boundary.size(), std::size_t{5});
        QVERIFY(length(arena().boundary[1] - Vec2{0.0, -0.5}) < 0.01);
        choose("erase");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(0.0, -0.5));
        QCOMPARE(arena().boundary.size(), std::size_t{4});
    }

    void aSelfCrossingOutlineIsRefusedAndTheLastSoundOneStays() {
        choose("select");
        drag(at(0.5, 0.5), at(-0.7, -0.7), Qt::AltModifier);
        QVERIFY(validate(arena()).empty());
    }

    void thePolygonToolDrawsHolesAndOutlines() {
        choose("polygon");
        for (const QPoint point : {at(-0.4, 0.2), at(-0.2, 0.2), at(-0.3, 0.4)})
            QTest::mouseClick(view_.get(), Qt::LeftButton, {}, point);
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.4, 0.2)); // closes
        QCOMPARE(arena().holes.size(), std::size_t{1});
        QCOMPARE(arena().holes[0].polygon.size(), std::size_t{3});
        // Around everything: the new outline. Backspace takes one corner back on the way.
        for (const QPoint point : {at(-0.54, -0.54), at(0.54, -0.54), at(0.0, 0.0)})
            QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::AltModifier, point);
        QTest::keyClick(view_.get(), Qt::Key_Backspace);
        for (const QPoint point : {at(0.54, 0.54), at(-0.54, 0.54)})
            QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::AltModifier, point);
        QTest::keyClick(view_.get(), Qt::Key_Return);
        QCOMPARE(arena().boundary.size(), std::size_t{4});
        QVERIFY(arena().boundary[0].x < -0.52);
        QCOMPARE(arena().holes.size(), std::size_t{1});
    }

    void objectsArePlacedMovedAndErased() {
        choose("object");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.1, -0.35));
        QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::ShiftModifier, at(0.4, -0.2));
        QCOMPARE(arena().objects.size(), std::size_t{2});
        QCOMPARE(arena().objects[0].kind, std::string("landmark"));
        QCOMPARE(arena().objects[1].kind, std::string("cue"));
        QVERIFY(length(arena().objects[1].position - Vec2{0.4, -0.2}) < 0.03);
        drag(at(-0.1, -0.35), at(-0.3, -0.3));
        QCOMPARE(arena().objects.size(), std::size_t{2});
        QVERIFY(length(arena().objects[0].position - Vec2{-0.3, -0.3}) < 0.03);
        document_->undoStack().undo();
        QVERIFY(length(arena().objects[0].position - Vec2{-0.1, -0.35}) < 0.03);
        choose("erase");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(0.4, -0.2));
        QCOMPARE(arena().objects.size(), std::size_t{1});
    }

    void rewardsArePlacedMovedAndErased() {
        choose("reward");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.3, -0.3));
        QCOMPARE(arena().rewards.size(), std::size_t{2});
        drag(at(-0.3, -0.3), at(-0.1, -0.35));
        QVERIFY(length(arena().rewards[1].position - Vec2{-0.1, -0.35}) < 0.02);
        choose("erase");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.1, -0.35));
        QCOMPARE(arena().rewards.size(), std::size_t{1});
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(0.1, 0.0));
        QVERIFY(arena().walls.empty());
    }

    void deleteRemovesWhatIsSelected() {
        choose("select");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(0.0, 0.0));
        QTest::keyClick(view_.get(), Qt::Key_Delete);
        QVERIFY(arena().walls.empty());
    }

    void zoomKeepsThePlaceUnderThePointerAndFFits() {
        const QPointF pointer(300, 120);
        const Vec2 before = view_->transform().toArena(pointer);
        const auto turn = [&](int by, Qt::KeyboardModifiers keys) {
            QWheelEvent wheel(pointer, view_->mapToGlobal(pointer), {}, {0, by}, {}, keys,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view_.get(), &wheel);
            return wheel.isAccepted();
        };
        QVERIFY(!turn(240, {})); // the rows scroll
        QCOMPARE(view_->transform().scale(), 400.0);
        QVERIFY(turn(240, Qt::ControlModifier));
        QVERIFY(view_->transform().scale() > 450.0);
        QVERIFY(length(view_->transform().toArena(pointer) - before) < 1e-9);
        QTest::keyClick(view_.get(), Qt::Key_F);
        QCOMPARE(view_->transform().scale(), 400.0);
        // It never becomes a dot.
        for (int i = 0; i < 50; ++i)
            turn(-1200, Qt::ControlModifier);
        QVERIFY(view_->transform().scale() >= 190.0);
        QTest::keyClick(view_.get(), Qt::Key_F);
    }

    void middleDragPans() {
        const Vec2 before = view_->transform().toArena({200, 200});
        QTest::mousePress(view_.get(), Qt::MiddleButton, {}, QPoint(200, 200));
        QTest::mouseMove(view_.get(), QPoint(240, 200));
        QTest::mouseRelease(view_.get(), Qt::MiddleButton, {}, QPoint(240, 200));
        QVERIFY(std::abs(view_->transform().toArena({240, 200}).x - before.x) < 1e-9);
    }

    void theArenaAndTheRatAreDrawn() {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->rat.position = {-0.3, -0.3};
        view_->setSnapshot(snapshot);
        const QImage image = view_->grab().toImage();
        QCOMPARE(image.pixelColor(at(-0.3, -0.3)), theme().text);   // its body
        QCOMPARE(image.pixelColor(at(-0.42, 0.33)), theme().floor); // between the grid's lines
        QCOMPARE(image.pixelColor(at(0.0, 0.0) + QPoint(30, 0)), theme().text); // the wall
        QCOMPARE(image.pixelColor(QPoint(3, 200)), theme().panel);              // outside
    }

    // Before the first snapshot it stands where the scene puts it; then it is drawn once, not
    // twice.
    void aRewardThatTheTaskMovesIsDrawnWhereItIs() {
        Scene scene = sampleScene();
        scene.task.nextGoal = Task::NextGoal::randomPlace;
        document_->setScene(scene);
        const auto rewarded = [this](double x, double y) {
            const QImage image = view_->grab().toImage();
            return image.pixelColor(at(x, y) + QPoint(6, 6)) != theme().floor;
        };
        QVERIFY(rewarded(0.3, 0.3));
        QVERIFY(!rewarded(-0.3, -0.3));
        scene.arena.rewards[0].position = {-0.3, -0.3};
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->rat.position = {0.0, 0.4};
        snapshot->arena = std::make_shared<const ArenaGeometry>(scene.arena);
        view_->setSnapshot(snapshot);
        QVERIFY(!rewarded(0.3, 0.3));
        QVERIFY(rewarded(-0.3, -0.3));
    }
};

HIPPODROME_WIDGET_TEST(TestArenaView)
#include "test_arena_view.moc"
