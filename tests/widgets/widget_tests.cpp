// `test_widgets CLASS [options of QTest]` runs the tests of a class; `test_widgets` names them.
#include "tests/widgets/widget_test.h"
#include "widgets/window/application.h"

#include <QTest>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace hippodrome::testing {

namespace {

std::map<std::string, WidgetTest::Make>& widgetTests() {
    static std::map<std::string, WidgetTest::Make> tests;
    return tests;
}

} // namespace

WidgetTest::WidgetTest(const char* name, Make make) {
    widgetTests()[name] = std::move(make);
}

} // namespace hippodrome::testing

int main(int argc, char** argv) {
    const auto& tests = hippodrome::testing::widgetTests();
    const auto chosen = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (chosen == tests.end()) {
        for (const auto& [name, make] : tests)
            std::printf("%s\n", name.c_str());
        return argc > 1 ? 2 : 0;
    }
    std::vector<char*> rest{argv[0]};
    rest.insert(rest.end(), argv + 2, argv + argc);
    int count = static_cast<int>(rest.size());
    rest.push_back(nullptr);
    hippodrome::Application application(count, rest.data());
    return QTest::qExec(chosen->second().get(), count, rest.data());
}
