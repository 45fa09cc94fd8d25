// Finding commands by typing, and walking through the window.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/help/command_palette.h"
#include "widgets/help/key_list.h"
#include "widgets/help/manual.h"
#include "widgets/help/tour.h"
#include "widgets/style/theme.h"
#include "widgets/window/command_list.h"
#include "widgets/window/help_menu.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace hippodrome;

class TestCommandPalette : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->resize(1280, 720);
        window->show();
        const QString file = folder_.filePath("sample.json");
        saveScene(sampleScene(), file.toStdString());
        return QTest::qWaitForWindowExposed(window.get()) && window->openScene(file)
                   ? std::move(window)
                   : nullptr;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void wordsAtTheBeginningCountMost() {
        const NamedCommand theme{"Theme dark", "View", "", {}, [] {}};
        const NamedCommand rate{
            "Learning rate", "parameter of net", "brains.net.learning_rate", {}, [] {}};
        QVERIFY(relevance(theme, "dark") > 0);
        QVERIFY(relevance(theme, "THEME") > relevance(theme, "dark"));
        QCOMPARE(relevance(theme, "rate"), 0);
        QVERIFY(relevance(rate, "learn net") > 0);
        QCOMPARE(relevance(rate, "learn dark"), 0); // every word must be there
        QVERIFY(relevance(rate, "") > 0);
    }

    void typingFindsAnActionAndReturnDoesIt() {
        int done = 0;
        CommandPalette palette({{"Run from the beginning", "Scene", "", {}, [&done] { done = 1; }},
                                {"Run", "Scene", "", {}, [&done] { done = 2; }},
                                {"Seed", "Scene", "", {}, [&done] { done = 3; }}});
        palette.show();
        QVERIFY(QTest::qWaitForWindowExposed(&palette));
        QTest::keyClicks(&palette.search(), "run");
        QCOMPARE(palette.list().count(), 2);
        QTest::keyClick(&palette.search(), Qt::Key_Down);
        QTest::keyClick(&palette.search(), Qt::Key_Return);
        QCOMPARE(done, 2);
        QVERIFY(!palette.isVisible());
    }

    void everyActionParameterAndSceneIsThere() {
        const auto window = open();
        QVERIFY(window);
        const auto commands = namedCommands(*window);
        const auto find = [&](const QString& text, const QString& place) {
            for (const NamedCommand& command : commands)
                if (command.text == text && command.place.contains(place))
                    return &command;
            return static_cast<const NamedCommand*>(nullptr);
        };
        QVERIFY(find("Undo", "Edit") || find("Save", "File"));
        QVERIFY(find("light", "Theme"));
        const NamedCommand* rate = find("Learning rate", "net");
        QVERIFY(rate);
        rate->run();
        QVERIFY(window->formPane().kind() == "grid_network");
        QTRY_COMPARE(QApplication::focusWidget(),
                     window->form().editor("brains.net.learning_rate"));
        // And the manual opens at what it belongs to.
        QTest::keyClick(window.get(), Qt::Key_F1);
        auto* manual = window->findChild<Manual*>();
        QVERIFY(manual);
        QCOMPARE(manual->page(), "models/path_integrator");
    }

    void theListOfKeysHasEveryShortcutOfTheWindow() {
        const auto window = open();
        QVERIFY(window);
        KeyList list(*window->menuBar());
        auto* tree = list.findChild<QTreeWidget*>();
        QStringList keys;
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            keys << tree->topLevelItem(i)->text(1);
        const QString all = keys.join(" ");
        for (const QAction* action : window->findChildren<QAction*>())
            for (const QKeySequence& sequence : action->shortcuts())
                QVERIFY2(all.contains(sequence.toString(QKeySequence::NativeText)),
                         qPrintable(action->text() + " " + sequence.toString()));
        // No two actions share a key.
        QMap<QString, QString> owners;
        for (const MenuEntry& entry : menuEntries(*window->menuBar()))
            for (const QKeySequence& sequence : entry.action->shortcuts()) {
                QVERIFY2(!owners.contains(sequence.toString()),
                         qPrintable(entry.text() + ", " + owners.value(sequence.toString())));
                owners[sequence.toString()] = entry.text();
            }
    }

    void aTourOfSevenStepsGoesByKeysAndEnds() {
        const auto window = open();
        QVERIFY(window);
        beginTour(*window);
        QPointer<Tour> tour = window->findChild<Tour*>();
        QVERIFY(tour);
        QSignalSpy ended(tour.data(), &Tour::ended);
        for (int step = 0; step < 7; ++step) {
            QCOMPARE(tour->step(), step);
            // What is said lies within the window.
            QVERIFY(window->rect().contains(
                QRect(tour->next().mapTo(window.get(), QPoint(0, 0)), tour->next().size())));
            if (step == 2) {
                QTest::keyClick(tour, Qt::Key_Left);
                QCOMPARE(tour->step(), 1);
                QTest::keyClick(tour, Qt::Key_Right);
            }
            QTest::keyClick(tour, Qt::Key_Return);
        }
        QCOMPARE(ended.size(), 1);
        QTRY_VERIFY(!tour);
    }
};

HIPPODROME_WIDGET_TEST(TestCommandPalette)
#include "test_command_palette.moc"
