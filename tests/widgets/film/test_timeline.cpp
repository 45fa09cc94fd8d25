// Looking back at a training with the mouse and the keys, while it goes on.
#include "tests/widgets/drawn.h"
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace hippodrome;

class TestTimeline : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString sceneFile_;

    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()) || !window->openScene(sceneFile_))
            return nullptr;
        return window;
    }
    /// A window whose network has trained for some updates, paused.
    std::unique_ptr<MainWindow> trained(long updates) {
        auto window = open();
        if (!window)
            return nullptr;
        window->setRunning(true);
        if (!QTest::qWaitFor([&] { return window->session()->latest()->updates >= updates; },
                             60000))
            return nullptr;
        window->setRunning(false);
        if (!QTest::qWaitFor(
                [&] { return window->session()->latest()->state == RunState::paused; }))
            return nullptr;
        QTest::qWait(50); // a frame, so that the timeline has the last moment
        return window;
    }
    static QPoint at(MainWindow& window, long update) {
        return {qRound(window.timeline().positionOf(update)), 13};
    }
    static const FilmFrame& frameOf(MainWindow& window, long update) {
        const auto film = window.session()->film();
        return **std::find_if(film->frames.begin(), film->frames.end(),
                              [&](const auto& frame) { return frame->update == update; });
    }
    static bool showsMoment(MainWindow& window, long update) {
        const PopulationPicture* picture = window.brainPanels()[0]->gallery().picture();
        const FilmedMaps& kept = *frameOf(window, update).populations[0].shown;
        return picture && FilmedMaps::of(picture->maps, kept.units) == kept;
    }
    static QToolButton* button(MainWindow& window, const QString& text) {
        for (QToolButton* button : window.findChildren<QToolButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }

private slots:
    void marksEditsOverTimeWhereNothingTrains() {
        auto film = std::make_shared<FilmIndex>();
        film->edits = {{0, 25.0}, {0, 50.0}};
        Timeline timeline;
        timeline.resize(500, timeline.sizeHint().height());
        timeline.setFilm(film, 0, 100.0);
        const QImage picture = timeline.grab().toImage();
        // Columns of the axis in the colour of edits
        std::vector<int> marked;
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, 6) == theme().edit)
                marked.push_back(x);
        QVERIFY(!marked.empty());
        const double middle = 0.5 * (marked.front() + marked.back());
        const double quarter = 0.25 * (marked.back() - marked.front()); // of what lies between them
        QVERIFY(marked.back() - marked.front() > 60);
        QVERIFY(std::none_of(marked.begin(), marked.end(),
                             [&](int x) { return std::abs(x - middle) < quarter; }));
        // Before anything ran it says what will appear.
        Timeline empty;
        empty.resize(600, empty.sizeHint().height());
        QVERIFY(testing::standingOut(empty) > 100);
    }

    void initTestCase() {
        applyTheme(*qApp, "dark");
        sceneFile_ = folder_.filePath("sample.json");
        saveScene(sampleScene(), sceneFile_.toStdString());
    }

    void anEmptyTimelineDoesNothing() {
        const auto window = open();
        QVERIFY(window);
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, QPoint(300, 13));
        QTest::keyClick(&window->timeline(), Qt::Key_Left);
        QVERIFY(!window->past().moment());
    }

    void draggingShowsTheMapsAsTheyWere() {
        const auto window = trained(40);
        QVERIFY(window);
        Timeline& timeline = window->timeline();
        QTest::mousePress(&timeline, Qt::LeftButton, {}, at(*window, 32));
        QCOMPARE(window->past().moment(), std::optional<long>(32));
        for (const long update : {16L, 8L, 4L}) {
            QTest::mouseMove(&timeline, at(*window, update));
            QCOMPARE(window->past().moment(), std::optional<long>(update));
            QTRY_VERIFY(showsMoment(*window, update));
        }
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, at(*window, 4));
        QLabel* text = nullptr;
        for (QLabel* label : window->findChildren<QLabel*>())
            if (label->text().contains("live is"))
                text = label;
        QVERIFY(text && text->isVisible());
        QVERIFY(text->text().contains("Update 4"));
        // To the right end: live again.
        QTest::mousePress(&timeline, Qt::LeftButton, {}, at(*window, 4));
        QTest::mouseMove(&timeline, QPoint(timeline.width() - 2, 13));
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, QPoint(timeline.width() - 2, 13));
        QVERIFY(!window->past().moment());
        QVERIFY(!text->isVisible());
        QVERIFY(!showsMoment(*window, 4));
    }

    void theKeysStepFromMomentToMoment() {
        const auto window = trained(40);
        QVERIFY(window);
        Timeline& timeline = window->timeline();
        const auto film = window->session()->film();
        const std::size_t count = film->frames.size();
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(*window->past().moment(), film->frames[count - 1]->update);
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(*window->past().moment(), film->frames[count - 2]->update);
        QTest::keyClick(&timeline, Qt::Key_Right);
        QCOMPARE(*window->past().moment(), film->frames[count - 1]->update);
        QTest::keyClick(&timeline, Qt::Key_Home);
        QCOMPARE(*window->past().moment(), 1L);
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(*window->past().moment(), 1L);
        QTest::keyClick(&timeline, Qt::Key_End);
        QVERIFY(!window->past().moment());
    }

    void trainingGoesOnMeanwhile() {
        const auto window = trained(20);
        QVERIFY(window);
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, at(*window, 8));
        QCOMPARE(window->past().moment(), std::optional<long>(8));
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->updates > 60);
        QCOMPARE(window->past().moment(), std::optional<long>(8));
        QTRY_VERIFY(showsMoment(*window, 8));
        QTest::mouseClick(button(*window, "Back to live"), Qt::LeftButton);
        QVERIFY(!window->past().moment());
    }

    void theInspectorDescribesTheMomentToo() {
        const auto window = trained(40);
        QVERIFY(window);
        Gallery& gallery = window->brainPanels()[0]->gallery();
        QTRY_VERIFY(gallery.picture());
        const int unit = gallery.order()[0];
        QTest::mouseClick(gallery.viewport(), Qt::LeftButton, {}, gallery.tileRect(unit).center());
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, at(*window, 16));
        QTRY_VERIFY(showsMoment(*window, 16));
        const QString early = window->inspector().valueText("selectivity");
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, at(*window, 32));
        QTRY_VERIFY(window->inspector().valueText("selectivity") != early);
    }

    void aBranchBeginsWhereItWasAskedFor() {
        const auto window = trained(40);
        QVERIFY(window);
        QVERIFY(window->document().addWall({-0.3, 0.1}, {-0.3, 0.4}));
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->updates > 50);
        window->setRunning(false);
        QTRY_VERIFY(window->session()->latest()->state == RunState::paused);
        QTRY_VERIFY(!window->session()->film()->edits.empty());
        QTest::qWait(50);
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, at(*window, 8));
        QVERIFY(!button(*window, "Branch from here")->isVisible()); // no weights there
        QTest::mouseClick(&window->timeline(), Qt::LeftButton, {}, at(*window, 32));
        QVERIFY(button(*window, "Branch from here")->isVisible());
        QTest::mouseClick(button(*window, "Branch from here"), Qt::LeftButton);
        QVERIFY(!window->past().moment());
        QTRY_COMPARE(window->session()->latest()->updates, 32L);
        // The wall came later; undoing the branch of the scene brings it back as an edit.
        QCOMPARE(window->document().scene().arena.walls.size(), std::size_t{1});
        QTRY_COMPARE(window->session()->latest()->arena->arena().walls.size(), std::size_t{1});
        window->document().undoStack().undo();
        QTRY_COMPARE(window->session()->latest()->arena->arena().walls.size(), std::size_t{2});
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->updates > 40);
    }

    void itIsDrawnInEveryTheme() {
        const auto window = trained(40);
        QVERIFY(window);
        for (const QString& name : themeNames()) {
            applyTheme(*qApp, name);
            QVERIFY(testing::standingOut(window->timeline()) > 100);
        }
        applyTheme(*qApp, "dark");
    }
};

HIPPODROME_WIDGET_TEST(TestTimeline)
#include "test_timeline.moc"
