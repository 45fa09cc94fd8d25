// The bar above, under real clicks.
#include "core/scene/sort_order.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/document/document.h"
#include "widgets/window/tool_bar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

class TestToolBar : public QObject {
    Q_OBJECT

    /// A list ignores clicks for so long after it opened [ms].
    const int usual_ = QApplication::doubleClickInterval();

    /// Wide enough for all of it.
    static bool shown(ToolBar& bar) {
        bar.resize(2000, 40);
        bar.show();
        return QTest::qWaitForWindowExposed(&bar);
    }

private slots:
    void init() { QApplication::setDoubleClickInterval(20); }
    void cleanup() { QApplication::setDoubleClickInterval(usual_); }

    void everyOrderOfTheListIsOffered() {
        Document document;
        document.setScene(sampleScene());
        ToolBar bar(document);
        QVERIFY(shown(bar));
        bar.setView(document.scene().view);
        auto* box = bar.findChild<QComboBox*>("order");
        QVERIFY(box);
        QCOMPARE(static_cast<std::size_t>(box->count()), sortOrders().size());
        QCOMPARE(box->currentIndex(), 0);
        for (int i = box->count() - 1; i >= 0; --i) {
            QTest::mouseClick(box, Qt::LeftButton);
            QAbstractItemView* list = box->view();
            QTRY_VERIFY(list->isVisible());
            const QModelIndex entry = list->model()->index(i, 0);
            list->scrollTo(entry);
            const QPoint place = list->visualRect(entry).center();
            QTest::mouseMove(list->viewport(), place);
            QTest::qWait(2 * QApplication::doubleClickInterval());
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
            const SortOrder& order = sortOrders()[static_cast<std::size_t>(i)];
            QCOMPARE(document.scene().view.sortBy, order.key);
            bar.setView(document.scene().view);
            QCOMPARE(box->currentIndex(), i);
        }
    }

    void everyToolOfTheListHasItsButton() {
        Document document;
        document.setScene(sampleScene());
        ToolBar bar(document);
        QVERIFY(shown(bar));
        const QList<QAction*> actions = bar.toolActions();
        QCOMPARE(static_cast<std::size_t>(actions.size()), toolTypes().size());
        QSet<QString> shortcuts;
        for (std::size_t i = 0; i < toolTypes().size(); ++i) {
            const ToolType& type = toolTypes()[i];
            QCOMPARE(toolTypes().find(type.key), &type); // no other has its key
            QVERIFY(!type.label.isEmpty() && !type.help.isEmpty());
            QVERIFY2(QFile::exists(":/icons/" + type.name() + ".svg"), type.key.c_str());
            QAction* action = actions[static_cast<qsizetype>(i)];
            QCOMPARE(action->text(), type.label);
            QCOMPARE(action->shortcut(), type.shortcut);
            QVERIFY(action->toolTip().contains(type.help));
            shortcuts.insert(type.shortcut.toString());
            QTest::mouseClick(bar.widgetForAction(action), Qt::LeftButton);
            QVERIFY(bar.tool());
            QCOMPARE(&bar.tool()->kind(), &type);
            QVERIFY(action->isChecked());
        }
        QCOMPARE(static_cast<std::size_t>(shortcuts.size()), toolTypes().size());
    }
};

HIPPODROME_WIDGET_TEST(TestToolBar)
#include "test_tool_bar.moc"
