// Every panel below: that it is offered everywhere. tests/contract has what every one must bear.
#include "core/base/error.h"
#include "core/base/file_io.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/levels.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestLowerPanels : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    static QAction* menuEntry(MainWindow& window, const QString& text) {
        for (QAction* menu : window.menuBar()->actions())
            for (QAction* action : menu->menu()->actions())
                if (action->text() == text)
                    return action;
        return nullptr;
    }

private slots:
    void everyPanelHasAButtonAnEntryAndItsKey() {
        MainWindow window;
        window.document().setScene(sampleScene(), {});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        LowerPanels& panels = window.panels();
        for (std::size_t i = 0; i < panelTypes().size(); ++i) {
            const PanelType& type = panelTypes()[i];
            QCOMPARE(panelTypes().find(type.key), &type); // no other has its key
            QVERIFY(!type.title.isEmpty() && !type.help.isEmpty());
            QTest::mouseClick(&panels.levelButton(type.level), Qt::LeftButton);
            QCOMPARE(panels.shownType().level, type.level);
            if (QToolButton& button = panels.panelButton(type.key); button.isVisible())
                QTest::mouseClick(&button, Qt::LeftButton);
            QCOMPARE(panels.shownType().key, type.key);
            QCOMPARE(window.document().scene().view.panel, type.key);
            QVERIFY(panels.shown().isVisible());
            QVERIFY(!window.isWindowModified()); // how it is looked at is no change

            QAction* entry = menuEntry(window, type.menu);
            QVERIFY2(entry, qPrintable(type.menu));
            QCOMPARE(entry->shortcut(), type.shortcut);
            window.panels().setShown(panelTypes().front().key);
            window.document().setPanel(panelTypes().front().key);
            entry->trigger();
            QCOMPARE(panels.shownType().key, type.key);
            entry->trigger(); // and back
            QCOMPARE(panels.shownType().key, panelTypes().front().key);
        }
    }

    void aLevelSaysWhatOfTheSceneShowsIt() {
        MainWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QString file = folder_.filePath("levels.json");
        saveScene(sampleScene(), file.toStdString());
        QVERIFY(window.openScene(file));
        LowerPanels& panels = window.panels();
        window.setRunning(true);
        QTRY_VERIFY(window.session()->latest()->time > 0.05);
        for (const LevelType& level : levelTypes()) {
            QTest::mouseClick(&panels.levelButton(level.level), Qt::LeftButton);
            QVERIFY(panels.levelButton(level.level).isChecked());
            const auto said = [&] {
                for (const QLabel* label : panels.findChildren<QLabel*>())
                    if (label->isVisible() && label->text().contains(level.question))
                        return label->text();
                return QString();
            };
            QTRY_VERIFY(said().contains("net"));
            // The machine first, the brain second: everywhere.
            QVERIFY(said().indexOf("Machine:") < said().indexOf("Brain:"));
        }
        // A level comes back with the panel that was looked at there last.
        QTest::mouseClick(&panels.levelButton(MarrLevel::algorithm), Qt::LeftButton);
        QTest::mouseClick(&panels.panelButton("memory"), Qt::LeftButton);
        QTest::mouseClick(&panels.levelButton(MarrLevel::goal), Qt::LeftButton);
        QCOMPARE(panels.shownType().key, "learning");
        QTest::mouseClick(&panels.levelButton(MarrLevel::algorithm), Qt::LeftButton);
        QCOMPARE(panels.shownType().key, "memory");
    }

    void aSceneThatNamesNoPanelIsRefusedWithThePlace() {
        Json scene = writeScene(sampleScene());
        scene["view"]["panel"] = "memmory";
        const QString file = folder_.filePath("scene.json");
        writeFileAtomically(file.toStdString(), scene.dump(2));
        MainWindow window;
        window.document().setScene(sampleScene(), {});
        QVERIFY(!window.openScene(file));
        try {
            checkPanel(loadScene(file.toStdString()), file.toStdString());
            QFAIL("it was taken");
        } catch (const Error& error) {
            const QString message = error.what();
            QVERIFY2(message.contains("view.panel: expected a panel, one of \"charts\", "),
                     error.what());
            QVERIFY2(message.contains("did you mean \"memory\"?"), error.what());
            QVERIFY2(message.contains(QRegularExpression("scene\\.json:\\d+:\\d+")), error.what());
        }
    }
};

HIPPODROME_WIDGET_TEST(TestLowerPanels)
#include "test_lower_panels.moc"
