#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QLabel>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hippodrome;

/// Finished trainings: opened from a file, offered beside a scene, handed on.
class TestTraining : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString sceneFile() const { return folder_.filePath("scenes/sample.json"); }
    QString filmFile() const { return folder_.filePath("trainings/sample.hippo"); }
    long trained_ = 0;

    static QToolButton* button(MainWindow& window, const QString& text) {
        for (QToolButton* button : window.findChildren<QToolButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        QDir(folder_.path()).mkdir("scenes");
        QDir(folder_.path()).mkdir("trainings");
        saveScene(sampleScene(), sceneFile().toStdString());
        Session session(sampleScene());
        session.start();
        QTRY_VERIFY(session.latest()->updates > 40);
        session.pause();
        QTRY_VERIFY(session.latest()->state == RunState::paused);
        session.saveFilm(filmFile().toStdString());
        trained_ = session.latest()->updates;
    }

    void isOfferedWithItsSceneAndOpenedWithAClick() {
        MainWindow window;
        window.setSceneFolder(folder_.filePath("scenes"));
        window.setTrainingFolder(folder_.filePath("trainings"));
        window.resize(1200, 800);
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        QCOMPARE(window.past().offered(), filmFile());
        QToolButton* open = button(window, "Open it");
        QVERIFY(open && open->isVisible());
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_COMPARE(window.session()->latest()->updates, trained_);
        QVERIFY(window.past().offered().isEmpty());
        QVERIFY(!open->isVisible());
        QVERIFY(window.session()->film()->frames.size() > 10);
        QVERIFY(window.panels().get<ChartPanel>().csv().count("loss") > 10);
        // It is still the scene that was open, and it goes on from there.
        QCOMPARE(QFileInfo(window.document().fileName()), QFileInfo(sceneFile()));
        window.setRunning(true);
        QTRY_VERIFY(window.session()->latest()->updates > trained_ + 5);
    }

    void theOfferGoesWhenTrainingBegins() {
        MainWindow window;
        window.setSceneFolder(folder_.filePath("scenes"));
        window.setTrainingFolder(folder_.filePath("trainings"));
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        QVERIFY(!window.past().offered().isEmpty());
        window.setRunning(true);
        QTRY_VERIFY(window.past().offered().isEmpty());
        QVERIFY(!button(window, "Open it")->isVisible());
    }

    void otherScenesHaveNone() {
        MainWindow window;
        window.setSceneFolder(folder_.filePath("scenes"));
        window.setTrainingFolder(folder_.filePath("trainings"));
        const QString elsewhere = folder_.filePath("sample.json");
        saveScene(sampleScene(), elsewhere.toStdString());
        QVERIFY(window.openScene(elsewhere));
        QVERIFY(window.past().offered().isEmpty());
    }

    void opensOverAnotherSceneAndRefusesWhatIsNoTraining() {
        MainWindow window;
        window.show();
        Scene other = sampleScene();
        other.seed = 9;
        const QString otherFile = folder_.filePath("other.json");
        saveScene(other, otherFile.toStdString());
        QVERIFY(window.openScene(otherFile));
        QVERIFY(window.openTraining(filmFile()));
        QCOMPARE(window.document().scene().seed, sampleScene().seed);
        QVERIFY(window.document().fileName().isEmpty()); // it has no file of its own yet
        // A damaged one leaves everything as it is.
        QFile whole(filmFile());
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QString damaged = folder_.filePath("damaged.hippo");
        QFile part(damaged);
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(whole.readAll().left(5000));
        part.close();
        const long before = window.session()->latest()->updates;
        QTimer::singleShot(300, [] {
            if (QWidget* box = QApplication::activeModalWidget())
                box->close();
        });
        QVERIFY(!window.openTraining(damaged));
        QCOMPARE(window.session()->latest()->updates, before);
        QCOMPARE(window.document().scene().seed, sampleScene().seed);
    }

    void theFilmIsWrittenWhileTheRunGoesOn() {
        MainWindow window;
        window.show();
        QVERIFY(window.openScene(sceneFile()));
        window.setRunning(true);
        QTRY_VERIFY(window.session()->latest()->updates > 10);
        const QString file = folder_.filePath("film.gif");
        window.exportFilmTo(file);
        const auto wrote = [&] {
            for (const QLabel* label : window.findChildren<QLabel*>())
                if (label->text().startsWith("Wrote") && label->text().contains("film.gif"))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(wrote(), 30000);
        QVERIFY(QImageReader(file).canRead());
        QVERIFY(window.isRunning());
        const long before = window.session()->latest()->updates;
        QTRY_VERIFY(window.session()->latest()->updates > before);
    }
};

HIPPODROME_WIDGET_TEST(TestTraining)
#include "test_training.moc"
