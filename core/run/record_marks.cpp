#include "core/run/record_marks.h"

#include "core/base/rng.h"

#include <cstdio>

namespace hippodrome {

namespace {

constexpr double mostRows = 1e15;

long countOf(const JsonCursor& cursor) {
    const double count = cursor.number({0.0, mostRows});
    if (count != static_cast<double>(static_cast<long>(count)))
        cursor.failExpected("a whole number");
    return static_cast<long>(count);
}

RecordMarks::Rows readRows(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    RecordMarks::Rows rows{countOf(object.required("rows")), object.required("hash").text()};
    object.finish();
    return rows;
}

Json jsonOf(const RecordMarks::Rows& rows) {
    return {{"rows", rows.count}, {"hash", rows.hash}};
}

} // namespace

std::string textHash(const std::string& text) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(hashText(text)));
    return digits;
}

void requireRows(const std::filesystem::path& file, const RecordMarks::Rows& marked,
                 std::size_t found) {
    if (static_cast<std::size_t>(marked.count) > found)
        throw Error("expected the " + std::to_string(marked.count) +
                    " rows up to the checkpoint, found " + std::to_string(found))
            .inFile(file.string());
}

Json RecordMarks::json() const {
    return {{"trajectory", jsonOf(trajectory)},
            {"spikes", jsonOf(spikes)},
            {"rewarded", rewarded},
            {"evaluations", evaluations},
            {"film_moment", filmMoment}};
}

RecordMarks RecordMarks::read(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    RecordMarks marks;
    marks.trajectory = readRows(object.required("trajectory"));
    marks.spikes = readRows(object.required("spikes"));
    marks.rewarded = object.required("rewarded").number({});
    marks.evaluations = countOf(object.required("evaluations"));
    marks.filmMoment = countOf(object.required("film_moment"));
    object.finish();
    return marks;
}

} // namespace hippodrome
