#include "core/base/csv.h"
#include "core/base/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_csv {
namespace {

std::string faultOf(const std::string& text) {
    try {
        parseCsv(text, "path.csv").requireAllNumbers();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

TEST(ParseCsv, ReadsColumnsByName) {
    const CsvTable table = parseCsv("# a path\r\ntime, x\n0,1.5\n\n0.1, -2e-3\n");
    EXPECT_EQ(table.columns, (std::vector<std::string>{"time", "x"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[1][static_cast<std::size_t>(table.column("x"))], -0.002);
    EXPECT_EQ(table.lines, (std::vector<int>{3, 5}));
    EXPECT_EQ(table.column("y"), -1);
}

TEST(ParseCsv, SaysWhereAndWhat) {
    EXPECT_EQ(faultOf("time,x\n0,1\n1,left\n"),
              "path.csv:3:3: x: expected a finite number, found \"left\"");
    EXPECT_EQ(faultOf("time,x\n0\n"), "path.csv:2:1: expected 2 values, found 1");
    EXPECT_EQ(faultOf("time,x\n0,1,2\n"), "path.csv:2:1: expected 2 values, found 3");
    EXPECT_EQ(faultOf("\n"), "path.csv: expected a line of column names, found an empty file");
    EXPECT_EQ(faultOf("# none\n0,1\n1,2\n"),
              "path.csv:2:1: expected a line of column names, found numbers: \"0,1\"");
    EXPECT_EQ(faultOf("time,x\n0,1\n1,\"2\n2,3\n"),
              "path.csv:3:1: a quotation mark in this line is never closed");
    EXPECT_EQ(faultOf("time,x\n0,1,5,2\n"),
              "path.csv:2:1: expected 2 values, found 4; commas cannot separate values and be "
              "decimal marks too");
    EXPECT_EQ(
        faultOf("time;x\n0,5;1.5\n"),
        "path.csv:2:1: expected one decimal mark, found \"1.5\" in line 2 and \"0,5\" in line 2");
}

TEST(ParseCsv, OnlyWhatIsUsedMustBeNumbers) {
    const CsvTable table = parseCsv("time,x,zone,p\n0,1,east,\n1,2,,nan\n2,3,\"a, b\",0.5\n", "a");
    const int used[] = {0, 1, 3};
    EXPECT_NO_THROW(table.requireNumbers(used));
    EXPECT_EQ(table.rows[2][1], 3.0);
    EXPECT_TRUE(std::isnan(table.rows[0][3]));
    EXPECT_TRUE(std::isnan(table.rows[1][3]));
    EXPECT_EQ(table.rows[2][3], 0.5);
    const int all[] = {0, 1, 2, 3};
    EXPECT_THROW(table.requireNumbers(all), Error);
}

TEST(ParseCsv, WordsForMissingValues) {
    for (const char* word : {"",     " ",    "NaN",  "nan",    "NA",      "N/A",      "n/a",
                             "null", "NULL", "None", "inf",    "-inf",    "Infinity", "-NaN",
                             "#N/A", "<NA>", "\"\"", "\"NA\"", "1.#QNAN", "-1.#IND",  "-"}) {
        const CsvTable table = parseCsv("time,x\n0,1\n1," + std::string(word) + "\n2,5\n");
        ASSERT_EQ(table.rows.size(), 3u) << word;
        EXPECT_TRUE(std::isnan(table.rows[1][1])) << word;
        const int used[] = {0, 1};
        EXPECT_NO_THROW(table.requireNumbers(used)) << word;
        EXPECT_THROW(table.requireAllNumbers(), Error) << word;
    }
}

TEST(ParseCsv, Numbers) {
    const CsvTable table =
        parseCsv("x\n+1.5\n-2E-3\n.5\n5.\n1e5\n1e-400\n\" 7 \"\n0009\n1.5e+02\n");
    const double expected[] = {1.5, -0.002, 0.5, 5.0, 1e5, 0.0, 7.0, 9.0, 150.0};
    ASSERT_EQ(table.rows.size(), std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i)
        EXPECT_EQ(table.rows[i][0], expected[i]) << i;
    for (const char* text : {"1.2.3", "0x10", "1 2x", "--5", "5m", "1e999", "12:30:00", "1,2,3.0"})
        EXPECT_NE(faultOf(std::string("a\tx\n0\t") + text + "\n"), "no error") << text;
}

/// A table of two rows in every dialect.
TEST(ParseCsv, DialectsOfAllPrograms) {
    const std::vector<std::string> names{"time", "x", "y", "zone"};
    const std::vector<std::vector<std::string>> cells{{"0", "0.5", "-1.25e-2", "east"},
                                                      {"0.0333", "0.75", "NaN", "north west"}};
    int dialects = 0;
    for (const std::string mark : {"", "\xef\xbb\xbf"})
        for (const std::string separator : {",", ";", "\t", " ", "   ", ", ", " ; ", "|"})
            for (const bool decimalComma : {false, true})
                for (const std::string end : {"\n", "\r\n", "\r"})
                    for (const int quotes : {0, 1, 2}) // none, names, everything
                        for (const bool trailing : {false, true})
                            for (const int header : {0, 1, 2}) // plain, commented, remarks first
                                for (const bool lastEnd : {false, true}) {
                                    const bool blanks =
                                        separator.find_first_not_of(' ') == std::string::npos;
                                    if ((decimalComma && separator.find(',') != std::string::npos &&
                                         quotes < 2) ||
                                        (trailing && header == 1))
                                        continue;
                                    const auto line = [&](const std::vector<std::string>& values,
                                                          bool isRow) {
                                        std::string text;
                                        for (std::size_t i = 0; i < values.size(); ++i) {
                                            std::string value = values[i];
                                            if (isRow && decimalComma && i < 3)
                                                std::replace(value.begin(), value.end(), '.', ',');
                                            const bool quote = quotes == 2 ||
                                                               (quotes == 1 && !isRow) ||
                                                               (blanks && i == 3);
                                            text += (i > 0 ? separator : "") +
                                                    (quote ? '"' + value + '"' : value);
                                        }
                                        return text + (trailing ? separator : "");
                                    };
                                    std::string text = mark;
                                    if (header == 2)
                                        text += "# Tracker 1.2, camera 3" + end + end;
                                    text += (header == 1 ? "# " : "") + line(names, false) + end;
                                    text += line(cells[0], true) + end + line(cells[1], true) +
                                            (lastEnd ? end : "");
                                    SCOPED_TRACE(text);
                                    const CsvTable table = parseCsv(text, "path.csv");
                                    const int used[] = {table.column("time"), table.column("x"),
                                                        table.column("y")};
                                    ASSERT_GE(*std::min_element(used, used + 3), 0);
                                    ASSERT_NO_THROW(table.requireNumbers(used));
                                    ASSERT_EQ(table.rows.size(), 2u);
                                    EXPECT_EQ(table.rows[0][0], 0.0);
                                    EXPECT_EQ(table.rows[0][1], 0.5);
                                    EXPECT_EQ(table.rows[0][2], -0.0125);
                                    EXPECT_EQ(table.rows[1][0], 0.0333);
                                    EXPECT_EQ(table.rows[1][1], 0.75);
                                    EXPECT_TRUE(std::isnan(table.rows[1][2]));
                                    EXPECT_EQ(table.lines[1] - table.lines[0], 1);
                                    EXPECT_GE(table.column("zone"), 0);
                                    ++dialects;
                                }
    EXPECT_GT(dialects, 1000);
}

TEST(ParseCsv, ProgramsWithHabits) {
    const auto x = [](const std::string& text) {
        const CsvTable table = parseCsv(text, "path.csv");
        const int used[] = {table.column("time"), table.column("x")};
        if (used[0] < 0 || used[1] < 0)
            return std::vector<double>();
        table.requireNumbers(used);
        std::vector<double> values;
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            values.push_back(table.rows[row][static_cast<std::size_t>(used[1])]);
        return values;
    };
    const std::vector<double> expected{0.5, 0.75};
    EXPECT_EQ(x("\"\",\"time\",\"x\"\n\"1\",0,0.5\n\"2\",1,0.75\n"), expected) << "write.csv of R";
    EXPECT_EQ(x("\"time\" \"x\"\n\"1\" 0 0.5\n\"2\" 1 0.75\n"), expected) << "write.table of R";
    EXPECT_EQ(x("time x\n1 0 0.5\n2 1 0.75\n"), expected) << "without quotes";
    EXPECT_EQ(x(",time,x\n0,0,0.5\n1,1,0.75\n"), expected) << "pandas with its index";
    EXPECT_EQ(x("# time x\n0 0.5\n1 0.75\n"), expected) << "savetxt, blanks";
    EXPECT_EQ(x("# camera 3\n#\n# time,x\n0,0.5\n1,0.75\n"), expected) << "savetxt, three lines";
    EXPECT_EQ(x("#time\tx\n0\t0.5\n1\t0.75\n"), expected);
    EXPECT_EQ(x("% time x\n  0  0.5\n  1  0.75\n"), expected) << "MATLAB, padded";
    EXPECT_EQ(x("sep=;\ntime;x\n0;0,5\n1;0,75\n"), expected) << "Excel";
    EXPECT_EQ(x("time;x;;\n0;0,5;;\n1;0,75;;\n;;;\n;;;\n"), expected) << "a spreadsheet's margins";
    EXPECT_EQ(x("Time , X \n0 , 0.5 \n1, 0.75\n"), expected) << "blanks, upper case";
    EXPECT_EQ(x("time,x\n0,0.5,\n1,0.75,\n"), expected) << "commas at the ends of rows only";
    EXPECT_EQ(x("time,\"a \"\"x\"\",\nnote\",x\n0,\"two\r\nlines, \"\"q\"\"\",0.5\n1,,0.75\n"),
              expected);
    EXPECT_EQ(x("time,x,note;more\n0,0.5,a b;c\n1,0.75,5\" pipe\n"), expected);
    EXPECT_EQ(x("time,x,note\n0,0.5,it's 5\" wide\n1,0.75,\"b\"c\n"), expected);
    EXPECT_EQ(parseCsv("Head Direction;x\n1;2\n").column("head_direction"), 0);
    EXPECT_EQ(parseCsv("X,x\n1,2\n").column("x"), 1) << "the very name comes first";
    EXPECT_THROW((void)parseCsv("x,x\n1,2\n").column("x"), Error);
    const CsvTable table = parseCsv("time,\"a\nb\"\n0,\"c\n\nd\"\n1,2\n");
    EXPECT_EQ(table.lines, (std::vector<int>{3, 6})) << "lines of the file";
}

TEST(ParseCsv, NamesWhatIsNoText) {
    const auto zeros = [](const std::string& text, bool first) {
        std::string wide;
        for (const char c : text)
            wide += first ? std::string{'\0', c} : std::string{c, '\0'};
        return wide;
    };
    const std::string table = "time,x,y\n0,1,2\n1,2,3\n";
    EXPECT_EQ(faultOf("\xff\xfe" + zeros(table, false)),
              "path.csv: expected a table as text (CSV), found text in UTF-16; save it as CSV in "
              "UTF-8");
    for (const bool first : {false, true})
        EXPECT_NE(faultOf(zeros(table, first)).find("UTF-16"), std::string::npos);
    EXPECT_NE(faultOf("PK\x03\x04....xl/workbook.xml").find("an Excel workbook"),
              std::string::npos);
    EXPECT_NE(faultOf("\x1f\x8b\x08....").find("a gzip archive"), std::string::npos);
    EXPECT_NE(faultOf("\x93NUMPY").find("a NumPy array"), std::string::npos);
    EXPECT_NE(faultOf(std::string("time,x\n0,1\0\n", 12)).find("a binary file"), std::string::npos);
    EXPECT_NE(faultOf("\x01\x02\x03\x04\x05").find("a binary file"), std::string::npos);
}

TEST(WriteCsv, NumbersAreTheShortestOfTheirType) {
    std::string text;
    for (const float value : {0.1f, 1e20f, -0.0f, std::nanf("")})
        appendCsvNumber(text += '|', value);
    appendCsvNumber(text += '|', 0.1);
    appendCsvNumber(text += '|', static_cast<double>(0.1f));
    EXPECT_EQ(text, "|0.1|1e+20|-0||0.1|0.10000000149011612");
}

TEST(ParseCsv, MessagesStayShortAndPrintable) {
    const std::string fault = faultOf("time,x\n0," + std::string(300'000, 'a') + "\n");
    EXPECT_LT(fault.size(), 160u);
    const std::string odd = faultOf("time,x\n0,\x1b[31m\xff\xe2\x80\xae!\n");
    EXPECT_EQ(odd, "path.csv:2:3: x: expected a finite number, found \"?[31m?\x3f!\"");
    EXPECT_EQ(faultOf("x\n\xc3\xa9t\xc3\xa9\n"),
              "path.csv:2:1: x: expected a finite number, found \"\xc3\xa9t\xc3\xa9\"");
}

} // namespace
} // namespace hippodrome::test_csv
