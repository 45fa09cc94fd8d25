#include "core/net/kernels/instruction_set.h"

#include "tests/app/program.h"

namespace hippodrome::test_bench {

TEST(BenchCommand, PrintsEveryNumber) {
    const TestFolder folder;
    const ProgramResult result = runProgram(
        folder, {"bench", "--json", "--threads", "1", "--seconds", "0.02", "--isa", "portable"});
    ASSERT_EQ(result.status, 0) << result.err;
    const Json json = parseJson(result.out).root;
    EXPECT_EQ(json.at("isa"), "portable");
    EXPECT_EQ(json.at("threads"), 1);
    for (const char* key :
         {"w_ms_per_step", "w_gemm_only_ms", "online_step_us", "probe_maps_256_ms",
          "grid_scores_256_ms", "all_metrics_44_ms", "all_metrics_88_ms", "brains_realtime_factor",
          "attractor_realtime_factor", "place_cells_100_seconds_per_minute",
          "geodesic_100_maps_50_walls_ms"})
        EXPECT_GT(json.at(key).get<double>(), 0.0) << key;
    EXPECT_LE(json.at("w_gemm_only_ms"), json.at("w_gemm_openblas_ms"));
    EXPECT_LE(json.at("w_gemm_only_ms"), json.at("w_gemm_own_ms"));
}

} // namespace hippodrome::test_bench
