#include "widgets/film/film_export_job.h"

#include "widgets/film/film_export.h"

#include <QTemporaryDir>

namespace hippodrome {

void FilmExportJob::start(std::shared_ptr<Session> session, const QString& file,
                          const ColourMap& colours, const ExportLabel& label) {
    file_ = file;
    writing_ = std::async(std::launch::async, [session = std::move(session), file, colours, label] {
        try {
            if (file.endsWith(".hippo")) {
                session->saveFilm(file.toStdString());
                return QString();
            }
            // Scored, as the file holds it.
            const QTemporaryDir folder;
            const std::string whole = folder.filePath("film.hippo").toStdString();
            session->saveFilm(whole);
            Film film;
            film.load(whole);
            exportFilm(file, FilmPainter(film.frames(), colours, label));
            return QString();
        } catch (const std::exception& error) {
            return QString(error.what());
        }
    });
}

void FilmExportJob::follow() {
    if (writing_.valid() && writing_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        emit finished(file_, writing_.get());
}

} // namespace hippodrome
