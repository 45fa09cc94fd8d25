#include "tests/widgets/widget_test.h"
#include "widgets/arena/contours.h"

#include <QTest>

#include <cmath>

using namespace hippodrome;

class TestContours : public QObject {
    Q_OBJECT

    static std::vector<float> blob(int side, double width) {
        std::vector<float> map;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const Vec2 place{(column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5};
                map.push_back(
                    static_cast<float>(std::exp(-squaredLength(place) / (2 * width * width))));
            }
        return map;
    }

private slots:
    void halfHeightOfAGaussianIsACircle() {
        const double width = 0.12;
        const std::vector<float> map = blob(60, width);
        const auto lines = contourLines(map, 60, 60, {{-0.5, -0.5}, {0.5, 0.5}}, 0.5f);
        QVERIFY(lines.size() > 40);
        const double radius = width * std::sqrt(2.0 * std::log(2.0));
        double total = 0.0;
        for (const Segment& line : lines) {
            QVERIFY(std::abs(length(line.a) - radius) < 0.002);
            QVERIFY(std::abs(length(line.b) - radius) < 0.002);
            total += length(line.b - line.a);
        }
        QVERIFY(std::abs(total - 2 * M_PI * radius) < 0.02);
    }

    void stopsAtBinsOutside() {
        std::vector<float> map = blob(40, 0.2);
        for (int row = 0; row < 40; ++row)
            for (int column = 20; column < 40; ++column)
                map[static_cast<std::size_t>(row * 40 + column)] = std::nanf("");
        for (const Segment& line : contourLines(map, 40, 40, {{-0.5, -0.5}, {0.5, 0.5}}, 0.5f))
            QVERIFY(line.a.x <= 0.0 && line.b.x <= 0.0);
    }

    void aFlatMapHasNone() {
        const std::vector<float> map(100, 0.7f);
        QVERIFY(contourLines(map, 10, 10, {{0, 0}, {1, 1}}, 0.5f).empty());
        QVERIFY(contourLines(map, 10, 10, {{0, 0}, {1, 1}}, 0.9f).empty());
    }
};

HIPPODROME_WIDGET_TEST(TestContours)
#include "test_contours.moc"
