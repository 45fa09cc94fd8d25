#include "app/window.h"

#include "core/base/memory.h"

#include "app/bundled.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/style/version.h"
#include "widgets/window/application.h"
#include "widgets/window/help_menu.h"
#include "widgets/window/main_window.h"

#include <QIcon>
#include <QSettings>

#include <cstdio>

namespace hippodrome {

namespace {

/// What cannot be found is told by the window, which then shows nothing else.
QString fileToOpen(const std::string& scene) {
    try {
        return QString::fromStdString(sceneFile(scene.empty() ? "first_light" : scene));
    } catch (const Error&) {
        return QString::fromStdString(scene);
    }
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
    QApplication::setDesktopFileName("hippodrome");
    QApplication::setWindowIcon(QIcon(":/icons/hippodrome.svg"));
    const QString theme = options.theme.empty() ? QSettings().value("theme", "dark").toString()
                                                : QString::fromStdString(options.theme);
    setTextScale(application, QSettings().value("textScale", 1.0).toDouble());
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
    window.setSceneFolder(QString::fromStdString(bundledScenes().string()));
    window.keeper().setEditBundled(options.editBundled);
    window.setTrainingFolder(QString::fromStdString(bundledTrainings().string()));
    window.enableRecovery();
    window.arrangement().remember();
    window.show();
    window.openScene(fileToOpen(options.scene));
    if (options.play)
        window.setRunning(true);
    window.offerRecovery();
    if (!options.play)
        offerTourOnce(window);
    const int status = QApplication::exec();
    application.setWindow(nullptr);
    return status;
}

} // namespace hippodrome
