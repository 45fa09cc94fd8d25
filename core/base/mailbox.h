#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace hippodrome {

/// A slot for the newest of something: the writer replaces, the reader takes what is there. Nothing
/// is ever queued.
template <class T>
class Mailbox {
public:
    void post(std::shared_ptr<const T> value) {
        const std::lock_guard lock(mutex_);
        value_ = std::move(value);
    }
    std::shared_ptr<const T> latest() const {
        const std::lock_guard lock(mutex_);
        return value_;
    }
    /// What is there, leaving the slot empty.
    std::shared_ptr<const T> take() {
        const std::lock_guard lock(mutex_);
        return std::move(value_);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const T> value_;
};

} // namespace hippodrome
