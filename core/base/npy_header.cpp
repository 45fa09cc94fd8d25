#include "core/base/npy_header.h"

#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_kind.h"

#include <optional>

namespace hippodrome {

namespace {

constexpr std::string_view npyMagic = "\x93NUMPY";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads the dictionary of a header, a Python literal, from left to right.
class NpyDictionary {
public:
    explicit NpyDictionary(std::string_view text) : rest_(text) {}

    NpyHeader read() {
        expect('{');
        while (!accept('}')) {
            const std::string key = text("a key in quotes");
            expect(':');
            if (key == "descr")
                once(hasType_, key), readType();
            else if (key == "fortran_order")
                once(hasOrder_, key), header_.fortranOrder = readTruth();
            else if (key == "shape")
                once(hasShape_, key), readShape();
            else
                fail("expected the keys descr, fortran_order and shape, found " +
                     quotedExcerpt(key));
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skipBlanks();
        if (!rest_.empty())
            fail("expected nothing behind the dictionary, found " + quotedExcerpt(rest_));
        if (!hasType_)
            fail("names no element type (descr)");
        if (!hasOrder_)
            fail("names no order (fortran_order)");
        if (!hasShape_)
            fail("names no shape");
        return std::move(header_);
    }

private:
    [[noreturn]] static void fail(const std::string& message) {
        throw Error("the header of the array: " + message);
    }

    void skipBlanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' ||
                                  rest_.front() == '\n' || rest_.front() == '\r'))
            rest_.remove_prefix(1);
    }
    bool accept(char c) {
        skipBlanks();
        if (rest_.empty() || rest_.front() != c)
            return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!accept(c))
            fail(std::string("expected \"") + c + "\", found " + found());
    }
    bool acceptWord(std::string_view word) {
        skipBlanks();
        if (!rest_.starts_with(word))
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    std::string found() {
        skipBlanks();
        return rest_.empty() ? "its end" : quotedExcerpt(rest_);
    }
    static void once(bool& seen, const std::string& key) {
        if (seen)
            fail("has the key \"" + key + "\" twice");
        seen = true;
    }

    std::string text(const std::string& expected) {
        skipBlanks();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"'))
            fail("expected " + expected + ", found " + found());
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos)
            fail("a text is never closed: " + quotedExcerpt(rest_));
        std::string result(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return result;
    }

    bool readTruth() {
        if (acceptWord("True"))
            return true;
        if (!acceptWord("False"))
            fail("expected True or False for fortran_order, found " + found());
        return false;
    }

    void readShape() {
        expect('(');
        while (!accept(')')) {
            header_.shape.push_back(readExtent());
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        constexpr std::size_t mostAxes = 32;
        if (header_.shape.size() > mostAxes)
            fail("expected at most 32 axes, found " + std::to_string(header_.shape.size()));
        for (const std::size_t extent : header_.shape)
            if (extent == 0)
                fail("expected an array with elements, found the shape " +
                     shapeText(header_.shape));
        for (const std::size_t extent : header_.shape) {
            if (extent > mostNpyElements / header_.count)
                fail("expected at most " + std::to_string(mostNpyElements) +
                     " elements, found the shape " + shapeText(header_.shape));
            header_.count *= extent;
        }
    }

    std::size_t readExtent() {
        skipBlanks();
        std::size_t digits = 0;
        while (digits < rest_.size() && isDigit(rest_[digits]))
            ++digits;
        if (digits == 0)
            fail("expected a whole number of at least 0 in the shape, found " + found());
        constexpr std::size_t mostDigits = 18; // of a number that cannot overflow
        std::string_view number = rest_.substr(0, digits);
        while (number.size() > 1 && number.front() == '0')
            number.remove_prefix(1);
        if (number.size() > mostDigits)
            fail("expected at most " + std::to_string(mostNpyElements) +
                 " elements, found an extent of " + std::to_string(number.size()) + " digits");
        std::size_t extent = 0;
        for (const char c : number)
            extent = 10 * extent + static_cast<std::size_t>(c - '0');
        rest_.remove_prefix(digits);
        (void)acceptWord("L"); // Python 2 wrote long numbers so
        return extent;
    }

    void readType() {
        skipBlanks();
        if (!rest_.empty() && (rest_.front() == '[' || rest_.front() == '('))
            fail("expected an array of numbers, found one of records; save one of their fields");
        const std::string name = text("an element type");
        std::string_view type = name;
        char order = '=';
        if (!type.empty() &&
            std::string_view("<>|=").find(type.front()) != std::string_view::npos) {
            order = type.front();
            type.remove_prefix(1);
        }
        if (type == "?")
            type = "b1";
        const char kind = type.empty() ? '\0' : type.front();
        const std::string_view size = type.substr(type.empty() ? 0 : 1);
        header_.kind = kind;
        header_.bigEndian = order == '>';
        const auto sizeIs = [&](std::initializer_list<std::size_t> sizes) {
            for (const std::size_t bytes : sizes)
                if (size == std::to_string(bytes)) {
                    header_.elementSize = bytes;
                    return true;
                }
            return false;
        };
        switch (kind) {
        case 'f':
            if (sizeIs({2, 4, 8}))
                return;
            fail("expected numbers of 16, 32 or 64 bits, found " + quotedExcerpt(name) +
                 "; convert with .astype('float64')");
        case 'i':
        case 'u':
            if (sizeIs({1, 2, 4, 8}))
                return;
            break;
        case 'b':
            if (sizeIs({1}))
                return;
            break;
        case 'c':
            fail("expected real numbers, found complex ones (" + quotedExcerpt(name) + ")");
        case 'O':
            fail("expected numbers, found Python objects; convert with .astype('float64')");
        case 'S':
        case 'U':
        case 'a':
            fail("expected numbers, found texts (" + quotedExcerpt(name) + ")");
        case 'M':
        case 'm':
            fail("expected numbers, found dates or times (" + quotedExcerpt(name) + ")");
        case 'V':
            fail("expected numbers, found raw bytes (" + quotedExcerpt(name) + ")");
        default:
            break;
        }
        fail("expected numbers, found elements of the type " + quotedExcerpt(name));
    }

    std::string_view rest_;
    NpyHeader header_;
    bool hasType_ = false, hasOrder_ = false, hasShape_ = false;
};

} // namespace

