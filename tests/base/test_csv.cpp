#include "core/base/csv.h"
#include "core/base/error.h"

#include <gtest/gtest.h>

namespace hippodrome::test_csv {
namespace {

std::string faultOf(const std::string& text) {
    try {
        parseCsv(text, "path.csv");
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
    EXPECT_EQ(faultOf("time,x\n0,nan\n"),
              "path.csv:2:3: x: expected a finite number, found \"nan\"");
    EXPECT_EQ(faultOf("\n"), "path.csv: expected a line of column names, found an empty file");
}

} // namespace
} // namespace hippodrome::test_csv
