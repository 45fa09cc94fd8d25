// The texts of a sweep's tables.

#include "core/output/sweep_summary.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

using Line = std::vector<std::string>;

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
    for (const std::string quantity : {"share_above_null_99", "decoding_error"})
        for (const char* statistic : {"median", "minimum", "maximum", "low_95", "high_95"})
            header.push_back(quantity + "_" + statistic);
    std::vector<Line> lines = {header};
    for (const SweepGroup& group : groups) {
        Line line = {group.variant};
        for (const Json& value : group.values)
            line.push_back(wordOf(value));
        line.insert(line.end(),
                    {group.brain, std::to_string(group.runs), std::to_string(group.diverged)});
        for (const Spread& spread : {group.share, group.decodingError})
            for (const double value :
                 {spread.median, spread.minimum, spread.maximum, spread.low, spread.high})
                line.push_back(number(value));
        lines.push_back(std::move(line));
    }
    return csvText(lines);
}

std::string summaryText(const SweepTable& table, const std::vector<SweepGroup>& groups) {
    Line header = {"variant"};
    for (const std::string& key : table.keys)
        header.push_back(key.substr(key.rfind('.') + 1));
    header.emplace_back("brain");
    const std::size_t left = header.size();
    for (const char* name : {"seeds", "diverged", "above null 99", "95 % of median", "range",
                             "error [m]", "range [m]"})
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
                     rounded(group.decodingError.median),
                     interval(group.decodingError.minimum, group.decodingError.maximum)});
        lines.push_back(std::move(line));
    }
    return alignedText(lines, left);
}

} // namespace hippodrome
