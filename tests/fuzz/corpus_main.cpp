// Runs a target over files and all files in folders, where there is no fuzzer.
#include "tests/fuzz/target.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>

namespace {

bool runFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    try {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        return true;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", file.c_str(), error.what());
        return false;
    }
}

} // namespace

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    std::set<fs::path> files;
    for (int i = 1; i < argc; ++i) {
        if (!fs::is_directory(argv[i])) {
            files.insert(argv[i]);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(argv[i]))
            files.insert(entry.path());
    }
    std::size_t faults = 0;
    for (const fs::path& file : files)
        faults += !runFile(file);
    std::printf("%zu inputs, %zu faults\n", files.size(), faults);
    return faults > 0 || files.empty() ? 1 : 0;
}
