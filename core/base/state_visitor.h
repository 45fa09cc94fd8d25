#pragma once

#include "core/base/checkpoint.h"
#include "core/base/error.h"

#include <concepts>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hippodrome {

/// Which numbers a file may hold at a place. Finite ones, unless it says otherwise.
struct Allowed {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool notFinite = false;

    template <class Low, class High>
    static constexpr Allowed from(Low low, High high) {
        return {static_cast<double>(low), static_cast<double>(high), false};
    }
    /// An index of one of so many.
    static constexpr Allowed below(std::size_t count) {
        return from(0, static_cast<double>(count) - 1.0);
    }
    /// Numbers that are none and infinite ones too; of integers every one.
    static constexpr Allowed any() { return {.notFinite = true}; }
    /// What counts something, or is a tick.
    static constexpr Allowed counts() {
        return from(0.0, static_cast<double>(Checkpoint::mostCount));
    }
    /// What lasts, or is a time [s].
    static constexpr Allowed seconds() { return from(0.0, Checkpoint::longestTime); }
    static constexpr Allowed truths() { return from(0.0, 1.0); }
};

/// For structs whose members may have any value.
struct Unchecked {};

/// Checks what was read from one block. All functions throw Error, "the checkpoint is damaged",
/// with the name of the block and what was expected and found.
class StateCheck {
public:
    StateCheck(const Checkpoint& from, const std::string& name) : from_(from), name_(name) {}

    template <class T>
    void number(T value, const Allowed& allowed) const {
        if constexpr (std::is_floating_point_v<T>)
            if (!allowed.notFinite && !std::isfinite(value))
                from_.failFinite(name_);
        if (allowed.notFinite)
            return;
        // Holds every integer.
        const auto wide = static_cast<long double>(value);
        if (!(wide >= allowed.low && wide <= allowed.high))
            from_.failRange(name_, static_cast<double>(value), allowed.low, allowed.high);
    }
    /// A place, a displacement or a velocity: two numbers of at most 1e6 [m].
    void place(const Vec2& place) const { from_.requirePlaces(name_, std::span(&place, 1)); }
    /// `expected` is a sentence of its own: "expected ..., found ...".
    void require(bool fulfilled, const std::string& expected) const {
        if (!fulfilled)
            from_.fail(name_, expected);
    }

private:
    const Checkpoint& from_;
    const std::string& name_;
};

/// The state of an object, said once and used in both directions:
///
///     void Forager::state(StateVisitor& s) {
///         s("approaching", approaching_)("until_decision", untilDecision_, Allowed::seconds());
///     }
///
/// A writer puts each member into a block of this name, bit for bit, and changes nothing. A reader
/// takes it from there, checked: what is read has the size of what it is read into, numbers are
/// finite, and integers, which may become indices and counts, need an Allowed. Lists have the
/// length that the file says. Everything that does not fit throws Error, "the checkpoint is
/// damaged". The object is then half read: so states are read into fresh objects, which take the
/// place of the old ones when all is there (see Simulation::adopt).
class StateVisitor {
public:
    static StateVisitor writer(Checkpoint& to) { return {&to, nullptr}; }
    static StateVisitor reader(const Checkpoint& from) { return {nullptr, &from}; }

    bool reading() const { return from_ != nullptr; }
    /// Whether there is such a block to be read; true when writing. For what is younger than some
    /// files, or was left out of them.
    bool holds(const std::string& name) const { return !from_ || from_->has(name); }
    /// The size of a block to be read [bytes], 0 when writing. Throws Error without one.
    std::size_t bytesOf(const std::string& name) const {
        return from_ ? from_->text(name).size() : 0;
    }

