// What leaves the window as numbers is what the command line writes of the same state.
#include "core/analysis/map_files.h"
#include "core/base/file_io.h"
#include "core/run/population_report.h"

#include "tests/widgets/sample_scene.h"
#include "tests/widgets/widget_test.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace hippodrome;

class TestNumberExport : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<MainWindow> window_;

    using MapKind = ViewParameters::MapKind;

    QByteArray contentOf(const QString& name) const {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The folder of a run that is where the window is, and what the command line exports of it.
    bool exportByCommand() {
        const std::filesystem::path run = folder_.filePath("run").toStdString();
        std::filesystem::create_directories(run / "ratemaps");
        std::filesystem::create_directories(run / "probe");
        const Scene& scene = window_->document().scene();
        saveScene(scene, run / "scene.json");
        window_->session()->saveCheckpoint(run / "checkpoint.hippo");
        Simulation simulation(scene, 1);
        simulation.restore(run / "checkpoint.hippo");
        ReportEffort effort;
        effort.metrics = false;
        effort.probeSamples = 1000;
        for (const PopulationReport& report : reportPopulations(simulation, effort)) {
            writeFileAtomically(run / "ratemaps" / (report.fileStem() + ".npy"),
                                mapsNpy(report.path));
            if (report.probe.units > 0)
                writeFileAtomically(run / "probe" / (report.fileStem() + ".npy"),
                                    mapsNpy(report.probe));
        }
        for (const char* what : {"ratemaps", "probe"})
            for (const char* format : {"csv", "npy"})
                if (QProcess::execute(HIPPODROME_PROGRAM,
                                      {"export", folder_.filePath("run"), "--what", what,
                                       "--format", format, "--out", folder_.filePath("command"),
                                       "--quiet"}) != 0)
                    return false;
        return true;
    }
    /// Waits for maps of that kind at the moment where the run has stopped.
    bool waitForMaps(MapKind kind) {
        Session& session = *window_->session();
        session.showMaps(kind);
        return QTest::qWaitFor([&] {
            const auto maps = session.latestMaps();
            return maps && maps->kind == kind && maps->time == session.latest()->time;
        });
    }

private slots:
    void initTestCase() {
        applyTheme(*qApp, "dark");
        saveScene(sampleScene(), folder_.filePath("sample.json").toStdString());
        window_ = std::make_unique<MainWindow>();
        window_->resize(1280, 720);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        QVERIFY(window_->openScene(folder_.filePath("sample.json")));
        window_->session()->setSpeed(0.0);
        window_->setRunning(true);
        QTRY_VERIFY(window_->session()->latest()->time > 20.0);
        window_->setRunning(false);
        QTRY_VERIFY(window_->session()->latest()->state == RunState::paused);
        QVERIFY(exportByCommand());
    }
    void cleanupTestCase() { window_.reset(); }

    void mapsAreTheSameBytes_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("brain");
        QTest::addColumn<QString>("population");
        QTest::newRow("path of cells") << "ratemaps"
                                       << "cells"
                                       << "cells";
        QTest::newRow("path of a network") << "ratemaps"
                                           << "net"
                                           << "units";
        QTest::newRow("tuning of cells") << "probe"
                                         << "cells"
                                         << "cells";
    }
    void mapsAreTheSameBytes() {
        QFETCH(QString, what);
        QFETCH(QString, brain);
        QFETCH(QString, population);
        QVERIFY(waitForMaps(what == "probe" ? MapKind::probe : MapKind::path));
        const QString stem = what + "/" + brain + "." + population;
        for (const QString ending : {".csv", ".npy"}) {
            const QString file = "all" + ending;
            // The window shows what has come once a frame.
            QVERIFY(QTest::qWaitFor([&] {
                window_->exports().exportNumbersOf(folder_.filePath(file), brain, population);
                return contentOf(file) == contentOf("command/" + stem + ending);
            }));
            QVERIFY(contentOf(file).size() > 1000);
        }
    }

    void aUnitsTableHasItsLinesOfThatOfAll() {
        QVERIFY(waitForMaps(MapKind::path));
        window_->exports().exportNumbersOf(folder_.filePath("all.csv"), "cells", "cells");
        window_->exports().exportNumbersOf(folder_.filePath("one.csv"), "cells", "cells", 7);
        QByteArray expected;
        for (const QByteArray& line : contentOf("all.csv").split('\n'))
            if (line.startsWith("unit,") || line.startsWith("7,"))
                expected += line + '\n';
        QCOMPARE(contentOf("one.csv"), expected);
    }

    void whatIsNotThereIsAnError() {
        const QString file = folder_.filePath("no.csv");
        Exports& exports = window_->exports();
        QVERIFY_EXCEPTION_THROWN(exports.exportNumbersOf(file, "cells", "dreams"), Error);
        QVERIFY_EXCEPTION_THROWN(exports.exportNumbersOf(file, "cells", "cells", 1000), Error);
        QVERIFY_EXCEPTION_THROWN(
            exports.exportNumbersOf(folder_.filePath("no.txt"), "cells", "cells"), Error);
        QVERIFY(!QFile::exists(file));
    }
};

HIPPODROME_WIDGET_TEST(TestNumberExport)
#include "test_number_export.moc"
