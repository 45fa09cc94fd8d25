// The manual page, from what the command line is declared to be.
#include "app/bundled.h"
#include "app/definitions.h"

namespace hippodrome {

namespace {

/// Text as man(7) wants it: no hyphens for dashes, no line that begins like a request.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
            result += std::string("\\&") + c;
        else
            result += c;
    }
    return result;
}

std::string bold(const std::string& text) {
    return "\\fB" + escaped(text) + "\\fR";
}
std::string italic(const std::string& text) {
    return "\\fI" + escaped(text) + "\\fR";
}

std::string sentence(const std::string& text) {
    return text.empty() || text.ends_with('.') ? text : text + ".";
}

std::string synopsis(const std::string& command, const CLI::App& app) {
    std::string text = bold(command);
    for (const OptionDefinition& option : optionsOf(app)) {
        if (option.positional) {
            const std::string name = italic(option.names.front()) + (option.many ? "..." : "");
            text += option.required ? " " + name : " [" + name + "]";
        } else if (option.required) {
            text += " " + bold(option.names.back()) + " " + italic(option.value);
        }
    }
    return text + " [" + italic("options") + "]";
}

std::string optionTexts(const CLI::App& app) {
    std::string text;
    for (const OptionDefinition& option : optionsOf(app)) {
        text += ".TP\n";
        for (std::size_t i = 0; i < option.names.size(); ++i)
            text += (i ? ", " : "") +
                    (option.positional ? italic(option.names[i]) : bold(option.names[i]));
        if (!option.positional && !option.value.empty())
            text += " " + italic(option.value);
        std::string help = sentence(option.help);
        if (!option.choices.empty() && help.find(option.choices.front()) == std::string::npos) {
            help += " One of ";
            for (std::size_t i = 0; i < option.choices.size(); ++i)
                help += (i ? ", " : "") + option.choices[i];
            help += ".";
        }
        text += "\n" + escaped(help) + "\n";
    }
    return text;
}

/// Examples and notes, line by line.
std::string footerText(const std::string& footer) {
    std::string text = escaped(footer);
    while (!text.empty() && text.front() == '\n')
        text.erase(text.begin());
    return text.empty() ? text : ".PP\n.nf\n" + text + "\n.fi\n";
}

} // namespace

std::string manualPage(const CLI::App& app, const std::string& version) {
    std::string page = ".TH HIPPODROME 1 \"\" \"" + escaped("hippodrome " + version) +
                       "\" \"User Commands\"\n.SH NAME\n" + escaped("hippodrome - ") +
                       "watch place cells and grid cells emerge\n.SH SYNOPSIS\n" +
                       synopsis("hippodrome", app) + "\n";
    for (const CLI::App* verb : verbsOf(app))
        page += ".br\n" + synopsis("hippodrome " + verb->get_name(), *verb) + "\n";
    page += ".SH DESCRIPTION\nOne rat runs in an arena that you draw. Several brains ride in it on "
            "the same path: networks trained by backpropagation, and place, boundary and grid "
            "cells. Without a verb the program opens its window; with one it works without a "
            "display. A scene says what is in the arena and in the rat.\n.SH OPTIONS\n" +
            optionTexts(app) + ".SH VERBS\n";
    for (const CLI::App* verb : verbsOf(app))
        page += ".SS " + synopsis("hippodrome " + verb->get_name(), *verb) + "\n" +
                escaped(sentence(verb->get_description())) + "\n" + optionTexts(*verb) +
                footerText(verb->get_footer());
    page += ".SH SCENES\nThese come with the program, and are opened by name:\n.PP\n";
    const std::vector<std::string> names = bundledSceneNames();
    for (std::size_t i = 0; i < names.size(); ++i)
        page += (i ? ", " : "") + escaped(names[i]);
    page += ".\n.SH EXIT STATUS\n" + escaped(exitStatuses) + "\n";
    return page;
}

} // namespace hippodrome