bool beginsAsNpy(std::string_view bytes) {
    return bytes.starts_with(npyMagic);
}

NpyHeader readNpyHeader(std::string_view bytes) {
    if (!beginsAsNpy(bytes)) {
        const std::string kind = kindOfBinary(bytes);
        throw Error("expected a NumPy array file (.npy), found " +
                    (kind.empty() ? bytes.empty() ? "an empty file" : "something else" : kind));
    }
    const auto byteAt = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(bytes[i])};
    };
    const std::size_t version = bytes.size() > 7 ? byteAt(6) : 1;
    if (version < 1 || version > 3 || (bytes.size() > 7 && byteAt(7) != 0))
        throw Error("expected version 1.0, 2.0 or 3.0 of NumPy's format, found " +
                    std::to_string(version) + "." + std::to_string(byteAt(7)));
    const std::size_t begin = version >= 2 ? 12 : 10;
    if (bytes.size() < begin)
        throw Error("the file ends inside its header");
    std::size_t size = byteAt(8) | byteAt(9) << 8;
    if (version >= 2)
        size |= byteAt(10) << 16 | byteAt(11) << 24;
    if (size > longestNpyHeader)
        throw Error("expected a header of at most " + std::to_string(longestNpyHeader) +
                    " bytes, found " + std::to_string(size));
    if (size > bytes.size() - begin)
        throw Error("the file ends inside its header");
    NpyHeader header = NpyDictionary(bytes.substr(begin, size)).read();
    header.dataBegin = begin + size;
    return header;
}

std::string shapeText(const std::vector<std::size_t>& shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + ")";
}

} // namespace hippodrome
