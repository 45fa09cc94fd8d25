// What every tool of the arena view must do: the suite walks the list.
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/lower_panel.h"
#include "widgets/tools/tool.h"

#include <QFile>
#include <QImage>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "docs/guides/skeletons/my_tool.h"

using namespace hippodrome;

class TestToolContract : public QObject {
    Q_OBJECT

    std::unique_ptr<Document> document_;
    ViewTransform view_;

    /// That of docs/guides/tool.md, so that it never rots.
    static const Kinds<ToolType>& skeletons() {
        static const Kinds<ToolType> list("a tool", {MyTool::type()});
        return list;
    }
    /// The kind that this row of the table names.
    static const ToolType& kind() {
        QFETCH_GLOBAL(QString, key);
        const ToolType* skeleton = skeletons().find(key.toStdString());
        return skeleton ? *skeleton : toolTypes().named(key.toStdString());
    }
    std::unique_ptr<Tool> made() { return kind().create(*document_, kind()); }
    Json scene() const { return writeScene(document_->scene()); }
    ToolEvent at(Vec2 place, Qt::KeyboardModifiers modifiers = {}) const {
        return {place, view_.toScreen(place), modifiers, view_};
    }
    void paint(const Tool& tool) const {
        QImage picture(440, 440, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::black);
        QPainter painter(&picture);
        tool.paint(painter, view_);
    }
    /// A wall, its end, a reward, an object, the outline, a corner, nothing, outside.
    static std::vector<Vec2> places() {
        return {{0.0, 0.0},   {0.2, 0.0}, {0.3, 0.3},   {-0.3, 0.2}, {0.5, 0.1},
                {-0.5, -0.5}, {0.1, 0.4}, {0.53, 0.53}, {3.0, -2.0}};
    }
    static std::vector<Qt::KeyboardModifiers> modifiers() {
        return {{}, Qt::ShiftModifier, Qt::AltModifier};
    }

private slots:
    void init() {
        document_ = std::make_unique<Document>();
        Scene scene = sampleScene();
        scene.arena.objects.push_back({8, {-0.3, 0.2}});
        document_->setScene(scene);
        view_.fit({{-0.5, -0.5}, {0.5, 0.5}}, QRectF(20, 20, 400, 400));
    }

    void initTestCase_data() {
        QTest::addColumn<QString>("key");
        for (const ToolType& type : toolTypes())
            QTest::newRow(type.key.c_str()) << type.name();
        for (const ToolType& type : skeletons())
            QTest::newRow(type.key.c_str()) << type.name();
    }

    void saysWhatItIs() {
        const ToolType& type = kind();
        if (!skeletons().find(type.key)) {
            QCOMPARE(toolTypes().find(type.key), &type); // no other has its key
            QVERIFY(QFile::exists(":/icons/" + type.name() + ".svg"));
        }
        QVERIFY(!type.label.isEmpty());
        // A line of the status bar, which takes no full stop.
        QVERIFY2(type.help.size() > 10 && type.help.front().isUpper(), qPrintable(type.help));
        QVERIFY2(!type.help.endsWith('.'), qPrintable(type.help));
        QVERIFY(!type.shortcut.isEmpty());
        QSet<QString> others;
        for (const ToolType& other : toolTypes())
            if (&other != &type)
                others.insert(other.shortcut.toString());
        for (const PanelType& panel : panelTypes())
            others.insert(panel.shortcut.toString());
        QVERIFY2(!others.contains(type.shortcut.toString()), qPrintable(type.shortcut.toString()));
    }

    void hasNothingToCancelFinishOrTakeBackWhileItRests() {
        const auto tool = made();
        QCOMPARE(&tool->kind(), &kind());
        const Json before = scene();
        paint(*tool);
        QVERIFY(!tool->cancel());
        QVERIFY(!tool->finish());
        tool->takeBack();
        tool->move(at({0.1, 0.1}));
        tool->release(at({0.1, 0.1}));
        QVERIFY(!tool->cancel());
        paint(*tool);
        QVERIFY(scene() == before);
    }

    void leavesTheDocumentAsItWasWhenItIsCancelled() {
        for (const Vec2 place : places())
            for (const Qt::KeyboardModifiers held : modifiers()) {
                init();
                const auto tool = made();
                const Json before = scene();
                tool->press(at(place, held));
                const Json pressed = scene();
                tool->move(at(place + Vec2{0.06, 0.07}, held));
                paint(*tool);
                tool->move(at(place + Vec2{0.1, -0.08}, held));
                if (tool->cancel()) { // it was under way
                    QVERIFY2(scene() == before, qPrintable(QString("at %1").arg(place.x)));
                    QVERIFY(!document_->isModified());
                } else { // it was done with the press, or there was nothing to do
                    QVERIFY(scene() == pressed);
                }
                const Json cancelled = scene();
                tool->move(at(place, held));
                tool->release(at(place, held));
                paint(*tool);
                tool->cancel(); // what is selected may stay so until a second Escape
                QVERIFY(!tool->cancel());
                QVERIFY2(scene() == cancelled, "what follows a cancelled drag does nothing");
            }
    }

    void keepsTheArenaSoundWhateverIsDone() {
        bool answered = false;
        for (const Vec2 from : places())
            for (const Qt::KeyboardModifiers held : modifiers()) {
                init();
                const auto tool = made();
                QSignalSpy updates(tool.get(), &Tool::updated);
                const Json before = scene();
                for (const Vec2 to : places()) {
                    tool->press(at(from, held));
                    tool->move(at(to, held));
                    tool->release(at(to, held));
                    QVERIFY(validate(document_->scene().arena).empty());
                }
                tool->doubleClick(at(from, held));
                tool->takeBack();
                tool->finish();
                tool->cancel();
                paint(*tool);
                QVERIFY(validate(document_->scene().arena).empty());
                answered = answered || !updates.isEmpty() || scene() != before;
                // Every edit can be undone.
                while (document_->undoStack().canUndo())
                    document_->undo();
                QVERIFY(scene() == before);
            }
        QVERIFY2(answered, "nothing that was done made a difference");
    }

    /// The document may become another one between press and release.
    void bearsThatTheSceneChangesUnderIt() {
        for (const Vec2 place : places()) {
            init();
            const auto tool = made();
            tool->press(at(place));
            tool->move(at(place + Vec2{0.05, 0.05}));
            Scene bare = sampleScene();
            bare.arena = Arena::rectangle(0.7, 0.9);
            document_->setScene(bare);
            tool->move(at(place));
            paint(*tool);
            tool->release(at(place));
            tool->cancel();
            QVERIFY(validate(document_->scene().arena).empty());
        }
    }
};

HIPPODROME_WIDGET_TEST(TestToolContract)
#include "test_tool_contract.moc"
