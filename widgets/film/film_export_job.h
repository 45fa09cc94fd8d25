#pragma once

#include "core/session/session.h"

#include "widgets/maps/map_export.h"

#include <QObject>

#include <future>
#include <memory>

namespace hippodrome {

/// Writes the film of a run while the run goes on.
class FilmExportJob : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool busy() const { return writing_.valid(); }
    /// By the ending of the file: `.hippo` packs it to be opened again, others are drawn
    /// (film_export.h).
    void start(std::shared_ptr<Session> session, const QString& file, const ColourMap& colours,
               const ExportLabel& label);
    /// Looks whether it is done; call now and then.
    void follow();

signals:
    /// What went wrong; empty: nothing.
    void finished(const QString& file, const QString& fault);

private:
    std::future<QString> writing_;
    QString file_;
};

} // namespace hippodrome
