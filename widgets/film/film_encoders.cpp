#include "widgets/film/film_encoders.h"

#include "core/base/error.h"

#include <QBuffer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <gif_lib.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

namespace hippodrome {

namespace {

constexpr int frameTime = 150; ///< [ms]
constexpr int lastTime = 2000; ///< of the last frame [ms]
constexpr int framesPerSecond = 1000 / frameTime;

Error failed(const std::string& what) {
    return Error("the film could not be encoded: " + what, ErrorKind::resource);
}

/// At most 256 colours that stand for those of the pictures: the most frequent ones, and for the
/// others the nearest of them.
class ColourTable {
public:
    void count(const QImage& image) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                ++counts_[reduced(image.pixel(x, y))];
    }
    void choose() {
        std::vector<std::pair<long, QRgb>> byCount;
        for (const auto& [colour, count] : counts_)
            byCount.push_back({count, colour});
        std::sort(byCount.rbegin(), byCount.rend());
        byCount.resize(std::min<std::size_t>(byCount.size(), 256));
        for (const auto& [count, colour] : byCount)
            colours_.push_back(colour);
    }
    GifByteType indexOf(QRgb exact) {
        const QRgb colour = reduced(exact);
        const auto [found, isNew] = indices_.emplace(colour, 0);
        if (isNew) {
            const auto distance = [&](QRgb other) {
                const int red = qRed(other) - qRed(colour), green = qGreen(other) - qGreen(colour),
                          blue = qBlue(other) - qBlue(colour);
                return red * red + green * green + blue * blue;
            };
            const auto nearest =
                std::min_element(colours_.begin(), colours_.end(),
                                 [&](QRgb a, QRgb b) { return distance(a) < distance(b); });
            found->second = static_cast<GifByteType>(nearest - colours_.begin());
        }
        return found->second;
    }
    std::vector<GifColorType> gifColours() const {
        std::vector<GifColorType> result(256, GifColorType{0, 0, 0});
        for (std::size_t i = 0; i < colours_.size(); ++i)
            result[i] = {static_cast<GifByteType>(qRed(colours_[i])),
                         static_cast<GifByteType>(qGreen(colours_[i])),
                         static_cast<GifByteType>(qBlue(colours_[i]))};
        return result;
    }

private:
    /// Neighbouring colours that nobody tells apart are one.
    static QRgb reduced(QRgb colour) { return colour & 0xfffcfcfcu; }

    std::map<QRgb, long> counts_;
    std::vector<QRgb> colours_;
    std::map<QRgb, GifByteType> indices_;
};

int appendBytes(GifFileType* gif, const GifByteType* bytes, int count) {
    static_cast<std::string*>(gif->UserData)
        ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
    return count;
}

void requireGif(int status) {
    if (status == GIF_ERROR)
        throw failed("giflib refuses");
}

void putGifFrame(GifFileType* gif, const QImage& image, int duration, ColourTable& colours) {
    GraphicsControlBlock control{DISPOSE_DO_NOT, false, duration / 10, NO_TRANSPARENT_COLOR};
    GifByteType extension[4];
    EGifGCBToExtension(&control, extension);
    requireGif(EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, extension));
    requireGif(EGifPutImageDesc(gif, 0, 0, image.width(), image.height(), false, nullptr));
    std::vector<GifByteType> line(static_cast<std::size_t>(image.width()));
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            line[static_cast<std::size_t>(x)] = colours.indexOf(image.pixel(x, y));
        requireGif(EGifPutLine(gif, line.data(), image.width()));
    }
}

} // namespace

QByteArray encodePng(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw failed("PNG");
    return bytes;
}

