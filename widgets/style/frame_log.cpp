#include "widgets/style/frame_log.h"

#include "core/base/error.h"

namespace hippodrome {

void FrameLog::writeTo(const QString& file) {
    file_ = std::make_unique<QFile>(file);
    if (!file_->open(QIODevice::WriteOnly | QIODevice::Text))
        throw Error("cannot be written: " + file_->errorString().toStdString(), ErrorKind::resource)
            .inFile(file.toStdString());
    stream_.setDevice(file_.get());
    stream_ << "since_last_ms,drawing_ms,new_pose\n";
}

void FrameLog::beginFrame() {
    if (!clock_.isValid())
        clock_.start();
    begin_ = clock_.nsecsElapsed();
}

void FrameLog::endFrame(bool newPose) {
    const qint64 end = clock_.nsecsElapsed();
    if (file_ && lastBegin_ >= 0)
        stream_ << QString::number(static_cast<double>(begin_ - lastBegin_) / 1e6, 'f', 3) << ','
                << QString::number(static_cast<double>(end - begin_) / 1e6, 'f', 3) << ','
                << (newPose ? 1 : 0) << '\n';
    lastBegin_ = begin_;
    ++framesThisSecond_;
    if (end - secondStart_ >= 1000000000) {
        rate_ = framesThisSecond_ * 1e9 / static_cast<double>(end - secondStart_);
        secondStart_ = end;
        framesThisSecond_ = 0;
        if (file_)
            stream_.flush();
    }
}

} // namespace hippodrome
