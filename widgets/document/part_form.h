#pragma once

#include "core/base/field.h"

#include "widgets/document/commands.h"

#include <QString>

#include <vector>

namespace hippodrome {

/// What can be typed about a part of an arena.
struct PartForm {
    QString title; ///< "Reward 2"
    std::vector<FieldInfo> fields;
    Json values;
};

/// The form of a part; without fields for one that is not there.
PartForm partForm(const PartValue& part);

/// The part with one value of its form changed. Throws Error when it is none.
PartValue withPartValue(const PartValue& part, const std::string& key, const Json& value);

} // namespace hippodrome
