#include "app/window.h"

#include "core/base/memory.h"

#include "widgets/style/theme.h"
#include "widgets/style/version.h"
#include "widgets/window/application.h"
#include "widgets/window/main_window.h"

#include <QDir>
#include <QSettings>

#include <cstdio>

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

} // namespace

bool hasWindow() {
    return true;
}

int runWindow(const WindowOptions& options, int& argc, char** argv) {
    giveFreedMemoryBack();
    Application application(argc, argv);
    QApplication::setOrganizationName("Hippodrome");
    QApplication::setApplicationName("Hippodrome");
    QApplication::setApplicationVersion(versionText());
    const QString theme = options.theme.empty() ? QSettings().value("theme", "dark").toString()
                                                : QString::fromStdString(options.theme);
    applyTheme(application, theme);
    MainWindow window;
    application.setWindow(&window);
    try {
        if (!options.frameLog.empty())
            window.writeFrameLog(QString::fromStdString(options.frameLog));
    } catch (const Error& error) {
        std::fprintf(stderr, "hippodrome: %s\n", error.what());
        return 4;
    }
    window.setSceneFolder(sceneFolder());
    window.keeper().setEditBundled(options.editBundled);
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
    application.setWindow(nullptr);
    return status;
}

} // namespace hippodrome
