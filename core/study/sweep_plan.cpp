#include "core/study/sweep_plan.h"

#include "core/base/file_io.h"
#include "core/run/run_claim.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace hippodrome {

namespace {

constexpr const char* planName = "plan.json";

/// A name that no other process uses, on this machine or on another that shares the folder.
std::string ownName() {
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    return std::string(host) + "." + std::to_string(static_cast<long>(::getpid()));
}

/// A plan under way, `plan.json.HOST.PROCESS`, of a process of this machine that is gone.
bool isOfDeadProcess(const std::string& file) {
    const std::string own = ownName();
    const std::string prefix = std::string(planName) + "." + own.substr(0, own.rfind('.') + 1);
    if (!file.starts_with(prefix))
        return false;
    const long process = std::strtol(file.c_str() + prefix.size(), nullptr, 10);
    return process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
}

void requireSweepFolder(const std::filesystem::path& folder) {
    bool empty = true, planned = false;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        empty = false;
        // Another process may be about to write the plan, under a name of its own.
        planned = planned || entry.path().filename().string().starts_with(planName);
    }
    if (!empty && !planned)
        throw Error("expected a new or empty folder, or one of a sweep, found other files")
            .inFile(folder.string());
}

std::string textOf(const SweepPlan& plan) {
    Json json = {{"format", SweepPlan::formatName},
                 {"version", SweepPlan::formatVersion},
                 {"title", plan.title},
                 {"keys", plan.keys}};
    std::string text = json.dump(2);
    // One run a line: a plan may have many thousands.
    text.resize(text.size() - 2);
    text += ",\n  \"runs\": [";
    for (std::size_t i = 0; i < plan.runs.size(); ++i) {
        const PlannedRun& run = plan.runs[i];
        const Json line = {{"hash", run.hash},
                           {"variant", run.variant},
                           {"values", run.values},
                           {"seed", run.seed}};
        text += (i > 0 ? ",\n    " : "\n    ") + line.dump();
    }
    return text + "\n  ]\n}\n";
}

} // namespace

SweepPlan planOf(const Sweep& sweep) {
    SweepPlan plan{sweep.title, {}, sweep.runs};
    for (const SweepKey& key : sweep.keys)
        plan.keys.push_back(key.key);
    return plan;
}

void writePlan(const SweepPlan& plan, const std::filesystem::path& folder) {
    prepareOutputFolder(folder, true);
    requireSweepFolder(folder);
    const std::filesystem::path file = folder / planName;
    const std::string text = textOf(plan);
    if (std::filesystem::exists(file) && readTextFile(file) == text)
        return;
    const std::filesystem::path own = file.string() + "." + ownName();
    writeFileAtomically(own, text);
    std::error_code code;
    std::filesystem::rename(own, file, code);
    if (code)
        throw Error("cannot be written: " + code.message(), ErrorKind::resource)
            .inFile(file.string());
}

SweepPlan readPlan(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder / planName))
        throw Error("expected the folder of a sweep, with a file plan.json")
            .inFile(folder.string());
    const JsonDocument document = readJsonFile(folder / planName);
    ObjectReader object{JsonCursor(document)};
    const JsonCursor format = object.required("format");
    if (!format.value().is_string() || format.text() != SweepPlan::formatName)
        format.failExpected(std::string("\"") + SweepPlan::formatName + "\"");
    const JsonCursor version = object.required("version");
    if (version.integer() != SweepPlan::formatVersion)
        version.failExpected("version " + std::to_string(SweepPlan::formatVersion));
    SweepPlan plan;
    plan.title = object.required("title").text();
    for (const JsonCursor& key : object.required("keys").elements())
        plan.keys.push_back(key.text());
    const double count = static_cast<double>(plan.keys.size());
    for (const JsonCursor& element : object.required("runs").elements()) {
        ObjectReader run(element);
        PlannedRun planned;
        const JsonCursor hash = run.required("hash");
        planned.hash = hash.text();
        if (planned.hash.size() != 16 ||
            planned.hash.find_first_not_of("0123456789abcdef") != std::string::npos)
            hash.failExpected("16 hexadecimal digits");
        planned.variant = run.required("variant").text();
        for (const JsonCursor& value : run.required("values").elements(Range{count, count}))
            planned.values.push_back(value.value());
        planned.seed = run.required("seed").unsignedInteger();
        run.finish();
        plan.runs.push_back(std::move(planned));
    }
    object.finish();
    return plan;
}

std::filesystem::path runFolder(const std::filesystem::path& sweepFolder, const PlannedRun& run) {
    return sweepFolder / "runs" / run.hash;
}

bool isWhole(const std::filesystem::path& runFolder) {
    std::error_code ignored;
    return std::filesystem::exists(runFolder / "provenance.json", ignored);
}

void clearRemains(const std::filesystem::path& sweepFolder) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::vector<fs::path> plans, runs;
    for (const auto& entry : fs::directory_iterator(sweepFolder, ignored))
        plans.push_back(entry.path());
    for (const fs::path& plan : plans)
        if (isOfDeadProcess(plan.filename().string()))
            fs::remove(plan, ignored);
    for (const auto& entry : fs::directory_iterator(sweepFolder / "runs", ignored))
        if (entry.path().extension() == ".lock" || entry.path().extension() == ".part")
            runs.push_back(entry.path().parent_path() / entry.path().stem());
    for (const fs::path& run : runs)
        // A lock that can be taken is nobody's; it goes with the claim.
        if (const auto claim = RunClaim::take(run.string() + ".lock"))
            fs::remove_all(run.string() + ".part", ignored);
}

} // namespace hippodrome
