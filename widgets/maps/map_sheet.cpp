#include "widgets/maps/map_sheet.h"

#include "core/analysis/autocorrelogram.h"

#include "widgets/maps/arena_lines.h"
#include "widgets/style/format.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

void findExtremes(MapSheet& sheet, float noise) {
    sheet.lowest = sheet.highest = std::nanf("");
    for (const float value : sheet.values) {
        if (std::isnan(value))
            continue;
        if (!(sheet.lowest <= value))
            sheet.lowest = value;
        if (!(sheet.highest >= value))
            sheet.highest = value;
    }
    for (float* extreme : {&sheet.lowest, &sheet.highest})
        if (std::abs(*extreme) < noise)
            *extreme = 0.0f;
}

} // namespace

MapSheet MapSheet::mapOf(const PopulationPicture& picture, int unit) {
    MapSheet sheet;
    const std::span<const float> map = picture.maps.map(unit);
    sheet.values.assign(map.begin(), map.end());
    sheet.rows = picture.maps.rows;
    sheet.columns = picture.maps.columns;
    sheet.frame = frameOf(picture);
    sheet.known = picture.grid.bins() > 0;
    sheet.range = coloursFor(picture, unit, {}, ColourMap()).range;
    sheet.difference = picture.difference;
    sheet.unit = QString::fromStdString(picture.population.unit);
    sheet.arena = picture.arena;
    const float noise = picture.noiseFloor();
    for (float& value : sheet.values)
        if (std::abs(value) < noise)
            value = 0.0f;
    findExtremes(sheet, noise);
    return sheet;
}

MapSheet MapSheet::autocorrelogramOf(const PopulationPicture& picture, int unit,
                                     const GridScorer* scorer) {
    MapSheet sheet;
    const PopulationMaps& scored = picture.scoredMaps();
    const RateMap map = RateMap::fromFloats(scored.map(unit), scored.rows, scored.columns);
    const RateMap correlogram = autocorrelogram(map);
    sheet.values.assign(correlogram.values.begin(), correlogram.values.end());
    sheet.rows = correlogram.rows;
    sheet.columns = correlogram.columns;
    const BinGrid& grid = picture.scoredGrid();
    sheet.known = grid.bins() > 0;
    const double wide = sheet.known ? grid.binWidth : 1.0,
                 high = sheet.known ? grid.binHeight : 1.0;
    sheet.frame = {{-0.5 * sheet.columns * wide, -0.5 * sheet.rows * high},
                   {0.5 * sheet.columns * wide, 0.5 * sheet.rows * high}};
    sheet.range = {-1.0f, 1.0f};
    sheet.correlation = true;
    if (scorer) {
        const double side = std::min(scored.rows, scored.columns) * wide;
        const Ring ring = scorer->score(map).ring60;
        sheet.ring = {ring.inner * side, ring.outer * side};
    }
    findExtremes(sheet, 0.0f);
    return sheet;
}

float MapSheet::at(Vec2 place) const {
    const double x = (place.x - frame.minimum.x) / frame.width() * columns,
                 y = (place.y - frame.minimum.y) / frame.height() * rows;
    if (!(x >= 0.0 && y >= 0.0 && x < columns && y < rows))
        return std::nanf("");
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(x)];
}

std::vector<float> MapSheet::along(Vec2 from, Vec2 to, int samples) const {
    std::vector<float> read;
    for (int i = 0; i < samples; ++i)
        read.push_back(at(from + (i + 0.5) / samples * (to - from)));
    return read;
}

QString MapSheet::text(float value) const {
    if (correlation)
        return "r = " + formatted(value, 2);
    return QString("%1 %2").arg(formattedActivity(value), unit).trimmed();
}

} // namespace hippodrome
