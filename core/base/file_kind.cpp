#include "core/base/file_kind.h"

#include <algorithm>

namespace hippodrome {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    const char* kind;
};

// Longer ones before those that they begin with.
constexpr Signature signatures[] = {
    {"\xff\xfe\0\0"sv, "text in UTF-32"},
    {"\0\0\xfe\xff"sv, "text in UTF-32"},
    {"\xff\xfe"sv, "text in UTF-16"},
    {"\xfe\xff"sv, "text in UTF-16"},
    {"\x1f\x8b"sv, "a gzip archive"},
    {"BZh"sv, "a bzip2 archive"},
    {"\xfd\x37zXZ\0"sv, "an xz archive"},
    {"\x28\xb5\x2f\xfd"sv, "a Zstandard archive"},
    {"7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive"},
    {"Rar!\x1a\x07"sv, "a RAR archive"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an old Excel or Word file"},
    {"\x89HDF\r\n\x1a\n"sv, "an HDF5 file"},
    {"\x93NUMPY"sv, "a NumPy array"},
    {"HIPPCKPT"sv, "a checkpoint or film of Hippodrome (open trainings with File > Open training)"},
    {"HIPPZLIB"sv, "a checkpoint or film of Hippodrome (open trainings with File > Open training)"},
    {"PAR1"sv, "a Parquet file"},
    {"ARROW1"sv, "an Arrow file"},
    {"MATLAB 5.0 MAT-file"sv, "a MATLAB file"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"%PDF-"sv, "a PDF document"},
    {"\x89PNG\r\n\x1a\n"sv, "a PNG picture"},
    {"\xff\xd8\xff"sv, "a JPEG picture"},
    {"{\\rtf"sv, "a formatted text (RTF)"},
};

bool holds(std::string_view content, std::string_view word) {
    return content.find(word) != std::string_view::npos;
}

std::string kindOfZip(std::string_view beginning) {
    if (holds(beginning, "opendocument.spreadsheet"))
        return "an OpenDocument spreadsheet";
    if (holds(beginning, "xl/") || holds(beginning, "[Content_Types].xml"))
        return "an Excel workbook";
    if (holds(beginning, ".npy"))
        return "a NumPy archive (.npz)";
    return "a zip archive";
}

} // namespace

std::string kindOfBinary(std::string_view content) {
    const std::string_view beginning = content.substr(0, 4096);
    if (beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06"))
        return kindOfZip(beginning);
    for (const Signature& signature : signatures)
        if (beginning.starts_with(signature.bytes))
            return signature.kind;
    // Text in UTF-16 without its mark: every other byte is zero.
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < beginning.size(); ++i)
        zeros[i % 2] += beginning[i] == '\0';
    const std::size_t half = beginning.size() / 2;
    if (half > 0 && std::max(zeros[0], zeros[1]) >= half - half / 8 &&
        std::min(zeros[0], zeros[1]) <= half / 8)
        return "text in UTF-16";
    if (holds(content, "\0"sv))
        return "a binary file";
    // Controls that no text has; a few may be the work of a faulty program.
    const auto control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v';
    };
    const auto controls = std::count_if(beginning.begin(), beginning.end(), control);
    if (static_cast<std::size_t>(controls) > beginning.size() / 20 + 2)
        return "a binary file";
    return {};
}

} // namespace hippodrome
