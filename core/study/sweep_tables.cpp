// The texts of a sweep's tables.

#include "core/study/sweep_summary.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

using Line = std::vector<std::string>;

constexpr const char* summaryFormat = "hippodrome-sweep-summary";
constexpr int summaryVersion = 1;

struct Quantity {
    const char* name;
    Spread SweepGroup::*spread;
};
constexpr Quantity quantities[] = {{"share_above_null_99", &SweepGroup::share},
                                   {"share_squares_above_null_99", &SweepGroup::squares},
                                   {"decoding_error", &SweepGroup::decodingError}};

struct Statistic {
    const char* name;
    double Spread::*value;
};
constexpr Statistic statistics[] = {{"median", &Spread::median},
                                    {"minimum", &Spread::minimum},
                                    {"maximum", &Spread::maximum},
                                    {"low_95", &Spread::low},
                                    {"high_95", &Spread::high}};

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string result = "\"";
    for (const char c : cell)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

std::string csvText(const std::vector<Line>& lines) {
    std::string text;
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            text += (i > 0 ? "," : "") + quoted(line[i]);
        text += "\n";
    }
    return text;
}

std::string number(double value) {
    return std::isfinite(value) ? formatNumber(value) : std::string();
}

std::string rounded(double value) {
    if (!std::isfinite(value))
        return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string wordOf(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number_float() ? formatNumber(value.get<double>()) : value.dump();
}

std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The first `left` columns begin below each other, the others end there.
std::string alignedText(const std::vector<Line>& lines, std::size_t left) {
    std::vector<std::size_t> widths(lines.front().size(), 0);
    for (const Line& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(line[i]));
    std::string text;
    for (const Line& line : lines) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string space(widths[i] - widthOf(line[i]), ' ');
            row += (i > 0 ? "  " : "") + (i < left ? line[i] + space : space + line[i]);
        }
        text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

} // namespace

std::string rowsCsv(const SweepTable& table) {
    Line header = {"hash", "variant"};
    header.insert(header.end(), table.keys.begin(), table.keys.end());
    for (const char* name : {"seed", "outcome", "updates", "brain"})
        header.emplace_back(name);
    header.insert(header.end(), table.columns.begin(), table.columns.end());
    header.emplace_back("wall_seconds");
    std::vector<Line> lines = {header};
    for (const SweepRow& row : table.rows) {
        Line line = {row.run.hash, row.run.variant};
        for (const Json& value : row.run.values)
            line.push_back(wordOf(value));
        line.insert(line.end(), {std::to_string(row.run.seed), row.outcome,
                                 std::to_string(row.updates), row.brain});
        for (const double value : row.results)
            line.push_back(number(value));
        line.push_back(number(row.wallSeconds));
        lines.push_back(std::move(line));
    }
    return csvText(lines);
}

std::string summaryCsv(const SweepTable& table, const std::vector<SweepGroup>& groups) {
    Line header = {"variant"};
    header.insert(header.end(), table.keys.begin(), table.keys.end());
    for (const char* name : {"brain", "seeds", "diverged"})
        header.emplace_back(name);
    for (const Quantity& quantity : quantities)
        for (const Statistic& statistic : statistics)
            header.push_back(std::string(quantity.name) + "_" + statistic.name);
    std::vector<Line> lines = {header};
    for (const SweepGroup& group : groups) {
        Line line = {group.variant};
        for (const Json& value : group.values)
            line.push_back(wordOf(value));
        line.insert(line.end(),
                    {group.brain, std::to_string(group.runs), std::to_string(group.diverged)});
        for (const Quantity& quantity : quantities)
            for (const Statistic& statistic : statistics)
                line.push_back(number(group.*quantity.spread.*statistic.value));
        lines.push_back(std::move(line));
    }
    return csvText(lines);
}

Json summaryJson(const SweepTable& table, const std::vector<SweepGroup>& groups) {
    Json list = Json::array();
    for (const SweepGroup& group : groups) {
        Json json = {{"variant", group.variant},   {"values", group.values},
                     {"brain", group.brain},       {"seeds", group.runs},
                     {"diverged", group.diverged}, {"updates", group.updates}};
        for (const Quantity& quantity : quantities)
            for (const Statistic& statistic : statistics) {
                const double value = group.*quantity.spread.*statistic.value;
                json[quantity.name][statistic.name] =
                    std::isfinite(value) ? Json(value) : Json(nullptr);
            }
        list.push_back(std::move(json));
    }
    return {{"format", summaryFormat},
            {"version", summaryVersion},
            {"title", table.title},
            {"keys", table.keys},
            {"groups", std::move(list)}};
}

std::vector<SweepGroup> readSummary(const JsonDocument& document) {
    ObjectReader object{JsonCursor(document)};
    const JsonCursor format = object.required("format");
    if (!format.value().is_string() || format.text() != summaryFormat)
        format.failExpected(std::string("\"") + summaryFormat + "\"");
    const JsonCursor version = object.required("version");
    if (version.integer() != summaryVersion)
        version.failExpected("version " + std::to_string(summaryVersion));
    (void)object.required("title").text();
    const std::size_t keys = object.required("keys").elements().size();
    std::vector<SweepGroup> groups;
    for (const JsonCursor& element : object.required("groups").elements()) {
        ObjectReader reader(element);
        SweepGroup& group = groups.emplace_back();
        group.variant = reader.required("variant").text();
        for (const JsonCursor& value : reader.required("values").elements())
            group.values.push_back(value.value());
        if (group.values.size() != keys)
            reader.required("values").failExpected("a value for each of the keys");
        group.brain = reader.required("brain").text();
        group.runs = static_cast<int>(reader.required("seeds").integer());
        group.diverged = static_cast<int>(reader.required("diverged").integer());
        group.updates = static_cast<long>(reader.required("updates").integer());
        for (const Quantity& quantity : quantities) {
            ObjectReader spread(reader.required(quantity.name));
            for (const Statistic& statistic : statistics) {
                const JsonCursor value = spread.required(statistic.name);
                group.*quantity.spread.*statistic.value =
                    value.value().is_null() ? std::nan("") : value.number();
            }
            spread.finish();
        }
        reader.finish();
    }
    object.finish();
    return groups;
}

std::string summaryText(const SweepTable& table, const std::vector<SweepGroup>& groups) {
    Line header = {"variant"};
    for (const std::string& key : table.keys)
        header.push_back(key.substr(key.rfind('.') + 1));
    header.emplace_back("brain");
    const std::size_t left = header.size();
    for (const char* name : {"seeds", "diverged", "above null 99", "95 % of median", "range",
                             "squares", "error [m]", "range [m]"})
        header.emplace_back(name);
    std::vector<Line> lines = {header};
    const auto interval = [](double low, double high) {
        return std::isfinite(low) ? rounded(low) + " to " + rounded(high) : std::string("-");
    };
    for (const SweepGroup& group : groups) {
        Line line = {group.variant};
        for (const Json& value : group.values)
            line.push_back(wordOf(value));
        line.push_back(group.brain.empty() ? "-" : group.brain);
        line.insert(line.end(),
                    {std::to_string(group.runs), std::to_string(group.diverged),
                     rounded(group.share.median), interval(group.share.low, group.share.high),
                     interval(group.share.minimum, group.share.maximum),
                     rounded(group.squares.median), rounded(group.decodingError.median),
                     interval(group.decodingError.minimum, group.decodingError.maximum)});
        lines.push_back(std::move(line));
    }
    return alignedText(lines, left);
}

} // namespace hippodrome
