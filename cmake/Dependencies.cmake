# Libraries come from the distribution. A missing one is named with its Debian and Ubuntu package.
function(hippodrome_require found what package)
    if(NOT ${found})
        message(FATAL_ERROR "${what} is missing. Install it with:  sudo apt-get install ${package}\n"
                            "(scripts/run and scripts/test do this by themselves)")
    endif()
endfunction()

find_package(Threads QUIET)
hippodrome_require(Threads_FOUND "The threads library" "libc6-dev")
find_package(nlohmann_json QUIET)
hippodrome_require(nlohmann_json_FOUND "nlohmann-json (JSON files)" "nlohmann-json3-dev")
find_package(CLI11 QUIET)
hippodrome_require(CLI11_FOUND "CLI11 (command line)" "libcli11-dev")

# OpenBLAS chooses its kernels for the processor at run time.
find_path(OPENBLAS_INCLUDE_DIR cblas.h
    PATH_SUFFIXES openblas-pthread openblas ${CMAKE_LIBRARY_ARCHITECTURE}/openblas-pthread)
find_library(OPENBLAS_LIBRARY openblas PATH_SUFFIXES openblas-pthread)
if(OPENBLAS_INCLUDE_DIR AND OPENBLAS_LIBRARY)
    set(OPENBLAS_FOUND TRUE)
    add_library(hippodrome_openblas INTERFACE)
    target_include_directories(hippodrome_openblas SYSTEM INTERFACE ${OPENBLAS_INCLUDE_DIR})
    target_link_libraries(hippodrome_openblas INTERFACE ${OPENBLAS_LIBRARY})
endif()
hippodrome_require(OPENBLAS_FOUND "OpenBLAS (matrix products)" "libopenblas-dev")

if(HIPPODROME_GUI)
    find_package(Qt6 6.4 QUIET COMPONENTS Widgets Charts Svg)
    hippodrome_require(Qt6_FOUND "Qt 6.4 or newer with Widgets, Charts and Svg (the window)"
        "qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev libgl1-mesa-dev")
endif()
if(HIPPODROME_TESTS)
    find_package(GTest QUIET)
    hippodrome_require(GTest_FOUND "GoogleTest (tests)" "libgtest-dev libgmock-dev")
    if(HIPPODROME_GUI)
        find_package(Qt6 QUIET COMPONENTS Test)
        hippodrome_require(Qt6Test_FOUND "Qt Test (tests of the window)" "qt6-base-dev")
    endif()
endif()
if(HIPPODROME_BENCH)
    find_package(benchmark QUIET)
    hippodrome_require(benchmark_FOUND "Google Benchmark" "libbenchmark-dev")
endif()
