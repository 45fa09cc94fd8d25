#include "core/base/checkpoint.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_checkpoint {
namespace {

class CheckpointFile : public ::testing::Test {
protected:
    TestFolder folder;
    std::filesystem::path path = folder / "run.ckpt";

    Checkpoint sample() {
        Checkpoint checkpoint;
        const std::vector<float> weights = {1.0f, -0.0f, 3.25f};
        checkpoint.put<float>("weights", weights);
        checkpoint.putText("scene", "{}");
        checkpoint.putRng("motion", Rng(8));
        Checkpoint inner;
        inner.putValue("steps", 12L);
        checkpoint.putSection("brain", inner);
        return checkpoint;
    }
};

TEST_F(CheckpointFile, RoundTripKeepsEveryBit) {
    sample().write(path);
    const Checkpoint back = Checkpoint::read(path);
    std::vector<float> weights(3);
    back.get<float>("weights", weights);
    EXPECT_EQ(weights[2], 3.25f);
    EXPECT_TRUE(std::signbit(weights[1]));
    EXPECT_EQ(back.rng("motion").bits(), Rng(8).bits());
    EXPECT_EQ(back.section("brain").value<long>("steps"), 12);
    EXPECT_EQ(back.text("scene"), "{}");
}

TEST_F(CheckpointFile, MissingBlocksAndOtherSizesAreErrors) {
    const Checkpoint checkpoint = sample();
    std::vector<float> two(2);
    EXPECT_THROW(checkpoint.get<float>("weights", two), Error);
    EXPECT_THROW(checkpoint.text("absent"), Error);
}

TEST_F(CheckpointFile, TruncatedOrDamagedFilesAreRecognisedEverywhere) {
    sample().write(path);
    const std::string bytes = readTextFile(path);
    for (std::size_t size = 1; size < bytes.size(); size += 7) {
        writeFileAtomically(path, bytes.substr(0, size));
        EXPECT_THROW(Checkpoint::read(path), Error) << size;
    }
    for (std::size_t at = 0; at < bytes.size(); at += 5) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        writeFileAtomically(path, damaged);
        EXPECT_THROW(Checkpoint::read(path), Error) << at;
    }
}

} // namespace
} // namespace hippodrome::test_checkpoint
