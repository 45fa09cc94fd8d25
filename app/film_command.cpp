#include "app/film_command.h"

#include "core/scene/scene.h"

#include "widgets/film/film_export.h"
#include "widgets/style/theme.h"

#include <QApplication>

namespace hippodrome {

void drawFilm(const std::filesystem::path& runFolder, const std::filesystem::path& target,
              const std::string& themeText, bool force) {
    const Scene scene = loadScene(runFolder / "scene.json");
    Film film;
    film.load(runFolder / "film.hippo");
    if (target.has_extension() && std::filesystem::exists(target) && !force)
        throw Error("the file is there already; choose another one or add --force")
            .inFile(target.string());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "hippodrome";
    char* arguments[] = {name, nullptr};
    int count = 1;
    QApplication application(count, arguments);
    applyTheme(application, QString::fromStdString(themeText));
    exportFilm(QString::fromStdString(target.string()),
               FilmPainter(film.frames(), ColourMap(QString::fromStdString(scene.view.colourMap)),
                           ExportLabel::of(scene)));
}

} // namespace hippodrome
