// Every panel below: that it is offered everywhere. tests/contract has what every one must bear.
#include "core/base/error.h"
#include "core/base/file_io.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/window/main_window.h"

#include <QAction>
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
        const auto buttons = panels.buttons()->findChildren<QToolButton*>();
        QCOMPARE(static_cast<std::size_t>(buttons.size()), panelTypes().size());
        for (std::size_t i = 0; i < panelTypes().size(); ++i) {
            const PanelType& type = panelTypes()[i];
            QCOMPARE(panelTypes().find(type.key), &type); // no other has its key
            QVERIFY(!type.title.isEmpty() && !type.help.isEmpty());
            QTest::mouseClick(buttons[static_cast<qsizetype>(i)], Qt::LeftButton);
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
