// Files that come from somebody else, in the window: what it opens, shows and exports of them.
#include "core/base/file_io.h"

#include "tests/widgets/drawn.h"
#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/maps/map_export.h"
#include "widgets/style/theme.h"
#include "widgets/window/application.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QXmlStreamReader>

#include <new>

using namespace hippodrome;

class TestStrangers : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::unique_ptr<MainWindow> open() {
        auto window = std::make_unique<MainWindow>();
        window->keeper().setDocumentsFolder(folder_.filePath("documents"));
        window->resize(1280, 720);
        window->show();
        const bool opened = QTest::qWaitForWindowExposed(window.get()) &&
                            window->openScene(folder_.filePath("sample.json"));
        return opened ? std::move(window) : nullptr;
    }
    static QString data(const QString& name) { return HIPPODROME_SOURCE_DIR "/tests/data/" + name; }
    /// All that is written in the window.
    static QStringList textsOf(const MainWindow& window) {
        QStringList texts;
        for (const QLabel* label : window.findChildren<QLabel*>())
            texts += label->text();
        return texts;
    }
    /// The title as a reader of the PDF finds it: a string in brackets, in UTF-16.
    static QString titleOfPdf(const QByteArray& pdf) {
        QByteArray text;
        for (qsizetype at = pdf.indexOf("/Title (") + 8; at < pdf.size() && pdf[at] != ')'; ++at) {
            if (pdf[at] == '\\')
                ++at;
            text += pdf[at];
        }
        QStringDecoder decoder(QStringDecoder::Utf16BE, QStringDecoder::Flag::Stateless);
        return decoder(text.mid(text.startsWith("\xfe\xff") ? 2 : 0));
    }
    static void closeMessages(MainWindow& window) {
        for (QMessageBox* box : window.findChildren<QMessageBox*>())
            box->close();
    }
    /// Presses a button of the next question, the default one for an empty text; keeps what it
    /// asked.
    static void answer(const QString& button, QString& question) {
        QTimer::singleShot(100, qApp, [button, &question] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            question = box->text();
            if (button.isEmpty())
                return QTest::keyClick(box, Qt::Key_Return);
            for (QAbstractButton* candidate : box->buttons())
                if (candidate->text() == button)
                    candidate->click();
        });
    }
    /// Writes a scene in `folder` that follows the path of a file beside that folder.
    QString sceneWithDataElsewhere() {
        const QString inner = folder_.filePath("inner");
        QDir().mkpath(inner);
        QFile::copy(data("field/p03_gap_nan.csv"), folder_.filePath("elsewhere.csv"));
        Json scene = parseJson(readTextFile(data("field/p03_gap_nan.json").toStdString())).root;
        scene["motion"]["parameters"]["file"] = "../elsewhere.csv";
        const QString file = inner + "/scene.json";
        writeFileAtomically(file.toStdString(), scene.dump());
        return file;
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        saveScene(sampleScene(), folder_.filePath("sample.json").toStdString());
    }

    void filesInOtherFoldersAreAskedAbout() {
        const QString file = sceneWithDataElsewhere();
        const auto window = open();
        QVERIFY(window);
        const Scene before = window->document().scene();
        // Enter opens nothing.
        QString question;
        answer({}, question);
        QVERIFY(!window->openScene(file));
        QVERIFY2(question.contains("elsewhere.csv"), qPrintable(question));
        closeMessages(*window);
        QVERIFY(window->document().scene() == before);
        QCOMPARE(window->document().fileName(), folder_.filePath("sample.json"));

        answer("Open it", question);
        QVERIFY(window->openScene(file));
        QCOMPARE(window->document().fileName(), file);
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->time > 0.1);
        // It was agreed to, and is not asked about again.
        QVERIFY(window->openScene(folder_.filePath("sample.json")));
        question.clear();
        QVERIFY(window->openScene(file));
        QVERIFY(question.isEmpty());
    }

    void whatWasMadeOfAPathIsSaid() {
        const auto window = open();
        QVERIFY(window);
        QVERIFY(window->openScene(data("field/p03_gap_nan.json")));
        const auto said = [&] {
            for (const QString& text : textsOf(*window))
                if (text.contains("Note: ") && text.contains("bridged"))
                    return true;
            return false;
        };
        QTRY_VERIFY(said());
        QVERIFY(window->openScene(folder_.filePath("sample.json")));
        QVERIFY(!said());
    }

    void notesAreNoHtml() {
        const auto window = open();
        QVERIFY(window);
        QVERIFY(window->openScene(data("broken/notes_img_devzero.json")));
        QVERIFY(testing::standingOut(*window) > 1000); // everything is drawn
        QVERIFY(textsOf(*window).contains("<img src=\"/dev/zero\"> hello"));
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->text().contains("/dev/zero"))
                QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void titlesDoNotBreakWhatIsExported() {
        const auto window = open();
        QVERIFY(window);
        for (const char* title : {"Cats & dogs", "</title><script>alert(1)</script>", "a\\) (b",
                                  "\"quoted\" 'twice' <b>"}) {
            Json json =
                parseJson(readTextFile(data("broken/scene_title_ampersand.json").toStdString()))
                    .root;
            json["title"] = title;
            const QString file = folder_.filePath("title.json");
            writeFileAtomically(file.toStdString(), json.dump());
            QVERIFY(window->openScene(file));
            window->setRunning(true);
            const Gallery& gallery = window->brainPanels()[0]->gallery();
            QTRY_VERIFY(gallery.picture() && gallery.picture()->maps.units == 4);
            const PopulationPicture& picture = *gallery.picture();
            const ExportLabel label = ExportLabel::of(window->document().scene());
            for (const char* ending : {"svg", "pdf", "png"}) {
                const QString sheet = folder_.filePath(QString("sheet.") + ending);
                exportSheet(sheet, picture, {0, 1, 2, 3}, ColourMap(), label);
                const QString one = folder_.filePath(QString("one.") + ending);
                if (ending != QString("pdf"))
                    exportMap(one, picture, 0, ColourMap(), label);
            }
            for (const char* name : {"sheet.svg", "one.svg"}) {
                QFile svg(folder_.filePath(name));
                QVERIFY(svg.open(QIODevice::ReadOnly));
                QXmlStreamReader reader(&svg);
                QString found;
                while (!reader.atEnd()) {
                    reader.readNext();
                    QVERIFY(!reader.isStartElement() || reader.name() != QString("script"));
                    if (reader.isStartElement() && reader.name() == QString("title"))
                        found = reader.readElementText();
                }
                QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
                QCOMPARE(found, QString(title));
            }
            // In a PDF the title is a string in brackets: none of its own may end it.
            QFile pdf(folder_.filePath("sheet.pdf"));
            QVERIFY(pdf.open(QIODevice::ReadOnly));
            const QByteArray bytes = pdf.readAll();
            QVERIFY(bytes.startsWith("%PDF") && bytes.trimmed().endsWith("%%EOF"));
            QCOMPARE(titleOfPdf(bytes), QString(title));
            QCOMPARE(QImage(folder_.filePath("sheet.png")).text("Title"), QString(title));
        }
    }

    void aFaultThatNobodyForesawIsToldAndTheWindowGoesOn() {
        const auto window = open();
        QVERIFY(window);
        auto* application = qobject_cast<Application*>(qApp);
        QVERIFY(application);
        application->setWindow(window.get());
        QVERIFY(window->document().addReward({-0.3, -0.3}));
        QTimer::singleShot(0, window.get(), [] { throw std::bad_alloc(); });
        QTRY_COMPARE(application->faults(), 1);
        bool told = false;
        for (const QLabel* label : window->findChildren<QLabel*>())
            told = told || label->toolTip().contains("not foreseen");
        QVERIFY(told);
        application->setWindow(nullptr);
        // The document is there, and can be saved.
        const QString copy = folder_.filePath("saved.json");
        QVERIFY(window->saveScene(copy));
        QCOMPARE(loadScene(copy.toStdString()).arena.rewards.size(), std::size_t{2});
        window->setRunning(true);
        QTRY_VERIFY(window->session()->latest()->time > 0.1);
    }
};

HIPPODROME_WIDGET_TEST(TestStrangers)
#include "test_strangers.moc"
