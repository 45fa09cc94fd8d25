// Shapes that are drawn and typed, what is refused and how it is shown, and the numbers of parts.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/arena/arena_view.h"
#include "widgets/arena/part_panel.h"
#include "widgets/style/theme.h"
#include "widgets/tools/edit_tools.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <numbers>

using namespace hippodrome;

class TestDrawing : public QObject {
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
        QTest::mouseMove(view_.get(), to);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, modifiers, to);
    }
    void rightClick(QPoint point) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, view_->mapToGlobal(point));
        QApplication::sendEvent(view_.get(), &event);
    }
    PartPanel* panel() const { return view_->findChild<PartPanel*>(); }
    const Arena& arena() const { return document_->scene().arena; }
    /// How many pixels of the view are of exactly one colour.
    int pixelsOf(QColor colour) {
        const QImage picture = view_->grab().toImage();
        int count = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                count += picture.pixelColor(x, y) == colour;
        return count;
    }

private slots:
    void init() {
        applyTheme(*qApp, "dark");
        document_ = std::make_unique<Document>();
        view_ = std::make_unique<ArenaView>(*document_);
        tools_ = makeTools(*document_);
        view_->resize(440, 440);
        document_->setScene(sampleScene());
        view_->show();
        QVERIFY(QTest::qWaitForWindowActive(view_.get()));
        view_->setFocus();
    }
    void cleanup() {
        view_.reset();
        tools_.clear();
        document_.reset();
    }

    void aRectangleInsideIsAnObstacle() {
        choose("rectangle");
        drag(at(-0.4, -0.4), at(-0.2, -0.25));
        QCOMPARE(arena().holes.size(), std::size_t{1});
        QCOMPARE(arena().holes[0].polygon.size(), std::size_t{4});
        QVERIFY(length(arena().holes[0].polygon[0] - Vec2{-0.4, -0.4}) < 1e-9);
        QVERIFY(length(arena().holes[0].polygon[2] - Vec2{-0.2, -0.25}) < 1e-9);
        drag(at(0.1, -0.4), at(0.3, -0.3), Qt::ShiftModifier); // a square
        const Polygon& square = arena().holes[1].polygon;
        QVERIFY(std::abs(square[1].x - square[0].x - (square[2].y - square[1].y)) < 1e-9);
        QCOMPARE(document_->undoStack().count(), 2);
    }

    void withCtrlItIsTheNewOutlineAndWhatHasNoRoomGoes() {
        QSignalSpy noted(document_.get(), &Document::noted);
        const Arena before = arena();
        choose("rectangle");
        drag(at(-0.35, -0.35), at(0.25, 0.2), Qt::ControlModifier);
        QVERIFY(length(arena().boundary[0] - Vec2{-0.35, -0.35}) < 1e-9);
        QCOMPARE(arena().walls.size(), std::size_t{1});
        QVERIFY(arena().rewards.empty()); // it lay at (0.3, 0.3)
        QCOMPARE(noted.count(), 1);
        QVERIFY(validate(arena()).empty());
        document_->undo();
        QVERIFY(arena() == before);
    }

    void aCircleIsDrawnFromItsMiddle() {
        choose("circle");
        drag(at(-0.2, -0.25), at(-0.1, -0.25));
        QCOMPARE(arena().holes.size(), std::size_t{1});
        QCOMPARE(arena().holes[0].polygon.size(), std::size_t{64});
        QVERIFY(length(arena().holes[0].polygon[0] - Vec2{-0.1, -0.25}) < 1e-9);
        drag(at(0.0, 0.0), at(0.45, 0.0), Qt::ControlModifier);
        QVERIFY(arena().circle);
        QVERIFY(std::abs(arena().circle->radius - 0.45) < 1e-9);
        QVERIFY(validate(arena()).empty());
    }

    void thePolygonToolMakesASmallerOutlineWithCtrl() {
        choose("polygon");
        for (const auto& [x, y] : {std::pair{-0.4, -0.3}, {0.4, -0.3}, {0.0, 0.45}})
            QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::ControlModifier, at(x, y));
        QTest::keyClick(view_.get(), Qt::Key_Return);
        QCOMPARE(arena().boundary.size(), std::size_t{3});
        QVERIFY(validate(arena()).empty());
    }

    void aClickWithoutADragDrawsNothing() {
        for (const char* tool : {"rectangle", "circle"}) {
            choose(tool);
            QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.3, -0.3));
        }
        QVERIFY(arena().holes.empty());
        QCOMPARE(document_->undoStack().count(), 0);
    }

    void lengthAndAngleOfAWallAreTyped() {
        choose("wall");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(-0.3, 0.2));
        QTest::mouseMove(view_.get(), at(-0.1, 0.25));
        QTest::keyClick(view_.get(), '2');
        MeasureField& field = view_->measureField();
        QVERIFY(field.isOpen());
        QCOMPARE(QApplication::focusWidget(), field.edit(0));
        QTest::keyClicks(field.edit(0), "5,5");
        QTest::keyClick(field.edit(0), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), field.edit(1));
        QTest::keyClicks(field.edit(1), "90"); // over the angle that it has
        // The button may be released, and the pointer moved, while one types.
        QTest::mouseMove(view_.get(), at(-0.2, -0.1));
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(-0.2, -0.1));
        QCOMPARE(arena().walls.size(), std::size_t{1});
        QTest::keyClick(field.edit(1), Qt::Key_Return);
        QVERIFY(!field.isOpen());
        QCOMPARE(arena().walls.size(), std::size_t{2});
        const Wall& wall = arena().walls.back();
        QVERIFY(length(wall.a - Vec2{-0.3, 0.2}) < 1e-9);
        QVERIFY(length(wall.b - Vec2{-0.3, 0.455}) < 1e-9);
        QCOMPARE(QApplication::focusWidget(), view_.get());
        QCOMPARE(document_->undoStack().count(), 1);
    }

    void escapeDropsWhatIsTyped() {
        choose("rectangle");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(-0.4, -0.4));
        QTest::mouseMove(view_.get(), at(-0.2, -0.2));
        QTest::keyClick(view_.get(), '1');
        QVERIFY(view_->measureField().isOpen());
        QTest::keyClick(view_->measureField().edit(0), Qt::Key_Escape);
        QVERIFY(!view_->measureField().isOpen());
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(-0.2, -0.2));
        QVERIFY(arena().holes.empty());
        QTest::keyClick(view_.get(), '1'); // nothing is drawn
        QVERIFY(!view_->measureField().isOpen());
    }

    void sizesOfShapesAndEdgesOfPolygonsAreTyped() {
        choose("rectangle");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(-0.4, -0.4));
        QTest::mouseMove(view_.get(), at(-0.3, -0.3));
        QTest::keyClick(view_.get(), '2');
        QTest::keyClicks(view_->measureField().edit(0), "1");
        QTest::keyClick(view_->measureField().edit(0), Qt::Key_Tab);
        QTest::keyClicks(view_->measureField().edit(1), "13");
        QTest::keyClick(view_->measureField().edit(1), Qt::Key_Return);
        QCOMPARE(arena().holes.size(), std::size_t{1});
        QVERIFY(length(arena().holes[0].polygon[2] - Vec2{-0.19, -0.27}) < 1e-9);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(-0.3, -0.3));
        choose("circle");
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(0.2, -0.25));
        QTest::mouseMove(view_.get(), at(0.25, -0.25));
        QTest::keyClick(view_.get(), '3');
        QTest::keyClick(view_->measureField().edit(0), Qt::Key_Return);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, at(0.25, -0.25));
        QVERIFY(std::abs(arena().holes.at(1).polygon[0].x - 0.215) < 1e-9); // 3 cm across
        choose("polygon");
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.4, 0.1));
        QTest::mouseMove(view_.get(), at(-0.3, 0.1));
        QTest::keyClick(view_.get(), '7');
        QTest::keyClick(view_->measureField().edit(0), Qt::Key_Return);
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(-0.35, 0.3));
        QTest::keyClick(view_.get(), Qt::Key_Return);
        QVERIFY(length(arena().holes.at(2).polygon[1] - Vec2{-0.33, 0.1}) < 1e-9);
    }

    void whatIsRefusedStaysOnScreenUntilTheNextAction() {
        QSignalSpy refused(document_.get(), &Document::refused);
        choose("wall");
        const int before = pixelsOf(theme().danger);
        drag(at(0.3, 0.0), at(0.3, 0.0) + QPoint(110, 0), Qt::AltModifier);
        QCOMPARE(refused.count(), 1);
        const QString reason = refused[0][0].toString();
        QVERIFY2(reason.startsWith("the wall reaches beyond the edge of the arena: end it at"),
                 qPrintable(reason));
        QVERIFY(reason.section('\n', 1).contains("walls[1]")); // the details
        QVERIFY(!reason.section('\n', 0, 0).contains('['));
        QVERIFY(document_->refusedShape());
        QVERIFY(!document_->refusedShape()->faults.empty());
        QVERIFY(pixelsOf(theme().danger) > before + 20);
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, at(-0.3, 0.2));
        QVERIFY(!document_->refusedShape());
        QTest::keyClick(view_.get(), Qt::Key_Escape);
        QCOMPARE(pixelsOf(theme().danger), before);
    }

    void refusalsSayWhatHelps_data() {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QPointF>("from");
        QTest::addColumn<QPointF>("to");
        QTest::addColumn<QString>("words");
        QTest::newRow("wall into an obstacle")
            << "wall" << QPointF(-0.45, 0.35) << QPointF(-0.3, 0.35) << "edge of an obstacle";
        QTest::newRow("wall in an obstacle")
            << "wall" << QPointF(-0.35, 0.35) << QPointF(-0.25, 0.35) << "inside an obstacle";
        QTest::newRow("obstacle over another")
            << "rectangle" << QPointF(-0.3, 0.3) << QPointF(-0.1, 0.45) << "overlaps another";
        QTest::newRow("obstacle beyond the edge")
            << "rectangle" << QPointF(0.4, -0.3) << QPointF(0.53, -0.4) << "hold Ctrl";
    }
    void refusalsSayWhatHelps() {
        QFETCH(QString, tool);
        QFETCH(QPointF, from);
        QFETCH(QPointF, to);
        QFETCH(QString, words);
        QVERIFY(document_->addHole({{-0.4, 0.25}, {-0.2, 0.25}, {-0.2, 0.4}, {-0.4, 0.4}}));
        QSignalSpy refused(document_.get(), &Document::refused);
        choose(tool);
        drag(at(from.x(), from.y()), at(to.x(), to.y()), Qt::AltModifier);
        QCOMPARE(refused.count(), 1);
        QVERIFY2(refused[0][0].toString().section('\n', 0, 0).contains(words),
                 qPrintable(refused[0][0].toString()));
    }

    void aRightClickShowsTheNumbersOfAReward() {
        choose("select");
        rightClick(at(0.3, 0.3));
        QVERIFY(panel());
        auto* radius = qobject_cast<QLineEdit*>(panel()->form().editor("radius"));
        QVERIFY(radius);
        radius->selectAll();
        QTest::keyClicks(radius, "0.15");
        QTest::keyClick(radius, Qt::Key_Return);
        QCOMPARE(arena().rewards[0].radius, 0.15);
        auto* magnitude = qobject_cast<QLineEdit*>(panel()->form().editor("magnitude"));
        magnitude->selectAll();
        QTest::keyClicks(magnitude, "-2");
        QTest::keyClick(magnitude, Qt::Key_Return);
        QCOMPARE(arena().rewards[0].magnitude, -2.0);
        QCOMPARE(document_->undoStack().count(), 2); // each is a step
        document_->undo();
        QCOMPARE(arena().rewards[0].magnitude, 1.0);
        QCOMPARE(magnitude->text(), "1"); // the panel follows
    }

    void aPlaceThatIsNotPossibleLeavesTheNumberAsItWas() {
        QSignalSpy refused(document_.get(), &Document::refused);
        view_->showProperties(2);
        QVERIFY(panel());
        auto* x = qobject_cast<QLineEdit*>(panel()->form().editor("x"));
        x->selectAll();
        QTest::keyClicks(x, "7");
        QTest::keyClick(x, Qt::Key_Return);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(arena().rewards[0].position.x, 0.3);
        QCOMPARE(x->text(), "0.3");
    }

    void numbersAreReachedByDoubleClickAndByReturn() {
        choose("select");
        QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, at(0.0, 0.0)); // the wall
        QVERIFY(panel());
        auto* edit = qobject_cast<QLineEdit*>(panel()->form().editor("length"));
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, "0.5");
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(length(arena().walls[0].b - Vec2{0.3, 0.0}) < 1e-9);
        delete panel();
        view_->setFocus();
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(0.3, 0.3));
        QTest::keyClick(view_.get(), Qt::Key_Return);
        QVERIFY(panel());
        QVERIFY(panel()->form().editor("magnitude"));
    }

    void objectsAndObstaclesHaveNumbersToo() {
        QVERIFY(document_->addObject({-0.3, 0.2}, "landmark"));
        QVERIFY(view_->showProperties(3));
        auto* name = qobject_cast<QLineEdit*>(panel()->form().editor("kind"));
        name->selectAll();
        QTest::keyClicks(name, "tower");
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(arena().objects[0].kind, "tower");
        delete panel();
        QVERIFY(document_->addHole({{-0.4, -0.4}, {-0.2, -0.4}, {-0.2, -0.2}}));
        QVERIFY(view_->showProperties(4));
        auto* width = qobject_cast<QLineEdit*>(panel()->form().editor("width"));
        width->selectAll();
        QTest::keyClicks(width, "0.1");
        QTest::keyClick(width, Qt::Key_Return);
        QVERIFY(std::abs(arena().holes[0].polygon[1].x - arena().holes[0].polygon[0].x - 0.1) <
                1e-9);
        delete panel();
        QVERIFY(!view_->showProperties(99));
        QVERIFY(!view_->showProperties(0));
    }
};

HIPPODROME_WIDGET_TEST(TestDrawing)
#include "test_drawing.moc"
