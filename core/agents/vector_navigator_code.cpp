#include "core/agents/vector_navigator_code.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

std::vector<std::string> partsOf(const std::string& code) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= code.size()) {
        const std::size_t end = std::min(code.find('+', begin), code.size());
        parts.push_back(code.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

} // namespace

NavigatorCode::NavigatorCode(const std::string& names, const PopulationSource& populations) {
    for (const std::string& name : partsOf(names)) {
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

void NavigatorCode::requirePart(const NavigatorLesion& lesion) const {
    std::string known = "nothing for all of them";
    for (const Part& part : parts_) {
        if (lesion.population.empty() || lesion.population == part.name)
            return;
        known += " or " + part.name;
    }
    throw Error("expected " + known + "; found \"" + lesion.population + "\"")
        .atField("lesion.population");
}

std::vector<float> NavigatorCode::intact(const NavigatorLesion& lesion) const {
    std::vector<std::size_t> order;
    std::size_t unit = 0;
    for (const Part& part : parts_)
        for (int i = 0; i < part.units; ++i, ++unit)
            if (lesion.population.empty() || lesion.population == part.name)
                order.push_back(unit);
    Rng rng = Rng::stream(static_cast<std::uint64_t>(lesion.seed), "lesion");
    std::vector<float> intact(static_cast<std::size_t>(units_), 1.0F);
    const std::size_t count = std::min(static_cast<std::size_t>(lesion.count), order.size());
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(order[i], order[i + rng.below(order.size() - i)]);
        intact[order[i]] = 0.0F;
    }
    return intact;
}

} // namespace hippodrome
