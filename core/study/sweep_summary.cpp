#include "core/study/sweep_summary.h"

#include "core/analysis/noise_null.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

namespace hippodrome {

namespace {

constexpr int resamples = 10000;
constexpr const char* shareColumn = "share_above_null_99";
constexpr const char* squaresColumn = "share_squares_above_null_99";
constexpr const char* errorColumn = "decoding_error";
constexpr const char* sixMaximaColumn = "above_null_99_six_maxima"; ///< in reports alone

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line)
        if (c == ',')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    return cells;
}

double numberOf(const std::string& cell) {
    char* end = nullptr;
    const double number = std::strtod(cell.c_str(), &end);
    return cell.empty() || *end != '\0' ? std::nan("") : number;
}

/// The last row of each brain in a history.csv: its cells by column.
std::vector<std::pair<std::string, std::map<std::string, std::string>>>
lastRows(const std::filesystem::path& file, std::vector<std::string>& header) {
    std::istringstream lines(readTextFile(file));
    std::string line;
    std::getline(lines, line);
    header = cellsOf(line);
    const auto brainColumn = std::find(header.begin(), header.end(), "brain");
    if (brainColumn == header.end())
        throw Error("expected the history that a run has written").inFile(file.string());
    std::vector<std::pair<std::string, std::map<std::string, std::string>>> result;
    for (int number = 2; std::getline(lines, line); ++number) {
        const std::vector<std::string> cells = cellsOf(line);
        if (cells.size() != header.size())
            throw Error("expected " + std::to_string(header.size()) + " cells, found " +
                        std::to_string(cells.size()))
                .inFile(file.string())
                .atPosition(number, 1);
        const std::string& brain = cells[static_cast<std::size_t>(brainColumn - header.begin())];
        auto place = std::find_if(result.begin(), result.end(),
                                  [&](const auto& row) { return row.first == brain; });
        if (place == result.end())
            place = result.insert(place, {brain, {}});
        for (std::size_t i = 0; i < cells.size(); ++i)
            place->second[header[i]] = cells[i];
    }
    return result;
}

/// Scores of the final report take the place of those of the last row: they come from fresh samples
/// and stand beside five times as many noise maps.
void takeFinalReport(const std::filesystem::path& file, const std::string& brain,
                     std::map<std::string, std::string>& cells) {
    if (!std::filesystem::exists(file))
        return;
    const Json populations = readJsonFile(file).root.value("populations", Json::array());
    for (const Json& population : populations) {
        if (population.value("brain", "") != brain || !population.contains("summary"))
            continue;
        const Json& summary = population["summary"];
        if (summary.contains(sixMaximaColumn))
            cells.emplace(sixMaximaColumn, std::string());
        for (auto& [column, cell] : cells)
            if (summary.contains(column))
                cell = summary[column].is_number() ? formatNumber(summary[column]) : std::string();
        const Json null = summary.value("null", Json::object());
        for (const auto& [column, key] :
             {std::pair{"null_95", "grid_60_p95"}, {"null_99", "grid_60_p99"}})
            if (cells.count(column) && null.contains(key) && null[key].is_number())
                cells[column] = formatNumber(null[key]);
        return; // the first population is the one that the history is about
    }
}

/// Where a column stands; a new one comes last.
std::size_t indexOf(std::vector<std::string>& columns, const std::string& name) {
    const auto place = std::find(columns.begin(), columns.end(), name);
    if (place != columns.end())
        return static_cast<std::size_t>(place - columns.begin());
    columns.push_back(name);
    return columns.size() - 1;
}

/// What the row says elsewhere, or what depends on the clock.
bool isResult(const std::string& column) {
    return column != "update" && column != "brain" && column != "wall_seconds";
}

void set(SweepRow& row, std::size_t index, double value) {
    if (row.results.size() <= index)
        row.results.resize(index + 1, std::nan(""));
    row.results[index] = value;
}

