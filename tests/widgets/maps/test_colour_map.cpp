#include "tests/widgets/widget_test.h"
#include "widgets/maps/colour_map.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace hippodrome;

class TestColourMap : public QObject {
    Q_OBJECT

private slots:
    void anyNumberHasAColour() {
        // Infinite activities, ranges wider than a float, and peaks so small (tails of narrow
        // fields) that a float cannot hold what the colours are multiplied by: no index outside of
        // the colours.
        const float huge = std::numeric_limits<float>::max();
        const float infinite = std::numeric_limits<float>::infinity();
        const ColourMap colours;
        for (const std::vector<float>& map : {std::vector<float>{infinite, 1.0f, 0.5f, -infinite},
                                              std::vector<float>{-huge, huge, 0.0f, NAN},
                                              std::vector<float>{0.0f, 1e-40f, 0.0f, 5e-41f},
                                              std::vector<float>{0.0f, 1e-45f, 0.0f, NAN},
                                              std::vector<float>{infinite, infinite, NAN, 0.0f}}) {
            for (const bool difference : {false, true}) {
                const auto [chosen, range] = coloursFor(map, difference, colours);
                QVERIFY(std::isfinite(range.low) && std::isfinite(range.high));
                const QImage image = heatMapImage(map, 2, 2, chosen, range, qRgb(1, 2, 3));
                for (int bin = 0; bin < 4; ++bin) {
                    const QRgb pixel = image.pixel(bin % 2, 1 - bin / 2);
                    const float value = map[static_cast<std::size_t>(bin)];
                    if (std::isnan(value))
                        QCOMPARE(pixel, qRgb(1, 2, 3));
                    else if (value == infinite)
                        QCOMPARE(pixel, chosen.at(range.high > range.low ? 255 : 0));
                }
            }
        }
        QCOMPARE(colours.colour(std::nan("")), colours.at(0));
        QCOMPARE(colours.colour(std::numeric_limits<double>::infinity()), colours.at(255));
    }

    void endsAndMonotonousLightness() {
        for (const QString& name : ColourMap::names()) {
            const ColourMap map(name);
            double last = -1.0;
            for (int i = 0; i < 256; ++i) {
                const QColor colour(map.at(i));
                const double light =
                    0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF();
                QVERIFY2(light >= last - 0.004, qPrintable(QString("%1 at %2").arg(name).arg(i)));
                last = light;
            }
        }
        QCOMPARE(ColourMap("viridis").at(0), qRgb(68, 1, 84));
        QCOMPARE(ColourMap("no such map").name(), QString("viridis"));
    }

    void theLowestRowIsAtTheBottomAndNaNHasItsColour() {
        const float nan = std::nanf("");
        const std::vector<float> map = {0.0f, 1.0f, nan, 0.5f, 0.25f, 0.75f}; // 2 rows of 3
        const ColourMap colours;
        const QRgb unvisited = qRgb(1, 2, 3);
        const QImage image = heatMapImage(map, 2, 3, colours, ColourRange::of(map), unvisited);
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(image.pixel(0, 1), colours.at(0));
        QCOMPARE(image.pixel(1, 1), colours.at(255));
        QCOMPARE(image.pixel(2, 1), unvisited);
        QCOMPARE(image.pixel(0, 0), colours.at(128));
    }

    void rangesOfSilentAndSignedMaps() {
        const std::vector<float> silent(4, 0.0f), negative = {-2.0f, 1.0f}, empty = {NAN, NAN};
        QCOMPARE(ColourRange::of(silent).high, 0.0f);
        QCOMPARE(ColourRange::of(negative).low, -2.0f);
        const QImage image = heatMapImage(silent, 2, 2, ColourMap(), ColourRange::of(silent), 0);
        QCOMPARE(image.pixel(0, 0), ColourMap().at(0));
        QCOMPARE(ColourRange::of(empty).high, 0.0f);
    }
};

HIPPODROME_WIDGET_TEST(TestColourMap)
#include "test_colour_map.moc"
