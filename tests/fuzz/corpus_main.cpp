// Runs a target over files and all files in folders, where there is no fuzzer; with -runs=N also
// over N inputs that are made of them by changing, cutting and doubling bytes. An input that ends
// the program is left in the file `finding`.
#include "core/base/rng.h"

#include "tests/fuzz/target.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

namespace {

using hippodrome::Rng;

bool runInput(const std::string& bytes, const std::string& name) {
    try {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        return true;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", name.c_str(), error.what());
        return false;
    }
}

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string changed(const std::vector<std::string>& seeds, Rng& rng) {
    std::string bytes = seeds[rng.below(seeds.size())];
    for (auto changes = 1 + rng.below(8); changes > 0; --changes) {
        const std::size_t place = rng.below(bytes.size() + 1);
        const std::size_t length = std::min<std::size_t>(rng.below(24), bytes.size() - place);
        switch (rng.below(6)) {
        case 0:
            bytes.erase(place, length);
            break;
        case 1:
            bytes.insert(place, bytes.substr(place, length));
            break;
        case 2:
            bytes.insert(place, 1, static_cast<char>(rng.bits()));
            break;
        case 3: {
            const std::string& other = seeds[rng.below(seeds.size())];
            bytes.insert(place, other.substr(rng.below(other.size() + 1), length));
            break;
        }
        default:
            if (place < bytes.size())
                bytes[place] = static_cast<char>(rng.bits());
        }
    }
    return bytes;
}

bool runChanged(const std::vector<std::string>& seeds, long runs, std::uint64_t seed) {
    Rng rng(seed);
    const std::string name = "finding." + std::to_string(::getpid());
    for (long run = 0; run < runs; ++run) {
        const std::string bytes = changed(seeds, rng);
        std::ofstream(name, std::ios::binary) << bytes;
        const auto begin = std::chrono::steady_clock::now();
        if (!runInput(bytes, name))
            return false;
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        if (taken.count() > 10.0) {
            std::fprintf(stderr, "%s: %.0f s\n", name.c_str(), taken.count());
            return false;
        }
    }
    std::filesystem::remove(name);
    std::printf("%ld changed inputs without a fault\n", runs);
    return true;
}

} // namespace

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    std::set<fs::path> files;
    long runs = 0;
    std::uint64_t seed = 1;
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], "-runs=", 6) == 0)
            runs = std::atol(argv[i] + 6);
        else if (std::strncmp(argv[i], "-seed=", 6) == 0)
            seed = static_cast<std::uint64_t>(std::atoll(argv[i] + 6));
        else if (!fs::is_directory(argv[i]))
            files.insert(argv[i]);
        else
            for (const auto& entry : fs::directory_iterator(argv[i]))
                files.insert(entry.path());
    }
    std::size_t faults = 0;
    std::vector<std::string> seeds;
    for (const fs::path& file : files) {
        const std::string bytes = contentOf(file);
        faults += !runInput(bytes, file.string());
        if (bytes.size() < std::size_t{1} << 16)
            seeds.push_back(bytes);
    }
    std::printf("%zu inputs, %zu faults\n", files.size(), faults);
    if (faults > 0 || files.empty())
        return 1;
    return runs == 0 || runChanged(seeds, runs, seed) ? 0 : 1;
}