void addRows(SweepTable& table, const PlannedRun& run, const std::filesystem::path& folder) {
    const JsonDocument document = readJsonFile(folder / "provenance.json");
    SweepRow row;
    row.run = run;
    try {
        row.outcome = document.root.at("outcome").get<std::string>();
        row.updates = document.root.at("updates").get<long>();
        row.wallSeconds = document.root.at("wall_seconds").get<double>();
    } catch (const Json::exception&) {
        throw Error("expected outcome, updates and wall_seconds of a run").inFile(document.file);
    }
    std::vector<std::string> header;
    auto last = lastRows(folder / "history.csv", header);
    for (auto& [brain, cells] : last) {
        takeFinalReport(folder / "metrics.json", brain, cells);
        row.brain = brain;
        row.results.clear();
        for (const std::string& column : header)
            if (isResult(column))
                set(row, indexOf(table.columns, column), numberOf(cells.at(column)));
        const double units = cells.count("units") ? numberOf(cells.at("units")) : std::nan("");
        for (const std::string& column : header)
            if (column.find("above_") != std::string::npos && units > 0.0)
                set(row, indexOf(table.columns, "share_" + column),
                    numberOf(cells.at(column)) / units);
        if (const auto six = cells.find(sixMaximaColumn); six != cells.end() && units > 0.0)
            set(row, indexOf(table.columns, std::string("share_") + sixMaximaColumn),
                numberOf(six->second) / units);
        table.rows.push_back(row);
    }
    if (last.empty())
        table.rows.push_back(row);
}

bool sameCondition(const PlannedRun& a, const PlannedRun& b) {
    return a.variant == b.variant && a.values == b.values;
}

/// Conditions as they come first, each with its rows in the order of the seeds.
void sortByCondition(std::vector<SweepRow>& rows) {
    std::map<std::string, std::size_t> conditions;
    const auto rank = [&](const SweepRow& row) {
        return conditions.emplace(row.run.variant + Json(row.run.values).dump(), conditions.size())
            .first->second;
    };
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < rows.size(); ++i)
        order.emplace_back(rank(rows[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<SweepRow> sorted;
    for (const auto& [condition, row] : order)
        sorted.push_back(std::move(rows[row]));
    rows = std::move(sorted);
}

double middle(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return percentile(values, 50.0);
}

} // namespace

double SweepTable::value(const SweepRow& row, const std::string& column) const {
    for (std::size_t i = 0; i < row.results.size(); ++i)
        if (columns[i] == column)
            return row.results[i];
    return std::nan("");
}

SweepTable collectSweep(const std::filesystem::path& folder) {
    const SweepPlan plan = readPlan(folder);
    SweepTable table;
    table.title = plan.title;
    table.keys = plan.keys;
    table.planned = plan.runs.size();
    for (const PlannedRun& run : plan.runs) {
        const std::filesystem::path made = runFolder(folder, run);
        if (!isWhole(made))
            continue;
        ++table.whole;
        addRows(table, run, made);
    }
    for (SweepRow& row : table.rows)
        row.results.resize(table.columns.size(), std::nan(""));
    sortByCondition(table.rows);
    return table;
}

Spread spreadOf(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    const double unknown = std::nan("");
    Spread spread{unknown, unknown, unknown, unknown, unknown};
    if (values.empty())
        return spread;
    spread.median = middle(values);
    spread.minimum = values.front();
    spread.maximum = values.back();
    if (values.size() < 2)
        return spread;
    Rng rng = Rng::stream(0, "sweep_bootstrap");
    std::vector<double> medians(resamples), drawn(values.size());
    for (double& median : medians) {
        for (double& value : drawn)
            value = values[static_cast<std::size_t>(rng.below(values.size()))];
        median = middle(drawn);
    }
    std::sort(medians.begin(), medians.end());
    spread.low = percentile(medians, 2.5);
    spread.high = percentile(medians, 97.5);
    return spread;
}

std::vector<SweepGroup> summarise(const SweepTable& table) {
    std::vector<SweepGroup> groups;
    for (std::size_t begin = 0; begin < table.rows.size();) {
        std::size_t end = begin;
        std::vector<std::string> brains;
        while (end < table.rows.size() && sameCondition(table.rows[begin].run, table.rows[end].run))
            (void)indexOf(brains, table.rows[end++].brain);
        for (const std::string& brain : brains) {
            const PlannedRun& run = table.rows[begin].run;
            SweepGroup& group = groups.emplace_back();
            group.variant = run.variant;
            group.values = run.values;
            group.brain = brain;
            std::vector<double> shares, squares, errors;
            for (std::size_t i = begin; i < end; ++i) {
                const SweepRow& row = table.rows[i];
                if (row.brain != brain)
                    continue;
                if (group.runs++ == 0)
                    group.updates = row.updates;
                if (row.outcome == "diverged") {
                    ++group.diverged;
                    continue;
                }
                shares.push_back(table.value(row, shareColumn));
                squares.push_back(table.value(row, squaresColumn));
                errors.push_back(table.value(row, errorColumn));
            }
            group.share = spreadOf(std::move(shares));
            group.squares = spreadOf(std::move(squares));
            group.decodingError = spreadOf(std::move(errors));
        }
        begin = end;
    }
    return groups;
}

} // namespace hippodrome
