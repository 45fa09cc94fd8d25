#pragma once

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>

namespace hippodrome::testing {

/// One program holds all tests of the window, so that it is linked once. HIPPODROME_WIDGET_TEST
/// puts a class on its list, in place of QTEST_MAIN.
struct WidgetTest {
    using Make = std::function<std::unique_ptr<QObject>()>;
    WidgetTest(const char* name, Make make);
};

} // namespace hippodrome::testing

#define HIPPODROME_WIDGET_TEST(TestClass)                                                          \
    static const hippodrome::testing::WidgetTest on_the_list_##TestClass(                          \
        #TestClass, [] { return std::make_unique<TestClass>(); });
