// The manual: every page is there, and every link leads somewhere.
#include "core/agents/agent.h"
#include "core/analysis/metrics.h"
#include "core/brains/brain.h"

#include "tests/widgets/widget_test.h"
#include "widgets/help/glossary.h"
#include "widgets/help/manual.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTreeWidget>

#include <algorithm>
#include <set>

using namespace hippodrome;

class TestManual : public QObject {
    Q_OBJECT

    static std::set<QString> anchorsOf(const QString& text) {
        std::set<QString> anchors;
        for (const QString& line : text.split('\n'))
            if (line.startsWith('#'))
                anchors.insert(headingAnchor(line.section(' ', 1).remove('`').remove('*')));
        return anchors;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, "dark"); }

    void everyPageHasATitleAndEveryLinkLeadsToOne() {
        QVERIFY(manualPages().size() > 25);
        const QRegularExpression link("\\]\\(([^):]+\\.md)(#[^)]*)?\\)");
        for (const ManualPage& page : manualPages()) {
            QVERIFY2(!page.title.isEmpty(), qPrintable(page.name));
            const QString folder =
                page.name.contains('/') ? page.name.section('/', 0, -2) + "/" : QString();
            for (auto found = link.globalMatch(page.text); found.hasNext();) {
                const QRegularExpressionMatch match = found.next();
                QString name = QDir::cleanPath(folder + match.captured(1));
                name.chop(3);
                if (name.startsWith("..") || name.startsWith("guides/") || name == "architecture")
                    continue; // for those who work on the program
                const ManualPage* target = findManualPage(name);
                QVERIFY2(target, qPrintable(page.name + " leads to " + name));
                if (const QString anchor = match.captured(2).mid(1); !anchor.isEmpty())
                    QVERIFY2(anchorsOf(target->text).contains(anchor),
                             qPrintable(page.name + " leads to " + name + "#" + anchor));
            }
        }
    }

    void aPageIsFoundByItsWordsAndOpensAtItsHeading() {
        Manual manual;
        manual.show();
        QVERIFY(QTest::qWaitForWindowExposed(&manual));
        QCOMPARE(manual.page(), "window");
        QTest::keyClicks(&manual.search(), "hexagon autocorrelogram");
        QTreeWidget& found = manual.contents();
        QVERIFY(found.topLevelItemCount() > 0);
        manual.search().clear();
        QTest::keyClicks(&manual.search(), "xyzzy");
        QCOMPARE(found.topLevelItemCount(), 1);
        QVERIFY(found.topLevelItem(0)->text(0).contains("Nothing"));
        manual.search().clear();
        manual.showPage("window#timeline");
        QCOMPARE(manual.page(), "window");
        QCOMPARE(manual.text().textCursor().block().text(), "Timeline");
        manual.showPage("there_is_no_such_page");
        QCOMPARE(manual.page(), "window");
    }

    void theGlossaryHasEveryMetricBrainAndParameter() {
        const std::vector<GlossaryEntry> entries = glossary();
        const auto has = [&](const std::string& term) {
            return std::any_of(entries.begin(), entries.end(), [&](const GlossaryEntry& entry) {
                return entry.term == QString::fromStdString(term);
            });
        };
        QVERIFY(has("Grid cell") && has("Replay")); // written
        for (const MetricType& metric : metricTypes())
            QVERIFY2(has(metric.label), metric.key.c_str());
        for (const BrainType& type : brainTypes()) {
            QVERIFY2(has(type.label), type.key.c_str());
            QVERIFY2(findManualPage(pageOfKind(QString::fromStdString(type.key))),
                     type.key.c_str());
            for (const FieldInfo& field : type.fields)
                QVERIFY2(has(field.label), field.key.c_str());
        }
        for (const AgentType& type : agentTypes())
            QVERIFY2(findManualPage(pageOfKind(QString::fromStdString(type.key))),
                     type.key.c_str());
        for (const GlossaryEntry& entry : entries)
            QVERIFY2(!entry.term.isEmpty() && entry.text.size() > 5, qPrintable(entry.term));
    }

    void aWidgetLeadsToThePageOfTheNearestAroundIt() {
        QWidget whole;
        auto* part = new QWidget(&whole);
        auto* inner = new QWidget(part);
        QCOMPARE(manualPageOf(inner), "window");
        setManualPage(part, "metrics");
        QCOMPARE(manualPageOf(inner), "metrics");
        QCOMPARE(manualPageOf(&whole), "window");
    }
};

HIPPODROME_WIDGET_TEST(TestManual)
#include "test_manual.moc"
