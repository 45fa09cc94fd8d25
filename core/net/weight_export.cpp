#include "core/net/weight_export.h"

#include "core/base/json_io.h"
#include "core/base/npy.h"

#include <zip.h>

#include <bit>
#include <cstdint>
#include <memory>

namespace hippodrome {

namespace {

/// Arrays of what there is; nothing of what the network does not have.
class Collector {
public:
    template <class T>
    void add(const std::string& name, Matrix<const T> values) {
        if (values)
            add(name,
                {static_cast<std::size_t>(values.rows), static_cast<std::size_t>(values.columns)},
                std::span(values.data, values.size()));
    }
    template <class T>
    void add(const std::string& name, std::span<const T> values) {
        if (!values.empty())
            add(name, {values.size()}, values);
    }
    template <class T>
    void add(const std::string& name, const LinearWeights<const T>& map) {
        add(name + ".weight", map.weights);
        add(name + ".bias", map.bias);
    }

    std::vector<NamedArray> arrays;

private:
    template <class T>
    void add(const std::string& name, std::vector<std::size_t> shape, std::span<const T> values) {
        NamedArray array{name, std::move(shape), {}};
        for (const T value : values)
            array.values.push_back(static_cast<float>(value));
        arrays.push_back(std::move(array));
    }
};

[[noreturn]] void failZip(zip_error_t* error) {
    throw Error(std::string("the archive could not be made: ") + zip_error_strerror(error),
                ErrorKind::resource);
}

} // namespace

template <class T>
std::vector<NamedArray> torchArrays(const PathIntegratorNetwork<T>& network) {
    const PathIntegratorShape& shape = network.shape();
    const PathIntegratorWeights<const T> weights = network.parts();
    Collector collector;
    collector.add("recurrent.weight_ih_l0", weights.recurrent.input);
    collector.add("recurrent.weight_hh_l0", weights.recurrent.recurrent);
    collector.add("recurrent.weight_gated", weights.recurrent.gate);
    const auto gates = static_cast<std::size_t>(shape.gates());
    const NamedArray noBias{"recurrent.bias_ih_l0", {gates}, std::vector<float>(gates)};
    if (shape.recurrentBias)
        collector.add(noBias.name, weights.recurrent.bias);
    else
        collector.arrays.push_back(noBias);
    if (shape.recurrence == Recurrence::lstm)
        for (int unit = shape.hidden; unit < 2 * shape.hidden; ++unit)
            collector.arrays.back().values[static_cast<std::size_t>(unit)] +=
                static_cast<float>(shape.forgetOffset);
    collector.arrays.push_back(noBias);
    collector.arrays.back().name = "recurrent.bias_hh_l0";
    collector.add("initial_state", weights.initialState);
    collector.add("initial_cell", weights.initialCell);
    collector.add("bottleneck", weights.bottleneck);
    for (std::size_t k = 0; k < shape.heads.size(); ++k)
        collector.add(shape.heads[k].name, weights.heads[k]);
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
    files.reserve(arrays.size());
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
