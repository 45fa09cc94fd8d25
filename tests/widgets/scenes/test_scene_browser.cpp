#include "tests/widgets/drawn.h"
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/scenes/scene_browser.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hippodrome;

class TestSceneBrowser : public QObject {
    Q_OBJECT

    QTemporaryDir own_;

    std::unique_ptr<SceneBrowser> opened() {
        auto browser = std::make_unique<SceneBrowser>(HIPPODROME_SOURCE_DIR "/scenes", own_.path());
        browser->show();
        return QTest::qWaitForWindowExposed(browser.get()) ? std::move(browser) : nullptr;
    }
    static QString fileAt(SceneBrowser& browser, int row) {
        return browser.cards().item(row)->data(Qt::UserRole).toString();
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        saveScene(sampleScene(), own_.filePath("my_box.json").toStdString());
    }

    void whatIsTypedIsFoundAndReturnOpensIt() {
        const auto browser = opened();
        QVERIFY(browser);
        QVERIFY(browser->search().hasFocus());
        QSignalSpy chosen(browser.get(), &SceneBrowser::chosen);
        QTest::keyClicks(&browser->search(), "cue card cylinder");
        QCOMPARE(browser->cards().count(), 1);
        QVERIFY(browser->description().startsWith("A cylinder 76 cm wide"));
        QTest::keyClick(&browser->search(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen[0][0].toString().endsWith("/scenes/cue_card.json"));
        QVERIFY(!browser->isVisible());
    }

    void arrowKeysChooseACardAndReturnOpensThatOne() {
        const auto browser = opened();
        QVERIFY(browser);
        QSignalSpy chosen(browser.get(), &SceneBrowser::chosen);
        QTest::keyClick(&browser->search(), Qt::Key_Down);
        QTest::keyClick(&browser->cards(), Qt::Key_Right);
        const int row = browser->cards().currentRow();
        QVERIFY(row > 0);
        const QString file = fileAt(*browser, row);
        QTest::keyClick(&browser->cards(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), file);
    }

    void topicsShowTheirScenesAndMineThosePersonHas() {
        const auto browser = opened();
        QVERIFY(browser);
        QListWidget& topics = browser->topics();
        const int all = browser->cards().count();
        int sum = 0;
        for (int row = 1; row < topics.count(); ++row) {
            topics.setCurrentRow(row);
            QVERIFY2(browser->cards().count() > 0, qPrintable(topics.item(row)->text()));
            QVERIFY(topics.item(row)->text().endsWith(QString::number(browser->cards().count())));
            sum += browser->cards().count();
        }
        QCOMPARE(sum, all);
        QCOMPARE(browser->cards().count(), 1); // the last topic is "Mine"
        QVERIFY(fileAt(*browser, 0).endsWith("my_box.json"));
    }

    void whereNothingIsFoundItSaysSo() {
        const auto browser = opened();
        QVERIFY(browser);
        QSignalSpy chosen(browser.get(), &SceneBrowser::chosen);
        QTest::keyClicks(&browser->search(), "hexagon aardvark");
        QCOMPARE(browser->cards().count(), 0);
        QVERIFY(!browser->cards().isVisible());
        QVERIFY(browser->description().isEmpty());
        QTest::keyClick(&browser->search(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 0);
        QVERIFY(browser->isVisible());
        SceneBrowser none(HIPPODROME_SOURCE_DIR "/scenes", own_.filePath("not there"));
        none.topics().setCurrentRow(none.topics().count() - 1);
        QCOMPARE(none.cards().count(), 0);
    }

    void cardsAreDrawnInEveryTheme() {
        for (const QString& name : themeNames()) {
            applyTheme(*qApp, name);
            const auto browser = opened();
            QVERIFY(browser);
            QListWidget& cards = browser->cards();
            const QRect card = cards.visualItemRect(cards.item(0));
            QVERIFY(cards.viewport()->rect().contains(card));
            const QImage drawn = cards.viewport()->grab(card).toImage();
            // Picture above, words below.
            QVERIFY(testing::standingOut(drawn.copy(0, 0, drawn.width(), drawn.height() / 2)) >
                    100);
            QVERIFY(testing::standingOut(drawn.copy(0, drawn.height() / 2, drawn.width(),
                                                    drawn.height() / 2)) > 300);
        }
        applyTheme(*qApp, "dark");
    }

    void theWindowOpensWhatIsChosen() {
        MainWindow window;
        window.setSceneFolder(HIPPODROME_SOURCE_DIR "/scenes");
        window.keeper().setDocumentsFolder(own_.path());
        QVERIFY(window.openScene(HIPPODROME_SOURCE_DIR "/scenes/circle.json"));
        window.show();
        window.browseScenes();
        window.browseScenes();
        QCOMPARE(window.findChildren<SceneBrowser*>().size(), 1);
        auto* browser = window.findChild<SceneBrowser*>();
        QVERIFY(QTest::qWaitForWindowExposed(browser));
        browser->topics().setCurrentRow(browser->topics().count() - 1);
        QListWidget& cards = browser->cards();
        QSignalSpy chosen(browser, &SceneBrowser::chosen);
        const QPoint card = cards.visualItemRect(cards.item(0)).center();
        QVERIFY(cards.indexAt(card).isValid());
        QTest::mouseClick(cards.viewport(), Qt::LeftButton, {}, card);
        QTest::mouseDClick(cards.viewport(), Qt::LeftButton, {}, card);
        QCOMPARE(chosen.size(), 1);
        QTRY_COMPARE(window.document().fileName(), own_.filePath("my_box.json"));
        QTRY_VERIFY(!window.findChild<SceneBrowser*>());
    }
};

HIPPODROME_WIDGET_TEST(TestSceneBrowser)
#include "test_scene_browser.moc"