std::string encodeGif(std::size_t count, const FrameSource& frame) {
    ColourTable colours;
    for (std::size_t i = 0; i < count; i += std::max<std::size_t>(1, count / 8))
        colours.count(frame(i));
    colours.count(frame(count - 1));
    colours.choose();
    const QSize size = frame(0).size();
    std::string bytes;
    int fault = 0;
    const auto close = [](GifFileType* gif) { EGifCloseFile(gif, nullptr); };
    std::unique_ptr<GifFileType, decltype(close)> gif(EGifOpen(&bytes, appendBytes, &fault), close);
    const auto table = colours.gifColours();
    const std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)> map(
        GifMakeMapObject(256, table.data()), GifFreeMapObject);
    if (!gif || !map)
        throw failed("giflib refuses");
    EGifSetGifVersion(gif.get(), true);
    requireGif(EGifPutScreenDesc(gif.get(), size.width(), size.height(), 8, 0, map.get()));
    // The extension of Netscape that lets it repeat for ever.
    requireGif(EGifPutExtensionLeader(gif.get(), APPLICATION_EXT_FUNC_CODE));
    requireGif(EGifPutExtensionBlock(gif.get(), 11, "NETSCAPE2.0"));
    requireGif(EGifPutExtensionBlock(gif.get(), 3, "\x01\x00\x00"));
    requireGif(EGifPutExtensionTrailer(gif.get()));
    for (std::size_t i = 0; i < count; ++i)
        putGifFrame(gif.get(), frame(i), i + 1 < count ? frameTime : lastTime, colours);
    gif.reset();
    return bytes;
}

std::string encodeWebp(std::size_t count, const FrameSource& frame) {
    WebPAnimEncoderOptions options;
    WebPConfig config;
    if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&config))
        throw failed("another version of libwebp");
    config.lossless = 1;
    config.method = 2;
    const QSize size = frame(0).size();
    const std::unique_ptr<WebPAnimEncoder, decltype(&WebPAnimEncoderDelete)> encoder(
        WebPAnimEncoderNew(size.width(), size.height(), &options), WebPAnimEncoderDelete);
    int time = 0;
    for (std::size_t i = 0; encoder && i < count; ++i) {
        const QImage image = frame(i).convertToFormat(QImage::Format_ARGB32);
        WebPPicture picture;
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = image.width();
        picture.height = image.height();
        const bool added = WebPPictureImportBGRA(&picture, image.constBits(),
                                                 static_cast<int>(image.bytesPerLine())) &&
                           WebPAnimEncoderAdd(encoder.get(), &picture, time, &config);
        WebPPictureFree(&picture);
        if (!added)
            throw failed(WebPAnimEncoderGetError(encoder.get()));
        time += i + 1 < count ? frameTime : lastTime;
    }
    WebPData data;
    WebPDataInit(&data);
    if (!encoder || !WebPAnimEncoderAdd(encoder.get(), nullptr, time, nullptr) ||
        !WebPAnimEncoderAssemble(encoder.get(), &data))
        throw failed("libwebp refuses");
    std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
    WebPDataClear(&data);
    return bytes;
}

void writeMp4(const QString& file, std::size_t count, const FrameSource& frame) {
    const QString program = QStandardPaths::findExecutable("ffmpeg");
    if (program.isEmpty())
        throw Error("MP4 needs the program ffmpeg, which is not installed (apt-get install "
                    "ffmpeg); .gif and .webp do not",
                    ErrorKind::resource)
            .inFile(file.toStdString());
    // Under another name until it is whole.
    const QString part = file + ".part.mp4";
    QProcess encoder;
    encoder.start(program, {"-y",         "-loglevel",  "error",
                            "-f",         "image2pipe", "-c:v",
                            "png",        "-framerate", QString::number(framesPerSecond),
                            "-i",         "-",          "-c:v",
                            "libx264",    "-crf",       "16",
                            "-pix_fmt",   "yuv420p",    "-movflags",
                            "+faststart", part});
    // The last picture stays for a while.
    const std::size_t repeats = lastTime / frameTime;
    for (std::size_t i = 0; i < count + repeats && encoder.state() != QProcess::NotRunning; ++i) {
        encoder.write(encodePng(frame(std::min(i, count - 1))));
        while (encoder.bytesToWrite() > 0 && encoder.waitForBytesWritten(-1))
            continue;
    }
    encoder.closeWriteChannel();
    encoder.waitForFinished(-1);
    if (encoder.exitStatus() != QProcess::NormalExit || encoder.exitCode() != 0) {
        QFile::remove(part);
        throw failed("ffmpeg: " + encoder.readAllStandardError().trimmed().toStdString())
            .inFile(file.toStdString());
    }
    QFile::remove(file);
    if (!QFile::rename(part, file))
        throw Error("the film could not be renamed from " + part.toStdString(), ErrorKind::resource)
            .inFile(file.toStdString());
}

} // namespace hippodrome
