#include "app/window.h"

#include "widgets/main_window.h"
#include "widgets/theme.h"
#include "widgets/version.h"

#include <QApplication>
#include <QDir>
#include <QSettings>

#include <cstdio>
#include <exception>

namespace hippodrome {

namespace {

/// The scenes that come with the program: beside an installed binary, or in the source tree.
QString sceneFolder() {
    const QString installed =
        QCoreApplication::applicationDirPath() + "/../share/hippodrome/scenes";
    return QDir(installed).exists() ? QDir(installed).absolutePath() : QString(HIPPODROME_SCENES);
}

/// The finished trainings that come with the program.
QString trainingFolder() {
    const QString installed =
        QCoreApplication::applicationDirPath() + "/../share/hippodrome/trainings";
    return QDir(installed).exists() ? QDir(installed).absolutePath()
                                    : QString(HIPPODROME_TRAININGS);
}

/// A fault that nobody foresaw (no memory, say) is told, and the window goes on, so that the
/// document can be saved.
class Application : public QApplication {
public:
    using QApplication::QApplication;
    MainWindow* window = nullptr;

    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (const std::exception& fault) {
            const QString text = QObject::tr("Something went wrong that was not foreseen: %1. Save "
                                             "what you have, and open the program anew.")
                                     .arg(fault.what());
            std::fprintf(stderr, "hippodrome: %s\n", text.toLocal8Bit().constData());
            if (window)
                window->showMessage(text, true);
            return false;
        }
    }
};

} // namespace

bool hasWindow() {
    return true;
}

int runWindow(const WindowOptions& options, int& argc, char** argv) {
    Application application(argc, argv);
    QApplication::setOrganizationName("Hippodrome");
    QApplication::setApplicationName("Hippodrome");
    QApplication::setApplicationVersion(versionText());
    const QString theme = options.theme.empty() ? QSettings().value("theme", "dark").toString()
                                                : QString::fromStdString(options.theme);
    applyTheme(application, theme);
    MainWindow window;
    application.window = &window;
    try {
        if (!options.frameLog.empty())
            window.writeFrameLog(QString::fromStdString(options.frameLog));
    } catch (const Error& error) {
        std::fprintf(stderr, "hippodrome: %s\n", error.what());
        return 4;
    }
    window.setSceneFolder(sceneFolder());
    window.setEditBundled(options.editBundled);
    window.setTrainingFolder(trainingFolder());
    const QString scene = options.scene.empty() ? sceneFolder() + "/first_light.json"
                                                : QString::fromStdString(options.scene);
    window.enableRecovery();
    window.show();
    window.openScene(scene);
    if (options.play)
        window.setRunning(true);
    window.offerRecovery();
    const int status = QApplication::exec();
    application.window = nullptr;
    return status;
}

} // namespace hippodrome
