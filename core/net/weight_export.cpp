#include "core/net/weight_export.h"

#include "core/base/json_io.h"
#include "core/base/npy.h"

#include <zip.h>

#include <bit>
#include <cstdint>
#include <memory>

namespace hippodrome {

namespace {

template <class T>
class Collector {
public:
    explicit Collector(const PathIntegratorNetwork<T>& network) : network_(network) {}

    /// A weight of ours as it is; nothing where the network has none.
    void add(const std::string& ours, const std::string& theirs, bool isBias = false) {
        const WeightView* view = network_.layout().find(ours);
        if (!view)
            return;
        const std::span<const T> values = network_.within(network_.weights(), ours);
        NamedArray array{theirs, {static_cast<std::size_t>(view->rows)}, {}};
        if (!isBias)
            array.shape.push_back(static_cast<std::size_t>(view->columns));
        for (const T value : values)
            array.values.push_back(static_cast<float>(value));
        arrays.push_back(std::move(array));
    }
    void addLinear(const std::string& name) {
        add(name, name + ".weight");
        add(name + "_bias", name + ".bias", true);
    }

    std::vector<NamedArray> arrays;

private:
    const PathIntegratorNetwork<T>& network_;
};

[[noreturn]] void failZip(zip_error_t* error) {
    throw Error(std::string("the archive could not be made: ") + zip_error_strerror(error),
                ErrorKind::resource);
}

} // namespace

template <class T>
std::vector<NamedArray> torchArrays(const PathIntegratorNetwork<T>& network) {
    const PathIntegratorShape& shape = network.shape();
    Collector<T> collector(network);
    collector.add("input", "recurrent.weight_ih_l0");
    collector.add("recurrent", "recurrent.weight_hh_l0");
    collector.add("velocity_gate", "recurrent.weight_gated");
    const auto gates =
        static_cast<std::size_t>(shape.gateBlocks()) * static_cast<std::size_t>(shape.hidden);
    const NamedArray noBias{"recurrent.bias_ih_l0", {gates}, std::vector<float>(gates)};
    if (shape.recurrentBias)
        collector.add("recurrent_bias", noBias.name, true);
    else
        collector.arrays.push_back(noBias);
    if (shape.recurrence == Recurrence::lstm)
        for (int unit = shape.hidden; unit < 2 * shape.hidden; ++unit)
            collector.arrays.back().values[static_cast<std::size_t>(unit)] +=
                static_cast<float>(shape.forgetOffset);
    collector.arrays.push_back(noBias);
    collector.arrays.back().name = "recurrent.bias_hh_l0";
    for (const char* name : {"initial_state", "initial_cell", "bottleneck"})
        collector.addLinear(name);
    for (const HeadShape& head : shape.heads)
        collector.addLinear(head.name);
    return std::move(collector.arrays);
}

std::string safetensorsBytes(const std::vector<NamedArray>& arrays,
                             const std::map<std::string, std::string>& metadata) {
    static_assert(std::endian::native == std::endian::little);
    Json header = {{"__metadata__", metadata}};
    std::size_t end = 0;
    for (const NamedArray& array : arrays) {
        const std::size_t begin = end;
        end += array.values.size() * sizeof(float);
        header[array.name] = {
            {"dtype", "F32"}, {"shape", array.shape}, {"data_offsets", {begin, end}}};
    }
    std::string text = header.dump();
    // Spaces bring the data to a multiple of 8 bytes, as the format allows.
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
    bytes += text;
    for (const NamedArray& array : arrays)
        bytes.append(reinterpret_cast<const char*>(array.values.data()),
                     array.values.size() * sizeof(float));
    return bytes;
}

std::string npzBytes(const std::vector<NamedArray>& arrays) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!target)
        failZip(&error);
    zip_source_keep(target); // outlives the archive, so that it can be read
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> keeper(target, zip_source_free);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (!archive)
        failZip(&error);
    std::vector<std::string> files; // must live until the archive is closed
    for (const NamedArray& array : arrays)
        files.push_back(npyBytes(array.values, array.shape));
    for (std::size_t i = 0; i < arrays.size(); ++i) {
        zip_source_t* source = zip_source_buffer(archive, files[i].data(), files[i].size(), 0);
        const zip_int64_t index =
            zip_file_add(archive, (arrays[i].name + ".npy").c_str(), source, ZIP_FL_ENC_UTF_8);
        // The earliest day of the format, so that equal weights give equal bytes.
        if (index < 0 ||
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) <
                0 ||
            zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, 0x21, 0) < 0)
            failZip(zip_get_error(archive));
    }
    if (zip_close(archive) < 0)
        failZip(zip_get_error(archive));
    if (zip_source_open(target) < 0)
        failZip(zip_source_error(target));
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    const zip_int64_t read = zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    if (read != static_cast<zip_int64_t>(bytes.size()))
        failZip(zip_source_error(target));
    return bytes;
}

template std::vector<NamedArray> torchArrays<float>(const PathIntegratorNetwork<float>&);
template std::vector<NamedArray> torchArrays<double>(const PathIntegratorNetwork<double>&);

} // namespace hippodrome
