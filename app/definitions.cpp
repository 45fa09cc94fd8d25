#include "app/definitions.h"

#include <sstream>

namespace hippodrome {

namespace {

/// Between braces, as in `TEXT:{dark,light}`.
std::vector<std::string> choicesIn(const std::string& type) {
    std::vector<std::string> choices;
    const std::size_t open = type.find('{'), close = type.find('}');
    if (open == std::string::npos || close == std::string::npos || close < open)
        return choices;
    std::istringstream list(type.substr(open + 1, close - open - 1));
    for (std::string word; std::getline(list, word, ',');)
        choices.push_back(word);
    return choices;
}

OptionDefinition definitionOf(const CLI::Option& option) {
    OptionDefinition found;
    found.positional = option.get_positional();
    if (found.positional)
        found.names = {option.get_name(true)};
    for (const std::string& name : option.get_snames())
        found.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        found.names.push_back("--" + name);
    if (option.get_type_size_max() > 0 && option.get_expected_max() > 0) {
        const std::string type = option.get_type_name();
        found.value = type.substr(0, type.find(':'));
        found.choices = choicesIn(type);
    }
    found.help = option.get_description();
    found.required = option.get_required();
    found.many = option.get_expected_max() > 1;
    return found;
}

} // namespace

std::vector<OptionDefinition> optionsOf(const CLI::App& app) {
    std::vector<OptionDefinition> options;
    for (const CLI::Option* option : app.get_options())
        if (!option->get_group().empty())
            options.push_back(definitionOf(*option));
    return options;
}

std::vector<const CLI::App*> verbsOf(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App* verb) { return !verb->get_group().empty(); });
}

} // namespace hippodrome
