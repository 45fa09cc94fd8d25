#pragma once

#include <QImage>

#include <functional>
#include <string>

namespace hippodrome {

/// The picture with a number, counted from 0; all have the same size.
using FrameSource = std::function<QImage(std::size_t)>;

/// An animation that repeats, in at most 256 colours. Throws Error.
std::string encodeGif(std::size_t count, const FrameSource& frame);
/// The same without loss of colours. Throws Error.
std::string encodeWebp(std::size_t count, const FrameSource& frame);
/// Through the program ffmpeg. Throws Error when it is not there or fails.
void writeMp4(const QString& file, std::size_t count, const FrameSource& frame);
QByteArray encodePng(const QImage& image);

} // namespace hippodrome
