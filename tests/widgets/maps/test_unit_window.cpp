#include "tests/widgets/drawn.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/unit_windows.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

using namespace hippodrome;

namespace {

/// One unit in a room of 2 m by 1 m, whose rate grows to the right from 0 to 4 Hz.
std::shared_ptr<MapsSnapshot> slope(float highest = 4.0f) {
    auto maps = std::make_shared<MapsSnapshot>();
    PopulationPicture& picture = maps->populations.emplace_back();
    picture.brain = "cells";
    picture.population = {"place", 1, false, "Hz"};
    picture.maps = {1, 10, 20, std::vector<float>(200)};
    picture.grid = BinGrid::withCounts({{-1, -0.5}, {1, 0.5}}, 10, 20);
    Arena arena = Arena::rectangle(2.0, 1.0);
    arena.walls.push_back({1, {0.0, 0.0}, {0.0, 0.5}});
    picture.arena = std::make_shared<const ArenaGeometry>(arena);
    for (int bin = 0; bin < 200; ++bin)
        picture.maps.values[static_cast<std::size_t>(bin)] =
            highest * static_cast<float>(bin % 20) / 19.0f;
    picture.maps.values[0] = NAN; // lower left
    picture.scores.push_back({NAN, NAN, highest});
    return maps;
}

struct Opened {
    QWidget owner;
    Reporter reporter{&owner};
    QString written;
    UnitWindows windows{{reporter,
                         [] {
                             return ExportLabel{"A scene", "0123", 42};
                         },
                         [this](const QString& file, const Selection&) { written = file; }},
                        &owner};
    UnitWindow* window = nullptr;

    explicit Opened(UnitPlot plot = UnitPlot::map) {
        windows.setMaps(slope());
        window = windows.open({"cells", "place", 0}, plot);
    }
    MapView& view() { return window->view(); }
};

void drag(QWidget& on, QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(&on, Qt::LeftButton, modifiers, from.toPoint());
    QMouseEvent move(QEvent::MouseMove, to, on.mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                     modifiers);
    QApplication::sendEvent(&on, &move);
    QTest::mouseRelease(&on, Qt::LeftButton, modifiers, to.toPoint());
}

void pointAt(MapView& view, Vec2 place) {
    const QPointF to = view.toScreen(place);
    QMouseEvent move(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&view, &move);
}

} // namespace

class TestUnitWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void itSaysTheValueUnderThePointer() {
        Opened opened;
        QVERIFY(QTest::qWaitForWindowExposed(opened.window));
        pointAt(opened.view(), {0.95, 0.2});
        QVERIFY2(opened.window->readout().contains("95 cm, 20 cm"),
                 qPrintable(opened.window->readout()));
        QVERIFY(opened.window->readout().contains("4 Hz"));
        pointAt(opened.view(), {-0.95, -0.45});
        QVERIFY(opened.window->readout().contains("never visited"));
        pointAt(opened.view(), {0.0, 3.0});
        QVERIFY(!opened.view().pointed());
        QCOMPARE(opened.window->colours().highText(), QString("4 Hz"));
    }

    void theMapHasTheProportionsOfTheRoom() {
        Opened opened;
        MapView& view = opened.view();
        const QPointF low = view.toScreen({-1, -0.5}), high = view.toScreen({1, 0.5});
        QVERIFY(std::abs((high.x() - low.x()) - 2.0 * (low.y() - high.y())) < 0.5);
        QVERIFY(view.rect().contains(low.toPoint()));
        QVERIFY(view.rect().contains(high.toPoint()));
        // The wall in the middle of the upper half.
        const QImage image = view.grab().toImage();
        const auto pixel = [&view, &image](Vec2 place) {
            return image.pixel(view.toScreen(place).toPoint());
        };
        QVERIFY(testing::contrast(pixel({0.0, 0.25}), pixel({0.03, -0.25})) > 2.0);
    }

    void wheelAndDragEnlargeAndMove() {
        Opened opened;
        QVERIFY(QTest::qWaitForWindowExposed(opened.window));
        MapView& view = opened.view();
        const QPointF place = view.toScreen({0.5, 0.25});
        QWheelEvent wheel(place, view.mapToGlobal(place), {}, {0, 600}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &wheel);
        QVERIFY(view.zoom() > 2.0);
        QVERIFY((view.toScreen({0.5, 0.25}) - place).manhattanLength() < 1.0);
        drag(view, place, place + QPointF(-20, 10), {});
        QVERIFY((view.toScreen({0.5, 0.25}) - place - QPointF(-20, 10)).manhattanLength() < 2.0);
        for (int i = 0; i < 20; ++i)
            drag(view, place, place + QPointF(200, 0), {});
        QVERIFY(view.toMap(QPointF(view.rect().center())).x > -1.0); // nobody loses the map
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.zoom(), 1.0);
    }

    void aShiftDragGivesAProfile() {
        Opened opened;
        QVERIFY(QTest::qWaitForWindowExposed(opened.window));
        MapView& view = opened.view();
        QVERIFY(!opened.window->profile().isVisible());
        drag(view, view.toScreen({-0.9, 0.2}), view.toScreen({0.9, 0.2}), Qt::ShiftModifier);
        QVERIFY(opened.window->profile().isVisible());
        QVERIFY(std::abs(opened.window->profile().length() - 1.8) < 0.03);
        const std::vector<float>& values = opened.window->profile().values();
        QVERIFY(std::is_sorted(values.begin(), values.end()));
        QVERIFY(values.front() < 0.5f && values.back() > 3.5f);
        QVERIFY(testing::standingOut(opened.window->profile()) > 100);
        // It follows the run.
        opened.windows.setMaps(slope(8.0f));
        QVERIFY(opened.window->profile().values().back() > 7.0f);
        QCOMPARE(opened.window->colours().highText(), QString("8 Hz"));
        QTest::mouseClick(&opened.window->profileButton(), Qt::LeftButton);
        QVERIFY(!view.line());
        QVERIFY(!opened.window->profile().isVisible());
        QTest::mouseClick(&opened.window->profileButton(), Qt::LeftButton);
        QCOMPARE(opened.window->profile().length(), 2.0); // across the room
    }

    void thereIsOneForEachMapAndEscapeClosesIt() {
        Opened opened;
        QCOMPARE(opened.windows.open({"cells", "place", 0}, UnitPlot::map), opened.window);
        QPointer<UnitWindow> other =
            opened.windows.open({"cells", "place", 0}, UnitPlot::autocorrelogram);
        QVERIFY(other != opened.window);
        QCOMPARE(opened.windows.all().size(), std::size_t{2});
        QTest::keyClick(&other->view(), Qt::Key_Escape);
        QTRY_VERIFY(!other);
        QCOMPARE(opened.windows.all().size(), std::size_t{1});
        opened.windows.closeAll();
        QVERIFY(opened.windows.all().empty());
    }

    void anAutocorrelogramIsOverShifts() {
        Opened opened(UnitPlot::autocorrelogram);
        const MapSheet& sheet = opened.view().sheet();
        QCOMPARE(sheet.columns, 39);
        QCOMPARE(sheet.rows, 19);
        pointAt(opened.view(), {0.0, 0.0});
        QVERIFY2(opened.window->readout().contains("shifted by 0 cm, 0 cm:  r = 1.00"),
                 qPrintable(opened.window->readout()));
        QVERIFY(std::abs(sheet.frame.width() - 3.9) < 1e-9);
    }

    void whatIsShownLeavesTheProgram() {
        QTemporaryDir folder;
        Opened opened;
        opened.window->exportTo(folder.filePath("map.png"), 2.0);
        const QImage picture(folder.filePath("map.png"));
        QCOMPARE(picture.text("Scene hash"), QString("0123"));
        QVERIFY(testing::standingOut(picture) > 1000);
        opened.window->exportTo(folder.filePath("map.svg"), 2.0);
        QVERIFY(QFile::exists(folder.filePath("map.svg")));
        opened.window->exportTo(folder.filePath("map.csv"), 2.0);
        QCOMPARE(opened.written, folder.filePath("map.csv")); // by who knows its bins
        Opened correlogram(UnitPlot::autocorrelogram);
        correlogram.window->exportTo(folder.filePath("r.csv"), 2.0);
        QFile rows(folder.filePath("r.csv"));
        QVERIFY(rows.open(QIODevice::ReadOnly));
        QCOMPARE(rows.readAll().count('\n'), 39 * 19 + 1);
        QTest::mouseClick(&opened.window->copyButton(), Qt::LeftButton);
        QVERIFY(!QApplication::clipboard()->image().isNull());
    }

    void aUnitThatIsGoneStaysAsItWas() {
        Opened opened;
        opened.windows.setMaps(std::make_shared<MapsSnapshot>());
        QCOMPARE(opened.view().sheet().columns, 20);
    }
};

HIPPODROME_WIDGET_TEST(TestUnitWindow)
#include "test_unit_window.moc"
