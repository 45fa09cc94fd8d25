// Shell completion, from what the command line is declared to be.
#include "core/base/error.h"

#include "app/bundled.h"
#include "app/definitions.h"

namespace hippodrome {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// For the inside of single quotes.
std::string quotable(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4)
        text.replace(at, 1, "'\\''");
    return text;
}

/// What may come where a verb, or the program, takes something without a dash.
std::vector<std::string> namesFor(const CLI::App& app) {
    for (const OptionDefinition& option : optionsOf(app))
        if (option.positional && option.names.front().starts_with("SCENE"))
            return bundledSceneNames();
        else if (option.positional && option.names.front() == "SWEEP")
            return bundledSweepNames();
        else if (option.positional && !option.choices.empty())
            return option.choices;
    return {};
}

/// Cases of bash for what follows an option: `"VERB OPTION")`.
std::string valueCases(const CLI::App& app, const std::string& verb) {
    std::string text;
    for (const OptionDefinition& option : optionsOf(app)) {
        if (option.positional || option.value.empty())
            continue;
        std::string pattern;
        for (const std::string& name : option.names)
            pattern += (pattern.empty() ? "\"" : " | \"") + verb + " " + name + "\"";
        std::string reply = ":"; // anything: no guess
        if (!option.choices.empty())
            reply = "COMPREPLY=($(compgen -W '" + joined(option.choices) + "' -- \"$current\"))";
        else if (option.value == "DIR")
            reply = "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$current\"))";
        else if (option.value == "FILE")
            reply = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\"))";
        text += "        " + pattern + ") " + reply + "; return ;;\n";
    }
    return text;
}

std::string dashed(const CLI::App& app) {
    std::vector<std::string> names;
    for (const OptionDefinition& option : optionsOf(app))
        if (!option.positional)
            names.insert(names.end(), option.names.begin(), option.names.end());
    return joined(names);
}

std::string bashScript(const CLI::App& app) {
    std::vector<std::string> verbs;
    std::string values = valueCases(app, ""), words;
    for (const CLI::App* verb : verbsOf(app)) {
        verbs.push_back(verb->get_name());
        values += valueCases(*verb, verb->get_name());
        words += "        " + verb->get_name() + ") options='" + dashed(*verb) + "' names='" +
                 joined(namesFor(*verb)) + "' ;;\n";
    }
    std::string pattern;
    for (const std::string& verb : verbs)
        pattern += (pattern.empty() ? "" : " | ") + verb;
    return "_hippodrome() {\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" verb='' word options names\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \"$word\" in " +
           pattern +
           ") verb=\"$word\"; break ;; esac\n"
           "    done\n"
           "    case \"$verb ${COMP_WORDS[COMP_CWORD-1]}\" in\n" +
           values +
           "    esac\n"
           "    case \"$verb\" in\n" +
           words + "        *) options='" + dashed(app) + "' names='" + joined(verbs) + " " +
           joined(namesFor(app)) +
           "' ;;\n"
           "    esac\n"
           "    if [[ \"$current\" == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
           "    else\n"
           "        compopt -o filenames\n"
           "        COMPREPLY=($(compgen -W \"$names\" -- \"$current\") $(compgen -f -- "
           "\"$current\"))\n"
           "    fi\n"
           "}\n"
           "complete -F _hippodrome hippodrome\n";
}

std::string fishOptions(const CLI::App& app, const std::string& condition) {
    std::string text;
    for (const OptionDefinition& option : optionsOf(app)) {
        if (option.positional)
            continue;
        text += "complete -c hippodrome -n '" + condition + "'";
        for (const std::string& name : option.names)
            text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        if (!option.choices.empty())
            text += " -x -a '" + joined(option.choices) + "'";
        else if (!option.value.empty())
            text += " -r";
        text += " -d '" + quotable(option.help) + "'\n";
    }
    if (const std::vector<std::string> names = namesFor(app); !names.empty())
        text += "complete -c hippodrome -n '" + condition + "' -a '" + joined(names) + "'\n";
    return text;
}

std::string fishScript(const CLI::App& app) {
    std::string text = fishOptions(app, "__fish_use_subcommand");
    for (const CLI::App* verb : verbsOf(app))
        text += "complete -c hippodrome -n __fish_use_subcommand -a " + verb->get_name() + " -d '" +
                quotable(verb->get_description()) + "'\n" +
                fishOptions(*verb, "__fish_seen_subcommand_from " + verb->get_name());
    return text;
}

} // namespace

std::string completionScript(const CLI::App& app, const std::string& shell) {
    if (shell == "bash")
        return bashScript(app);
    if (shell == "zsh") // which understands bash's
        return "#compdef hippodrome\nautoload -U +X bashcompinit && bashcompinit\n" +
               bashScript(app);
    if (shell == "fish")
        return fishScript(app);
    throw Error("expected bash, zsh or fish, found \"" + shell + "\"", ErrorKind::usage);
}

} // namespace hippodrome
