#include "core/learners/learner_type.h"

namespace hippodrome {

FieldText learningRateText(const std::string& ofWhat, const std::string& source) {
    return {.label = "Learning rate",
            .minimum = 0,
            .maximum = 1,
            .help = "Share of a surprise that is learned at once, " + ofWhat + ".",
            .source = source,
            .effect = Effect::live};
}

FieldText discountText() {
    return {.label = "Discount",
            .minimum = 0,
            .maximum = 0.9999,
            .help = "What a reward is worth one decision later, as a share.",
            .effect = Effect::live};
}

FieldText modelRateText() {
    return {.label = "Model rate",
            .minimum = 0.001,
            .maximum = 1,
            .help = "How fast what was seen replaces what was thought about where actions lead and "
                    "what they pay.",
            .source = "Mattar and Daw 2018: 0.9",
            .effect = Effect::live};
}

FieldText replaysText(const std::string& help, const std::string& source) {
    return {.label = "Replays",
            .minimum = 0,
            .maximum = 1e5,
            .help = help,
            .source = source,
            .effect = Effect::live};
}

} // namespace hippodrome
