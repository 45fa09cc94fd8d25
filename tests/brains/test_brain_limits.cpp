// Every declared number at both ends of its range: what a person can type gives activities that are
// numbers, or a message.
#include "core/brains/brain.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_brain_limits {
namespace {

/// More units or states than this would only take long.
constexpr double mostOfInteger = 400.0;

void setAt(Json& parameters, const std::string& key, const Json& value) {
    Json* place = &parameters;
    std::size_t begin = 0;
    for (std::size_t dot; (dot = key.find('.', begin)) != std::string::npos; begin = dot + 1)
        place = &(*place)[key.substr(begin, dot - begin)];
    (*place)[key.substr(begin)] = value;
}

/// Activities and maps of a brain with these parameters that lives for a while in a box; empty when
/// they are refused.
std::vector<float> numbersOf(const BrainType& type, const Json& parameters) {
    std::vector<float> numbers;
    const ArenaPointer arena = testing::boxArena();
    const JsonDocument document{parameters, {}, {}};
    try {
        const auto brain = type.create(JsonCursor(document), testing::settingIn(arena));
        // What learns has time to go wrong: some rounds through the box.
        const bool learns = type.key.find("successor") != std::string::npos;
        brain->begin(testing::observationAt({0.0, 0.0}));
        for (int i = 0; i < (learns ? 2000 : 30); ++i)
            brain->observe(
                testing::observationAt({0.4 * std::sin(0.011 * i), 0.4 * std::sin(0.017 * i)}));
        const BinGrid grid = BinGrid::withCounts(arena->bounds(), 7, 7);
        for (std::size_t p = 0; p < brain->populations().size(); ++p) {
            numbers.insert(numbers.end(), brain->rates(p).begin(), brain->rates(p).end());
            if (const auto maps = brain->probe(p, grid))
                for (const float value : maps->values)
                    if (!std::isnan(value)) // an unvisited bin
                        numbers.push_back(value);
        }
    } catch (const Error&) {
    }
    return numbers;
}

void expectNumbers(const BrainType& type, const Json& parameters) {
    const std::vector<float> numbers = numbersOf(type, parameters);
    const auto strange = std::count_if(numbers.begin(), numbers.end(),
                                       [](float value) { return !std::isfinite(value); });
    EXPECT_EQ(strange, 0) << "of " << numbers.size() << " numbers, " << type.key << " "
                          << parameters.dump();
}

class BrainLimits : public ::testing::TestWithParam<std::size_t> {};

TEST_P(BrainLimits, GiveNumbersOrAMessage) {
    const BrainType& type = brainTypes()[GetParam()];
    ASSERT_FALSE(numbersOf(type, Json::object()).empty()) << "nothing would be checked";
    for (const FieldInfo& field : type.fields) {
        if (field.kind != FieldKind::real && field.kind != FieldKind::integer)
            continue;
        for (double end : {field.range.minimum, field.range.maximum}) {
            const bool whole = field.kind == FieldKind::integer;
            end = std::clamp(end, -1e300, 1e300);
            if (whole)
                end = std::min(end, mostOfInteger);
            Json parameters = Json::object();
            setAt(parameters, field.key, whole ? Json(static_cast<long>(end)) : Json(end));
            expectNumbers(type, parameters);
        }
    }
    // All at the same end.
    for (const bool high : {false, true}) {
        Json parameters = Json::object();
        for (const FieldInfo& field : type.fields)
            if (field.kind == FieldKind::real)
                setAt(parameters, field.key,
                      std::clamp(high ? field.range.maximum : field.range.minimum, -1e300, 1e300));
        expectNumbers(type, parameters);
    }
}

INSTANTIATE_TEST_SUITE_P(All, BrainLimits, ::testing::Range(std::size_t{0}, brainTypes().size()),
                         [](const auto& instance) { return brainTypes()[instance.param].key; });

} // namespace
} // namespace hippodrome::test_brain_limits
