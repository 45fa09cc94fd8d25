#include "widgets/maps/colour_map.h"

#include "widgets/style/theme.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hippodrome {

namespace {

constexpr const char* differenceOnLight = "difference on light";
constexpr const char* differenceOnDark = "difference on dark";

struct Stop {
    double r, g, b;
};

/// Anchor colours at equal distances; between them colours are interpolated. Sampled from the
/// published maps (viridis and magma: van der Walt and Smith 2015, CC0; cividis: Nuñez et al.
/// 2018).
const std::vector<Stop>& anchors(const QString& name) {
    static const std::vector<Stop> viridis = {
        {68, 1, 84},    {72, 26, 108},  {71, 47, 125},  {65, 68, 135},
        {57, 86, 140},  {49, 104, 142}, {42, 120, 142}, {35, 136, 142},
        {31, 152, 139}, {34, 168, 132}, {53, 183, 121}, {84, 197, 104},
        {122, 209, 81}, {165, 219, 54}, {210, 226, 27}, {253, 231, 37}};
    static const std::vector<Stop> cividis = {{0, 34, 78},     {8, 51, 112},    {53, 69, 108},
                                              {79, 87, 108},   {102, 105, 112}, {125, 124, 120},
                                              {148, 142, 119}, {174, 163, 113}, {200, 184, 102},
                                              {229, 207, 82},  {254, 232, 56}};
    static const std::vector<Stop> magma = {{0, 0, 4},       {20, 14, 54},   {59, 15, 112},
                                            {100, 26, 128},  {140, 41, 129}, {183, 55, 121},
                                            {222, 73, 104},  {247, 112, 92}, {254, 159, 109},
                                            {254, 207, 146}, {252, 253, 191}};
    // As light at equal distances from the middle; told apart with colour-blindness too.
    static const std::vector<Stop> light = {{33, 82, 161},   {100, 143, 201}, {171, 194, 225},
                                            {240, 240, 240}, {233, 181, 160}, {209, 117, 90},
                                            {168, 44, 38}};
    static const std::vector<Stop> dark = {{150, 190, 250}, {85, 140, 215}, {45, 80, 130},
                                           {34, 37, 44},    {125, 60, 45},  {210, 105, 75},
                                           {250, 170, 140}};
    static const std::vector<Stop> grey = {{16, 16, 16}, {250, 250, 250}};
    return name == "cividis"           ? cividis
           : name == "magma"           ? magma
           : name == "grey"            ? grey
           : name == differenceOnLight ? light
           : name == differenceOnDark  ? dark
                                       : viridis;
}

} // namespace

QStringList ColourMap::names() {
    return {"viridis", "cividis", "magma", "grey"};
}

const ColourMap& ColourMap::difference() {
    static const ColourMap light{differenceOnLight}, dark{differenceOnDark};
    return theme().panel.lightness() < 128 ? dark : light;
}

ColourMap::ColourMap(const QString& name)
    : name_(names().contains(name) || name == differenceOnLight || name == differenceOnDark
                ? name
                : "viridis") {
    const std::vector<Stop>& stops = anchors(name_);
    for (std::size_t i = 0; i < colours_.size(); ++i) {
        const double place = static_cast<double>(i) / 255.0 * static_cast<double>(stops.size() - 1);
        const std::size_t left = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        const double share = place - static_cast<double>(left);
        const auto mix = [&](double a, double b) {
            return static_cast<int>(std::lround(a + (b - a) * share));
        };
        const Stop &a = stops[left], &b = stops[left + 1];
        colours_[i] = qRgb(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b));
    }
}

QRgb ColourMap::colour(double share) const {
    // Written so that NaN, which has no place, gets the lowest colour.
    const double within = share > 0.0 ? std::min(share, 1.0) : 0.0;
    return colours_[static_cast<std::size_t>(within * 255.0 + 0.5)];
}

ColourRange ColourRange::of(std::span<const float> map) {
    ColourRange range{0.0f, 0.0f};
    for (const float value : map) {
        if (!std::isfinite(value))
            continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

ColourRange ColourRange::symmetric(std::span<const float> map) {
    const ColourRange range = of(map);
    const float size = std::max(-range.low, range.high);
    return {-size, size};
}

MapColours coloursFor(std::span<const float> map, bool difference, const ColourMap& chosen) {
    if (difference)
        return {ColourMap::difference(), ColourRange::symmetric(map)};
    return {chosen, ColourRange::of(map)};
}

ColourRange sharedRange(const PopulationPicture& picture) {
    return picture.difference ? ColourRange::symmetric(picture.maps.values)
                              : ColourRange::of(picture.maps.values);
}

MapColours coloursFor(const PopulationPicture& picture, int unit,
                      const std::optional<ColourRange>& shared, const ColourMap& chosen) {
    MapColours result = coloursFor(picture.maps.map(unit), picture.difference, chosen);
    if (shared)
        result.range = *shared;
    const float largest = std::max(-result.range.low, result.range.high);
    if (largest < picture.noiseFloor())
        result.range = picture.difference ? ColourRange{-1.0f, 1.0f} : ColourRange{0.0f, 1.0f};
    return result;
}

QImage heatMapImage(std::span<const float> map, int rows, int columns, const ColourMap& colours,
                    const ColourRange& range, QRgb unvisited) {
    QImage image(columns, rows, QImage::Format_RGB32);
    // In double precision, whose width of range is finite for every range of floats.
    const double low = range.low;
    const double width = range.high - low;
    const double scale = width > 0.0 && std::isfinite(width) ? 1.0 / width : 0.0;
    // No difference at all lies in the middle.
    const double flat = scale == 0.0 && &colours == &ColourMap::difference() ? 0.5 : 0.0;
    for (int row = 0; row < rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(rows - 1 - row));
        const float* values = map.data() + static_cast<std::ptrdiff_t>(row) * columns;
        for (int column = 0; column < columns; ++column) {
            const float value = values[column];
            line[column] =
                std::isnan(value) ? unvisited : colours.colour(flat + (value - low) * scale);
        }
    }
    return image;
}

} // namespace hippodrome
