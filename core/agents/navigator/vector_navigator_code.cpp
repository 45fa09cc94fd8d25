#include "core/agents/navigator/vector_navigator_code.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

std::vector<std::string> partsOf(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// `3, 7, 12` as numbers below `end`.
std::vector<std::size_t> numbersIn(const std::string& list, std::size_t end) {
    std::vector<std::size_t> numbers;
    if (list.find_first_not_of(' ') == std::string::npos)
        return numbers;
    for (const std::string& part : partsOf(list, ',')) {
        const std::size_t first = std::min(part.find_first_not_of(' '), part.size());
        const std::size_t last = part.find_last_not_of(' ') + 1; // 0 when there is nothing else
        std::size_t number = end;
        const auto [rest, fault] =
            std::from_chars(part.data() + first, part.data() + part.size(), number);
        if (fault != std::errc() || rest != part.data() + last || number >= end)
            throw Error("expected numbers of units from 0 to " + std::to_string(end - 1) +
                        ", separated by commas; found \"" + part + "\"")
                .atField("lesion.units");
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace

NavigatorCode::NavigatorCode(const std::string& names, const PopulationSource& populations) {
    for (const std::string& name : partsOf(names, '+')) {
        const auto rates = populations.rates(name);
        if (!rates) {
            std::string known;
            for (const std::string& other : populations.names())
                known += (known.empty() ? "" : ", ") + other;
            throw Error("expected populations among " +
                        (known.empty() ? std::string("none (the scene has no brain)") : known) +
                        ", joined by +; found \"" + name + "\"")
                .atField("code");
        }
        parts_.push_back({name, static_cast<int>(rates->size())});
        units_ += parts_.back().units;
    }
    if (units_ == 0)
        throw Error("expected populations with units, found \"" + names + "\" with none")
            .atField("code");
}

bool NavigatorCode::fits(const PopulationSource& populations) const {
    return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        const auto rates = populations.rates(part.name);
        return rates && static_cast<int>(rates->size()) == part.units;
    });
}

void NavigatorCode::read(const PopulationSource& populations, std::span<float> code) const {
    assert(code.size() == static_cast<std::size_t>(units_));
    float* out = code.data();
    for (const Part& part : parts_) {
        const std::span<const float> rates = *populations.rates(part.name);
        double square = 0.0;
        for (const float rate : rates)
            square += static_cast<double>(rate) * static_cast<double>(rate);
        const float scale =
            square > 0.0 ? static_cast<float>(std::sqrt(part.units / square)) : 0.0F;
        for (const float rate : rates)
            *out++ = scale * rate;
    }
}

std::vector<std::size_t> NavigatorCode::unitsOf(const NavigatorLesion& lesion) const {
    std::vector<std::size_t> units;
    std::string known = "nothing for all of them";
    bool found = lesion.population.empty();
    std::size_t unit = 0;
    for (const Part& part : parts_) {
        const bool meant = lesion.population.empty() || lesion.population == part.name;
        found = found || meant;
        known += " or " + part.name;
        for (int i = 0; i < part.units; ++i, ++unit)
            if (meant)
                units.push_back(unit);
    }
    if (!found)
        throw Error("expected " + known + "; found \"" + lesion.population + "\"")
            .atField("lesion.population");
    return units;
}

std::vector<float> NavigatorCode::intact(const NavigatorLesion& lesion) const {
    std::vector<std::size_t> left = unitsOf(lesion);
    std::vector<float> intact(static_cast<std::size_t>(units_), 1.0F);
    for (const std::size_t number : numbersIn(lesion.units, left.size()))
        intact[left[number]] = 0.0F;
    std::erase_if(left, [&](std::size_t unit) { return intact[unit] == 0.0F; });
    Rng rng = Rng::stream(static_cast<std::uint64_t>(lesion.seed), "lesion");
    const std::size_t count = std::min(static_cast<std::size_t>(lesion.count), left.size());
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(left[i], left[i + rng.below(left.size() - i)]);
        intact[left[i]] = 0.0F;
    }
    return intact;
}

} // namespace hippodrome