    // Members that need no more than their type: real numbers are finite, truths 0 or 1, places at
    // most 1e6 m away, a random generator in a state that one comes to.
    template <class T>
    StateVisitor& operator()(const std::string& name, T& value) {
        static_assert(!std::is_integral_v<ElementOf<T>> || std::is_same_v<T, bool>,
                      "an integer needs an Allowed");
        return (*this)(name, value, Allowed{});
    }
    /// A number, a vector or a struct; `rule` is an Allowed for numbers, and for the members of a
    /// struct a function (const StateCheck&, const T&). Allowed::any() for places checks nothing.
    template <class T, class Rule>
    StateVisitor& operator()(const std::string& name, T& value, const Rule& rule) {
        if constexpr (std::is_same_v<T, Rng>) {
            if (reading())
                value = from_->rng(name);
            else
                to_->putRng(name, value);
        } else if constexpr (std::is_same_v<T, bool>) {
            if (reading())
                value = from_->value<bool>(name);
            else
                to_->putValue(name, value);
        } else if constexpr (isVector<T>) {
            pass(name, std::span(value), rule);
        } else {
            pass(name, std::span<T>(&value, 1), rule);
        }
        return *this;
    }
    /// Real numbers that lie somewhere else.
    template <std::floating_point T>
    StateVisitor& operator()(const std::string& name, std::span<T> values,
                             const Allowed& allowed = {}) {
        pass(name, values, allowed);
        return *this;
    }

    /// As many elements as there are.
    template <class T>
    StateVisitor& list(const std::string& name, std::vector<T>& values) {
        static_assert(!std::is_integral_v<T>, "an integer needs an Allowed");
        return list(name, values, Allowed{});
    }
    template <class T, class Rule>
    StateVisitor& list(const std::string& name, std::vector<T>& values, const Rule& rule) {
        if (reading())
            values.resize(lengthOf<T>(name));
        pass(name, std::span(values), rule);
        return *this;
    }

    /// Some members of every row of a table, in one block; `Stored` is what the file holds, and
    /// `members` are pointers to them, or functions that return a reference.
    template <class Stored, class Rule = Allowed, class Rows, class... Members>
    StateVisitor& column(const std::string& name, Rows& rows, const Rule& rule,
                         Members... members) {
        std::vector<Stored> values(rows.size() * sizeof...(Members));
        std::size_t i = 0;
        if (!reading())
            for (auto& row : rows)
                ((values[i++] = static_cast<Stored>(std::invoke(members, row))), ...);
        pass(name, std::span(values), rule);
        const auto assign = [](auto& member, Stored value) {
            member = static_cast<std::remove_reference_t<decltype(member)>>(value);
        };
        if (reading())
            for (auto& row : rows)
                (assign(std::invoke(members, row), values[i++]), ...);
        return *this;
    }
    /// The same for the column that says how many rows a table has.
    template <class Stored, class Rule = Allowed, class Rows, class... Members>
    StateVisitor& firstColumn(const std::string& name, Rows& rows, const Rule& rule,
                              Members... members) {
        if (reading()) {
            rows.clear();
            rows.resize(lengthOf<Stored>(name) / sizeof...(Members));
        }
        return column<Stored>(name, rows, rule, members...);
    }

    /// Rows of different lengths, of which there are as many as now: the block `counts` says how
    /// many elements each has, and `elements`, a function that says the state of a vector, those of
    /// all rows, one after the other.
    template <class T, class Elements>
    StateVisitor& rows(const std::string& counts, std::vector<std::vector<T>>& rows,
                       const Elements& elements) {
        std::vector<int> lengths(rows.size());
        std::vector<T> all;
        for (std::size_t i = 0; !reading() && i < rows.size(); ++i) {
            lengths[i] = static_cast<int>(rows[i].size());
            all.insert(all.end(), rows[i].begin(), rows[i].end());
        }
        (*this)(counts, lengths, Allowed::counts());
        elements(all);
        auto next = all.begin();
        for (std::size_t i = 0; reading() && i < rows.size(); ++i) {
            if (lengths[i] > all.end() - next)
                from_->fail(counts, "expected counts with a sum of " + std::to_string(all.size()) +
                                        ", found " + std::to_string(lengths[i]) + " for number " +
                                        std::to_string(i));
            rows[i].assign(next, next + lengths[i]);
            next += lengths[i];
        }
        return require(counts, !reading() || next == all.end(),
                       "expected counts with a sum of " + std::to_string(all.size()));
    }

