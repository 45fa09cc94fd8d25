#pragma once

#include "core/base/file_io.h"
#include "core/study/sweep_summary.h"

#include <QFile>

#include <vector>

namespace hippodrome {

/// The summary of a sweep that comes with the program. Throws Error.
inline std::vector<SweepGroup> readMeasured(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        throw Error("cannot be read").inFile(name.toStdString());
    return readSummary(parseJson(file.readAll().toStdString(), name.toStdString()));
}

} // namespace hippodrome
