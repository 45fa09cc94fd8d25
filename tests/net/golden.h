#pragma once

#include "core/base/json_io.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hippodrome::golden_lstm {

inline Json load(const std::string& name) {
    return readJsonFile(std::string(HIPPODROME_TEST_DATA) + "/lstm/" + name + ".json").root;
}

/// All numbers of nested lists, in order.
inline std::vector<double> flat(const Json& value) {
    if (!value.is_array())
        return {value.get<double>()};
    std::vector<double> numbers;
    for (const Json& element : value) {
        const std::vector<double> inner = flat(element);
        numbers.insert(numbers.end(), inner.begin(), inner.end());
    }
    return numbers;
}

template <class Range>
void expectEqual(const Range& found, const Json& expected, const std::string& what,
                 double tolerance = 1e-10) {
    const std::vector<double> numbers = flat(expected);
    ASSERT_EQ(std::size(found), numbers.size()) << what;
    for (std::size_t k = 0; k < numbers.size(); ++k)
        EXPECT_NEAR(std::data(found)[k], numbers[k], tolerance) << what << " at " << k;
}

} // namespace hippodrome::golden_lstm
