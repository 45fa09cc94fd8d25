#include "tests/widgets/widget_test.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/panels/chart_window.h"
#include "widgets/style/theme.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QtTest>

using namespace hippodrome;

/// What the charts show of networks that train and of numbers that brains tell.
class TestCharts : public QObject {
    Q_OBJECT

    static Snapshot believing(double time, double off) {
        Snapshot snapshot;
        snapshot.time = time;
        BrainMoment one{"one", "Attractor", Nature::biological, Vec2{off, 0.0}, {}, {}, {}, 0};
        BrainMoment other = one;
        other.name = "other";
        other.decoded = Vec2{0.0, 2.0 * off};
        one.readings = {{"age", "Age", "s", time}};
        snapshot.brains = {one, other};
        return snapshot;
    }

    static int visibleCharts(const ChartPanel& panel) {
        int visible = 0;
        for (const QWidget* view : panel.findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            visible += view->isVisible();
        return visible;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void showsWhatBrainsTellOverTime() {
        ChartPanel panel;
        panel.resize(900, 200);
        panel.show();
        for (int i = 1; i <= 50; ++i)
            panel.takeSnapshot(std::make_shared<Snapshot>(believing(0.1 * i, 0.01 * i)), true);
        for (int i = 0; i < 4; ++i)
            panel.refreshNext();
        const QString csv = panel.csv();
        QCOMPARE(csv.count("drift,one,"), 50);
        QCOMPARE(csv.count("drift,other,"), 50);
        QCOMPARE(csv.count("age,one,"), 50);
        QCOMPARE(csv.count("age,other,"), 0);
        QVERIFY(csv.contains("drift,other,5,1\n")); // in metres, though shown in centimetres
        // The same moment again adds nothing.
        panel.takeSnapshot(std::make_shared<Snapshot>(believing(5.0, 0.5)), true);
        QCOMPARE(panel.csv(), csv);
    }

    void saysWhyThereIsNothingToPlot() {
        ChartPanel panel;
        panel.resize(900, 200);
        panel.show();
        auto* hint = panel.findChild<QLabel*>();
        QVERIFY(hint && !hint->isVisible());
        Snapshot silent;
        silent.time = 1.0;
        silent.brains = {{"cells", "Cells", Nature::biological, {}, {}, {}, {}, 0}};
        panel.takeSnapshot(std::make_shared<Snapshot>(silent), true);
        QTRY_VERIFY(hint->isVisible());
        panel.takeSnapshot(std::make_shared<Snapshot>(believing(2.0, 0.1)), true);
        QTRY_VERIFY(!hint->isVisible());
    }

    void hidesTrainingWhereNothingTrains() {
        ChartPanel panel;
        panel.resize(900, 200);
        panel.show();
        panel.takeSnapshot(std::make_shared<Snapshot>(believing(0.1, 0.1)), true);
        QTRY_COMPARE(visibleCharts(panel), 2);
        Snapshot training = believing(0.2, 0.1);
        training.brains.resize(1);
        training.brains[0].training = TrainingReport{};
        training.brains[0].readings.clear();
        panel.takeSnapshot(std::make_shared<Snapshot>(training), true);
        QTRY_COMPARE(visibleCharts(panel), 4);
    }

    void beginsAnewWhenTheRunDoes() {
        ChartPanel panel;
        for (int i = 1; i <= 20; ++i)
            panel.takeSnapshot(std::make_shared<Snapshot>(believing(0.1 * i, 0.1)), true);
        panel.takeSnapshot(std::make_shared<Snapshot>(believing(0.1, 0.1)), true);
        QCOMPARE(panel.csv().count("drift,one,"), 1);
    }

    void saysWhatIsUnderThePointerInAllChartsOfAnAxis() {
        const std::vector<CurveStyle> styles{{"net", [] { return theme().artificial; }}};
        QWidget parent;
        Chart one("Error [cm]", ChartAxis::updates, styles, &parent),
            other("Loss", ChartAxis::updates, styles, &parent);
        for (int i = 0; i <= 100; ++i) {
            one.add(0, 100.0 * i, 50.0 - 0.1 * i);
            other.add(0, 100.0 * i, 1.0);
        }
        one.refresh();
        other.refresh();
        const QString values = one.valuesAt(5010.0);
        QVERIFY2(values.contains("5,010 updates"), qPrintable(values));
        QVERIFY2(values.contains("net  45"), qPrintable(values));
        pointTogether({&one, &other});
        parent.resize(400, 300);
        for (Chart* chart : {&one, &other})
            chart->view()->resize(400, 300);
        parent.show();
        QVERIFY(QTest::qWaitForWindowExposed(&parent));
        const QImage before = other.view()->grab().toImage();
        one.pointed(5000.0);
        QVERIFY(other.view()->grab().toImage() != before);
        one.pointed(std::nullopt);
        QCOMPARE(other.view()->grab().toImage(), before);
    }

    void aDoubleClickEnlargesAndTheWindowFollows() {
        ChartPanel panel;
        panel.resize(900, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto run = [&](int from, int to) {
            for (int i = from; i <= to; ++i)
                panel.takeSnapshot(std::make_shared<Snapshot>(believing(0.1 * i, 0.01 * i)), true);
        };
        run(1, 10);
        panel.refreshNext();
        QTRY_COMPARE(visibleCharts(panel), 2);
        QWidget* chart = nullptr;
        for (QWidget* view : panel.findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            if (view->isVisible() && !qobject_cast<QLabel*>(view))
                chart = chart ? chart : view;
        QVERIFY(chart);
        QTest::mouseDClick(qobject_cast<QAbstractScrollArea*>(chart)->viewport(), Qt::LeftButton);
        auto* large = panel.findChild<ChartWindow*>();
        QVERIFY(large && large->isVisible());
        QCOMPARE(large->chart().points(0).size(), 10);
        run(11, 30);
        QTRY_COMPARE(large->chart().points(0).size(), 30);
        // What it was opened from goes with another scene; it stays as it is.
        panel.takeSnapshot(std::make_shared<Snapshot>(Snapshot{}), true);
        QTest::qWait(300);
        QVERIFY(large->chart().points(0).size() >= 10);
    }

    void marksEditsAndSurvivesThemes() {
        ChartPanel panel;
        panel.takeSnapshot(std::make_shared<Snapshot>(believing(1.0, 0.1)), true);
        panel.markEdit(0, 1.0, "wall drawn");
        panel.applyTheme();
        panel.forgetAfter(0);
        panel.clear();
        panel.refreshNext();
        QCOMPARE(panel.csv().count("drift"), 0);
    }
};

HIPPODROME_WIDGET_TEST(TestCharts)
#include "test_charts.moc"
