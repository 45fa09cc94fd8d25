#include "tests/widgets/widget_test.h"
#include "widgets/document/document.h"
#include "widgets/lessons/solo_trade.h"
#include "widgets/style/theme.h"

#include <QSlider>
#include <QTest>

using namespace hippodrome;

namespace {

const QString soloSweepFile = HIPPODROME_SOURCE_DIR "/scenes/sweeps/solo.json";
const QString soloSummaryFile = HIPPODROME_SOURCE_DIR "/resources/measured/solo.json";

Scene soloFirstLight() {
    return loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
}

double soloEnd(const Document& document) {
    return valueAt(document.scene(), "brains.lstm.solo_end").get<double>();
}

} // namespace

class TestSoloTrade : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void everyWeightWasMeasuredAndTradesGridsForError() {
        Document document;
        document.setScene(soloFirstLight());
        SoloTrade trade(document, soloSweepFile, soloSummaryFile);
        const auto& measured = trade.measured();
        QVERIFY(measured.size() >= 8);
        for (std::size_t i = 1; i < measured.size(); ++i)
            QVERIFY(measured[i - 1].solo < measured[i].solo);
        for (const SoloTrade::Measured& point : measured)
            QVERIFY(point.group.runs >= 5);
        QVERIFY(measured.front().group.share.median < 0.2);
        QVERIFY(measured.back().group.share.median > 0.9);
        QVERIFY(measured.front().group.decodingError.median <
                measured.back().group.decodingError.median);
    }

    void theSliderActsOnTheNetworkAndIsUndone() {
        Document document;
        document.setScene(soloFirstLight());
        SoloTrade trade(document, soloSweepFile, soloSummaryFile);
        trade.resize(700, 160);
        trade.show();
        const double before = soloEnd(document);
        QCOMPARE(trade.slider().value(), static_cast<int>(std::lround(10 * before)));
        QTest::keyClick(&trade.slider(), Qt::Key_Left);
        QCOMPARE(soloEnd(document), before - 0.1);
        QCOMPARE(valueAt(document.scene(), "brains.lstm.solo").get<double>(), before - 0.1);
        document.undoStack().undo();
        QCOMPARE(soloEnd(document), before);
        QCOMPARE(trade.slider().value(), static_cast<int>(std::lround(10 * before)));
        trade.setNow(0.9, 0.07);
        const QImage one = trade.grab().toImage();
        trade.setNow(0.3, 0.07);
        QVERIFY(trade.grab().toImage() != one);
    }

    void withoutANetworkThereIsNothingToSlide() {
        Document document;
        Scene scene = soloFirstLight();
        scene.brains.erase(scene.brains.begin());
        document.setScene(scene);
        const SoloTrade trade(document, soloSweepFile, soloSummaryFile);
        QVERIFY(!trade.isEnabled());
    }

    void aDamagedFileIsAnError() {
        Document document;
        document.setScene(soloFirstLight());
        QVERIFY_THROWS_EXCEPTION(Error, SoloTrade(document, soloSweepFile, soloSweepFile));
        // A sweep over something else.
        QVERIFY_THROWS_EXCEPTION(
            Error, SoloTrade(document, HIPPODROME_SOURCE_DIR "/scenes/sweeps/ablations.json",
                             HIPPODROME_SOURCE_DIR "/resources/measured/ablations.json"));
    }
};

HIPPODROME_WIDGET_TEST(TestSoloTrade)
#include "test_solo_trade.moc"
