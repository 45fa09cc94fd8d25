#include "core/analysis/map_files.h"
#include "core/base/file_io.h"
#include "core/film/film.h"
#include "core/maps/map_scorer.h"

#include "app/arguments.h"
#include "app/export_source.h"
#include "app/export_tables.h"
#include "app/export_weights.h"
#include "app/film_command.h"
#include "app/picture_export.h"
#include "app/verbs.h"
#include "app/window.h"

#include <algorithm>
#include <cstdio>

namespace hippodrome {

namespace {

struct ExportArguments {
    std::string source;
    std::string what;
    std::string format = hasWindow() ? "png" : "csv";
    std::string folder;
    std::string at;
    std::string to;
    std::string theme = "light";
    bool force = false;
    bool quiet = false;

    bool drawn() const { return format == "png" || format == "svg" || format == "pdf"; }
};

/// Files that are written together: none, when one of them is there already.
class Export {
public:
    explicit Export(const ExportArguments& arguments) : arguments_(arguments) {}

    void add(const std::string& name, std::string content) {
        files_.push_back({fileOf(name), std::move(content)});
    }
    void draw(const std::string& name, const Scene& scene, PictureContent content) {
        pictures_.push_back({fileOf(name), &scene, std::move(content)});
    }

    void write() const {
        std::vector<std::filesystem::path> all;
        for (const auto& [file, content] : files_)
            all.push_back(file);
        for (const Picture& picture : pictures_)
            all.push_back(picture.file);
        for (const std::filesystem::path& file : all)
            if (!arguments_.force && std::filesystem::exists(file))
                throw Error("the file is there already; choose another folder or add --force")
                    .inFile(file.string());
        for (const std::filesystem::path& file : all)
            prepareOutputFolder(file.parent_path(), true);
        for (const auto& [file, content] : files_)
            writeFileAtomically(file, content);
        if (!pictures_.empty())
            drawPictures(pictures_, arguments_.theme);
        if (!arguments_.quiet)
            for (const std::filesystem::path& file : all)
                std::printf("%s\n", file.c_str());
    }

private:
    std::filesystem::path fileOf(const std::string& name) const {
        return std::filesystem::path(arguments_.folder) / (name + "." + arguments_.format);
    }

