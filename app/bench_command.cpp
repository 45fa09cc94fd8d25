#include "core/net/blas.h"
#include "core/net/kernels/instruction_set.h"

#include "app/arguments.h"
#include "app/verbs.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

#include "bench/speed/brains_speed.h"
#include "bench/speed/speed_report.h"

namespace hippodrome {

namespace {

struct BenchArguments {
    int threads = 0;
    double seconds = 1.0;
    bool json = false;
    bool openblasOnly = false;
};

/// OpenBLAS chooses its kernels when it is loaded, and older ones take AVX2 on processors that they
/// do not know although these have AVX-512. So that we are measured against its best, a second
/// process measures it with the kernels for AVX-512.
void measureOpenblasAtItsBest(const BenchArguments& arguments, SpeedReport& report, Json& json) {
    if (availableInstructionSets().back() != InstructionSet::avx512)
        return;
    const std::string command = "OPENBLAS_CORETYPE=SkylakeX /proc/" + std::to_string(::getpid()) +
                                "/exe bench --openblas-only --json --threads " +
                                std::to_string(report.threads) + " --seconds " +
                                formatNumber(arguments.seconds) + " 2>/dev/null";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        return;
    std::string text;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        text += static_cast<char>(c);
    ::pclose(pipe);
    try {
        const Json other = parseJson(text).root;
        const double milliseconds = other.at("w_gemm_openblas_ms");
        if (milliseconds >= report.openblasMilliseconds)
            return;
        report.openblasMilliseconds = milliseconds;
        report.productsMilliseconds = std::min(report.productsMilliseconds, milliseconds);
        json = speedJson(report);
        json["openblas"] = other.at("openblas");
    } catch (const std::exception&) {
        // Without the second process the first measurement stands.
    }
}

int bench(const BenchArguments& arguments) {
    if (arguments.openblasOnly) {
        const Json json = {
            {"openblas", blasName()},
            {"w_gemm_openblas_ms", openblasProductsOfStep(arguments.threads, arguments.seconds)}};
        std::printf("%s\n", json.dump(2).c_str());
        return 0;
    }
    SpeedReport report = measureSpeed(arguments.threads, arguments.seconds);
    Json json = speedJson(report);
    measureOpenblasAtItsBest(arguments, report, json);
    const BrainsSpeed brains = measureBrains(arguments.seconds);
    addTo(json, brains);
    if (arguments.json) {
        std::printf("%s\n", json.dump(2).c_str());
        return 0;
    }
    std::printf("%s, %d threads\n", nameOf(instructionSet()), report.threads);
    std::printf("training step W          %8.2f ms\n", report.stepMilliseconds);
    std::printf("its products, OpenBLAS   %8.2f ms (%s)\n", report.openblasMilliseconds,
                json.at("openblas").get<std::string>().c_str());
    std::printf("its products, ours       %8.2f ms\n", report.ownProductsMilliseconds);
    std::printf("step / products          %8.2f\n",
                report.stepMilliseconds / report.productsMilliseconds);
    std::printf("step in the rat          %8.2f us\n", report.onlineStepMicroseconds);
    std::printf("10^5 samples into maps   %8.2f ms\n", report.mapsMilliseconds);
    std::printf("256 grid scores          %8.2f ms\n", report.gridScoresMilliseconds);
    std::printf("all metrics, 44x44 bins  %8.2f ms\n", report.allMetrics44Milliseconds);
    std::printf("all metrics, 88x88 bins  %8.2f ms\n", report.allMetrics88Milliseconds);
    std::printf("brains, one core         %8.1f times real time\n", brains.realtimeFactor);
    std::printf("attractor sheet          %8.1f times real time\n", brains.attractorFactor);
    std::printf("100 place cells          %8.2f ms a simulated minute\n",
                1e3 * brains.placeCellsSecondsPerMinute);
    std::printf("100 maps around 50 walls %8.2f ms\n", brains.geodesicMapsMilliseconds);
    return 0;
}

} // namespace

void addBenchCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand("bench", "Measure the speed of this program here");
    verb->footer("\nThe numbers are medians. The machine should do nothing else.\n"
                 "Example: hippodrome bench --json");
    const auto arguments = std::make_shared<BenchArguments>();
    addThreadsOption(*verb, arguments->threads);
    addTalkOptions(*verb, nullptr, &arguments->json);
    verb->add_option("--seconds", arguments->seconds, "Time for each measurement [s]")
        ->type_name("S")
        ->check(CLI::Range(0.01, 1000.0))
        ->capture_default_str();
    verb->add_flag("--openblas-only", arguments->openblasOnly)->group(""); // for its own use
    verb->callback([arguments, &action] { action = [arguments] { return bench(*arguments); }; });
}

} // namespace hippodrome