    /// Blocks `name.`...: what `object.state(visitor, arguments...)` says, or a function of a
    /// visitor.
    template <class T, class... Arguments>
    StateVisitor& section(const std::string& name, T&& object, const Arguments&... arguments) {
        const auto visit = [&](StateVisitor inside) {
            if constexpr (std::is_invocable_v<T&, StateVisitor&>)
                object(inside);
            else
                object.state(inside, arguments...);
        };
        if (reading()) {
            const Checkpoint part = from_->section(name);
            visit(reader(part));
        } else {
            Checkpoint part;
            visit(writer(part));
            to_->putSection(name, part);
        }
        return *this;
    }
    /// A block of JSON, from write() and for read(JsonCursor), whose Errors are about this block.
    template <class Write, class Read>
    StateVisitor& json(const std::string& name, const Write& write, const Read& read) {
        if (!reading()) {
            to_->putText(name, write().dump());
            return *this;
        }
        const JsonDocument document = from_->json(name);
        try {
            read(JsonCursor(document));
        } catch (const Error& error) {
            from_->fail(name, error.what());
        }
        return *this;
    }

    /// Of a reader: throws Error with this block unless that is so.
    StateVisitor& require(const std::string& name, bool fulfilled, const std::string& expected) {
        if (reading() && !fulfilled)
            from_->fail(name, expected);
        return *this;
    }
    /// What it reads from, for a look ahead.
    const Checkpoint& from() const { return *from_; }

private:
    StateVisitor(Checkpoint* to, const Checkpoint* from) : to_(to), from_(from) {}

    template <class T>
    struct Element {
        using type = T;
    };
    template <class T, class A>
    struct Element<std::vector<T, A>> {
        using type = T;
    };
    template <class T>
    using ElementOf = typename Element<T>::type;
    template <class T>
    static constexpr bool isVector = !std::is_same_v<ElementOf<T>, T>;

    template <class T>
    std::size_t lengthOf(const std::string& name) const {
        from_->requireWhole(name, sizeof(T));
        return bytesOf(name) / sizeof(T);
    }

    template <class T, class Rule>
    void pass(const std::string& name, std::span<T> values, const Rule& rule) {
        if (!reading())
            return to_->put<T>(name, std::span<const T>(values));
        from_->get<T>(name, values, Checkpoint::Values::any);
        const StateCheck check(*from_, name);
        for (const T& value : values) {
            if constexpr (std::is_invocable_v<const Rule&, const StateCheck&, const T&>)
                rule(check, value);
            else if constexpr (std::is_arithmetic_v<T>)
                check.number(value, rule);
            else if constexpr (std::is_enum_v<T>)
                check.number(static_cast<std::underlying_type_t<T>>(value), rule);
            else if constexpr (std::is_same_v<T, Vec2>)
                rule.notFinite ? void() : check.place(value);
            else if constexpr (!std::is_same_v<Rule, Unchecked>)
                for (const auto number : value) // of an array; a struct needs a function
                    check.number(number, rule);
        }
    }

    Checkpoint* to_;
    const Checkpoint* from_;
};

/// Puts what the object's state() says into a checkpoint; `arguments` are handed on to it.
template <class T, class... Arguments>
void saveState(const T& object, Checkpoint& to, const Arguments&... arguments) {
    StateVisitor visitor = StateVisitor::writer(to);
    // One function serves both directions, and a writer changes nothing.
    const_cast<T&>(object).state(visitor, arguments...);
}

/// Takes it from there. Throws Error, "the checkpoint is damaged"; the object is then half read.
template <class T, class... Arguments>
void restoreState(T& object, const Checkpoint& from, const Arguments&... arguments) {
    StateVisitor visitor = StateVisitor::reader(from);
    object.state(visitor, arguments...);
}

} // namespace hippodrome