    const ExportArguments& arguments_;
    std::vector<std::pair<std::filesystem::path, std::string>> files_;
    std::vector<Picture> pictures_;
};

void exportMaps(const ExportArguments& arguments, const ExportSource& source, Export& files) {
    std::vector<PopulationPicture> pictures = source.runFolder.empty() && arguments.what == "probe"
                                                  ? probesOfScene(source.scene)
                                                  : mapsOfRun(source, arguments.what);
    for (PopulationPicture& picture : pictures) {
        const std::string name =
            arguments.what + "/" + picture.brain + "." + picture.population.name;
        if (arguments.format == "csv") {
            files.add(name, mapsCsv(picture.maps));
        } else if (arguments.format == "npy") {
            files.add(name, mapsNpy(picture.maps));
        } else {
            if (arguments.what == "ratemaps")
                smoothForDisplay(picture, source.scene.recording.smoothing);
            files.draw(name, source.scene, std::move(picture));
        }
    }
}

void exportOccupancy(const ExportArguments& arguments, const ExportSource& source, Export& files) {
    PopulationMaps seconds = occupancyOfRun(source);
    if (arguments.drawn())
        files.draw("occupancy", source.scene, OccupancyPicture{std::move(seconds)});
    else
        files.add("occupancy",
                  arguments.format == "csv" ? occupancyCsv(seconds) : occupancyNpy(seconds));
}

void exportTrajectory(const ExportArguments& arguments, const ExportSource& source, Export& files) {
    CsvTable table = trajectoryOfRun(source);
    if (arguments.drawn())
        files.draw("trajectory", source.scene, std::move(table));
    else
        files.add("trajectory", arguments.format == "csv" ? tableCsv(table) : tableNpy(table));
}

void exportRates(const ExportArguments& arguments, const ExportSource& source, Export& files) {
    if (arguments.drawn())
        throw Error("rates are exported as csv or npy", ErrorKind::usage).atField("--format");
    if (arguments.at.empty())
        throw Error("expected --at POSITIONS.csv with the places", ErrorKind::usage);
    const Positions positions = readPositions(arguments.at, source.scene.arena);
    for (const RateTable& table : ratesAt(source.scene, positions))
        files.add("rates/" + table.name,
                  arguments.format == "csv" ? ratesCsv(table, positions) : ratesNpy(table));
}

void exportWeights(const ExportArguments& arguments, const ExportSource& source, Export& files) {
    for (WeightsFile& file : weightsOfRun(source, arguments.format))
        files.add("weights/" + file.brain, std::move(file.content));
}

int exportSchema(const ExportArguments& arguments) {
    const std::string text = sceneSchema().dump(2) + "\n";
    if (arguments.folder.empty()) {
        std::fputs(text.c_str(), stdout);
        return 0;
    }
    prepareOutputFolder(arguments.folder, true);
    writeFileAtomically(std::filesystem::path(arguments.folder) / "scene.schema.json", text);
    return 0;
}

int exportFilmOf(const ExportArguments& arguments) {
    if (arguments.to.empty())
        throw Error("expected --to FILE.gif, FILE.webp, FILE.mp4, FILE.hippo, or a folder for PNG "
                    "files",
                    ErrorKind::usage);
    const ExportSource source = openExportSource(arguments.source);
    if (source.runFolder.empty())
        throw Error("a scene has no film before it has been trained; give the folder of a run",
                    ErrorKind::usage);
    if (arguments.to.ends_with(".hippo")) {
        if (std::filesystem::exists(arguments.to) && !arguments.force)
            throw Error("the file is there already; choose another one or add --force")
                .inFile(arguments.to);
        Film film;
        film.load(source.runFolder / "film.hippo");
        ThreadPool threads(0);
        film.saveCompact(arguments.to, threads);
    } else {
        drawFilm(source.runFolder, arguments.to, arguments.theme, arguments.force);
    }
    if (!arguments.quiet)
        std::printf("%s\n", arguments.to.c_str());
    return 0;
}

int exportThings(const ExportArguments& arguments) {
    if (arguments.what == "scene-schema")
        return exportSchema(arguments);
    if (arguments.source.empty())
        throw Error("expected a scene file or the folder of a run", ErrorKind::usage);
    if (arguments.what == "film")
        return exportFilmOf(arguments);
    if (arguments.folder.empty())
        throw Error("expected --out DIR", ErrorKind::usage);
    if (arguments.drawn() && !hasWindow())
        throw Error("this build has no window and cannot draw; choose csv or npy", ErrorKind::usage)
            .atField("--format");
    const bool forWeights = arguments.format == "npz" || arguments.format == "safetensors";
    if (forWeights != (arguments.what == "weights"))
        throw Error("weights are exported as npz or safetensors, and nothing else is",
                    ErrorKind::usage)
            .atField("--format");
    const ExportSource source = openExportSource(arguments.source);
    Export files(arguments);
    if (arguments.what == "occupancy")
        exportOccupancy(arguments, source, files);
    else if (arguments.what == "trajectory")
        exportTrajectory(arguments, source, files);
    else if (arguments.what == "weights")
        exportWeights(arguments, source, files);
    else if (arguments.what == "rates")
        exportRates(arguments, source, files);
    else
        exportMaps(arguments, source, files);
    files.write();
    return 0;
}

} // namespace

void addExportCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand(
        "export", "Pictures and tables of a run, or of a scene's cells that need no walk");
    verb->footer(
        "\nExamples: hippodrome export results --what ratemaps --format pdf --out figures\n"
        "          hippodrome export scenes/barrier.json --what rates --at places.csv "
        "--format csv --out rates");
    const auto arguments = std::make_shared<ExportArguments>();
    addOutsideFlag(*verb);
    verb->add_option("SOURCE", arguments->source, "Folder of a run, or scene file");
    verb->add_option(
            "--what", arguments->what,
            "ratemaps, probe, occupancy, trajectory, rates, weights, film, or scene-schema (the "
            "JSON Schema of scene files, printed unless --out is given)")
        ->required()
        ->type_name("WHAT")
        ->check(CLI::IsMember({"ratemaps", "probe", "occupancy", "trajectory", "rates", "weights",
                               "film", "scene-schema"}));
    verb->add_option("--format", arguments->format,
                     "png, svg, pdf, csv or npy; npz or safetensors for weights")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"png", "svg", "pdf", "csv", "npy", "npz", "safetensors"}))
        ->capture_default_str();
    verb->add_option("--out", arguments->folder, "Folder for the files")->type_name("DIR");
    verb->add_option("--to", arguments->to,
                     "For --what film: a file that ends in .gif, .webp or .mp4 (needs ffmpeg), or "
                     "a folder for PNG files")
        ->type_name("FILE");
    verb->add_option("--at", arguments->at,
                     "Places for --what rates: CSV with x, y [m] and perhaps head_direction [rad]")
        ->type_name("FILE");
    verb->add_option("--theme", arguments->theme, "Colours of pictures: dark, light or projector")
        ->check(CLI::IsMember({"dark", "light", "projector"}))
        ->capture_default_str();
    verb->add_flag("--force", arguments->force, "Replace files that are there already");
    verb->add_flag("--quiet", arguments->quiet, "Do not list the files");
    verb->callback(
        [arguments, &action] { action = [arguments] { return exportThings(*arguments); }; });
}

} // namespace hippodrome
