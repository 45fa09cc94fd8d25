#include "core/base/error.h"
#include "core/base/npy.h"

#include "tests/widgets/widget_test.h"
#include "widgets/maps/map_export.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hippodrome;

class TestMapExport : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    PopulationPicture picture_;
    ExportLabel label_{"A scene", "0123456789abcdef", 42};

private slots:
    void initTestCase() {
        picture_.brain = "net";
        picture_.population = {"units", 3, false, ""};
        picture_.maps = {3, 4, 5, std::vector<float>(60)};
        for (int i = 0; i < 60; ++i)
            picture_.maps.values[static_cast<std::size_t>(i)] = static_cast<float>(i);
        picture_.maps.values[7] = std::nanf("");
        picture_.scores.assign(3, {0.5f, 0.1f, 1.0f});
    }

    void pngCarriesSceneHashAndSeed() {
        const QString file = folder_.filePath("map.png");
        exportMap(file, picture_, 1, ColourMap(), label_, 3.0);
        const QImage image(file);
        QCOMPARE(image.width(), 288);
        QCOMPARE(image.text("Scene hash"), "0123456789abcdef");
        QCOMPARE(image.text("Seed"), "42");
        QCOMPARE(image.text("Title"), "A scene");
        QVERIFY(image.text("Software").startsWith("Hippodrome "));
    }

    void scaleEnlarges() {
        exportMap(folder_.filePath("a.png"), picture_, 1, ColourMap(), label_, 1.0);
        exportMap(folder_.filePath("b.png"), picture_, 1, ColourMap(), label_, 6.0);
        QCOMPARE(QImage(folder_.filePath("b.png")).size(),
                 QImage(folder_.filePath("a.png")).size() * 6);
    }

    void svgAndPdfAreWhatTheySay() {
        exportSheet(folder_.filePath("s.svg"), picture_, {2, 0, 1}, ColourMap(), label_);
        exportSheet(folder_.filePath("s.pdf"), picture_, {2, 0, 1}, ColourMap(), label_);
        QFile svg(folder_.filePath("s.svg")), pdf(folder_.filePath("s.pdf"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        QVERIFY(text.contains("<svg"));
        QVERIFY(text.contains("0123456789abcdef"));
        QCOMPARE(text.count("<image"), 3);
        QVERIFY(pdf.readAll().startsWith("%PDF"));
    }

    void arraysKeepValuesAndNaN() {
        exportNumbers(folder_.filePath("all.npy"), picture_.maps);
        exportNumbers(folder_.filePath("one.npy"), picture_.maps, 2);
        const NpyArray all = readNpy(folder_.filePath("all.npy").toStdString());
        QCOMPARE(all.shape, (std::vector<std::size_t>{3, 4, 5}));
        QVERIFY(std::isnan(all.values[7]));
        const NpyArray one = readNpy(folder_.filePath("one.npy").toStdString());
        QCOMPARE(one.shape, (std::vector<std::size_t>{4, 5}));
        QCOMPARE(one.values[0], 40.0);
    }

    void tablesNameUnitRowAndColumn() {
        exportNumbers(folder_.filePath("t.csv"), picture_.maps, 0);
        QFile file(folder_.filePath("t.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString(file.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 21);
        QCOMPARE(lines[6 + 1], "0,1,1,6");
        QCOMPARE(lines[7 + 1], "0,1,2,");
    }

    void otherEndingsAndUnwritableFoldersAreErrors() {
        QVERIFY_EXCEPTION_THROWN(
            exportMap(folder_.filePath("map.bmp"), picture_, 0, ColourMap(), label_), Error);
        QVERIFY_EXCEPTION_THROWN(
            exportMap("/no/such/folder/map.png", picture_, 0, ColourMap(), label_), Error);
    }
};

HIPPODROME_WIDGET_TEST(TestMapExport)
#include "test_map_export.moc"
