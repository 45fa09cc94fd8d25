#include "tests/widgets/widget_test.h"
#include "widgets/maps/inspector.h"
#include "widgets/maps/module_plot.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace hippodrome;

namespace {

/// Twelve units on one lattice in a box of 2 m.
std::shared_ptr<MapsSnapshot> lattice() {
    auto maps = std::make_shared<MapsSnapshot>();
    PopulationPicture& picture = maps->populations.emplace_back();
    picture.brain = "net";
    picture.nature = Nature::artificial;
    picture.population.name = "units";
    picture.population.units = picture.maps.units = 12;
    picture.maps.rows = picture.maps.columns = 20;
    picture.grid = BinGrid::withCounts({{-1, -1}, {1, 1}}, 20, 20);
    std::vector<RateMap> drawn;
    for (int unit = 0; unit < 12; ++unit) {
        RateMap& map = drawn.emplace_back(20, 20);
        for (int row = 0; row < 20; ++row)
            for (int column = 0; column < 20; ++column)
                for (int axis = 0; axis < 3; ++axis) {
                    const double angle = axis * std::numbers::pi / 3.0;
                    map.at(row, column) += std::cos(
                        2.0 * std::numbers::pi / 6.0 *
                        ((column - 1.7 * unit) * std::cos(angle) + (row - unit) * std::sin(angle)));
                }
        for (double& value : map.values) {
            value = std::max(0.0, value);
            picture.maps.values.push_back(static_cast<float>(value));
        }
    }
    picture.modules = std::make_shared<const std::vector<GridModule>>(
        gridModules(drawn, std::vector<bool>(12, true)));
    return maps;
}

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void withoutAUnitItTellsWhatThePopulationShares() {
        Inspector inspector;
        inspector.resize(300, 700);
        inspector.show();
        const std::unique_ptr<QWidget> heading(inspector.heading());
        heading->show();
        QVERIFY(inspector.modulesText().isEmpty());
        const auto maps = lattice();
        QCOMPARE(maps->populations[0].modules->size(), std::size_t{1});
        inspector.setMaps(maps);
        QVERIFY2(inspector.modulesText().contains("12 of 12 units"),
                 qPrintable(inspector.modulesText()));
        // Waves of six bins: 6 / cos(30 degrees) bins of 10 cm from field to field.
        QVERIFY2(inspector.modulesText().contains("69 cm"), qPrintable(inspector.modulesText()));
        const QImage shown = inspector.grab().toImage();

        inspector.setUnit("net", "units", 3);
        QVERIFY(inspector.modulesText().isEmpty());
        QVERIFY(inspector.grab().toImage() != shown);
        QSignalSpy back(&inspector, &Inspector::allUnitsRequested);
        for (auto* button : heading->findChildren<QToolButton*>())
            if (button->text() == "All units") {
                QVERIFY(button->isVisible());
                QTest::mouseClick(button, Qt::LeftButton);
            }
        QCOMPARE(back.size(), 1);
        inspector.setUnit({}, {}, -1);
        QVERIFY(!inspector.modulesText().isEmpty());
    }

    void everyMetricOfTheListIsSaidAndExplained() {
        const auto maps = lattice();
        const PopulationMaps& units = maps->populations[0].maps;
        maps->watched.brain = "net";
        maps->watched.population = "units";
        maps->watched.unit = 3;
        maps->watched.known = true;
        maps->watched.metrics =
            computeMetrics(RateMap::fromFloats(units.map(3), 20, 20), GridScorer(20, 20));
        Inspector inspector;
        inspector.resize(300, 700);
        inspector.show();
        inspector.setMaps(maps);
        inspector.setUnit("net", "units", 3);
        auto* table = inspector.findChild<QTableWidget*>();
        QCOMPARE(static_cast<std::size_t>(table->rowCount()), metricTypes().size());
        for (int row = 0; row < table->rowCount(); ++row) {
            const MetricType& type = metricTypes()[static_cast<std::size_t>(row)];
            QVERIFY(table->item(row, 0)->text().startsWith(QString::fromStdString(type.label)));
            const auto value = maps->watched.metrics.of(type.key);
            QVERIFY2(value, type.key.c_str());
            // Lengths in centimetres: the bins are of 10 cm.
            QCOMPARE(inspector.valueText(QString::fromStdString(type.key)),
                     type.unit == "bins"              ? formatted(10.0 * *value, 0)
                     : type.count || type.unit == "°" ? formatted(*value, 0)
                                                      : formatted(*value, 2));
            QVERIFY(!table->item(row, 0)->text().contains("bins"));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                              table->visualItemRect(table->item(row, 0)).center());
            const auto labels = inspector.findChildren<QLabel*>();
            QVERIFY2(std::any_of(labels.begin(), labels.end(),
                                 [&](const QLabel* label) {
                                     return label->text() == QString::fromStdString(type.help);
                                 }),
                     type.key.c_str());
            table->scrollToItem(table->item(std::min(row + 1, table->rowCount() - 1), 0));
        }
    }

    void aDoubleClickEnlargesMapAndAutocorrelogram() {
        Inspector inspector;
        inspector.resize(300, 700);
        inspector.show();
        QSignalSpy enlarged(&inspector, &Inspector::enlargeRequested);
        const auto doubleClick = [&](UnitPlot plot) {
            const QPoint place = inspector.plotRect(plot).center();
            QWidget* below = inspector.childAt(place);
            QTest::mouseDClick(below, Qt::LeftButton, {}, below->mapFrom(&inspector, place));
        };
        inspector.setMaps(lattice());
        doubleClick(UnitPlot::map);
        QCOMPARE(enlarged.size(), 0); // no unit is shown
        inspector.setUnit("net", "units", 3);
        doubleClick(UnitPlot::map);
        doubleClick(UnitPlot::autocorrelogram);
        QCOMPARE(enlarged.size(), 2);
        QCOMPARE(enlarged[0][0].value<UnitPlot>(), UnitPlot::map);
        QCOMPARE(enlarged[1][0].value<UnitPlot>(), UnitPlot::autocorrelogram);
    }

    void itIsDrawnInAnyRoom() {
        const auto maps = lattice();
        for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(900, 200), QSize(200, 900)}) {
            QImage image(size, QImage::Format_RGB32);
            image.fill(Qt::black);
            QPainter painter(&image);
            drawGridModules(painter, QRectF(image.rect()), *maps->populations[0].modules, 12, 0.1,
                            ColourMap("viridis"), Qt::cyan);
        }
    }
};

HIPPODROME_WIDGET_TEST(TestInspector)
#include "test_inspector.moc"
