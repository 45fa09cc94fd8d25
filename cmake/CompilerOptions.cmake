# Assertions stay on in release builds: they guard what only a bug can break, and cost nothing that
# can be measured (docs/performance.md).
set(CMAKE_CXX_FLAGS_RELEASE "-O3")

# What every target of ours is compiled with.
add_library(hippodrome_options INTERFACE)
target_compile_features(hippodrome_options INTERFACE cxx_std_20)
# Includes are written from the root of the project: "core/arena/arena.h".
target_include_directories(hippodrome_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(hippodrome_options INTERFACE
    -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    # Designated initialisers leave out the members that keep their defaults, on purpose.
    -Wno-missing-field-initializers
    # GCC 12 reports harmless string concatenations (GCC bug 105651).
    -Wno-restrict
    # The same bits on every compiler: no contraction of a*b+c that the source does not write.
    -ffp-contract=off)
if(HIPPODROME_PRECOMPILED_HEADERS)
    # GCC 12 reports the same strings under other names once their headers are precompiled. The dev
    # preset, which precompiles nothing, keeps these warnings.
    target_compile_options(hippodrome_options INTERFACE -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(HIPPODROME_WARNINGS_AS_ERRORS)
    target_compile_options(hippodrome_options INTERFACE -Werror)
endif()
if(HIPPODROME_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "HIPPODROME_FUZZ needs clang")
    endif()
    set(HIPPODROME_SANITIZE "fuzzer-no-link,address,undefined")
endif()
if(HIPPODROME_SANITIZE)
    target_compile_options(hippodrome_options INTERFACE
        -fsanitize=${HIPPODROME_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # Instrumented code hides from GCC 12 that std::regex initialises its members.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(hippodrome_options INTERFACE -fsanitize=${HIPPODROME_SANITIZE})
    target_compile_definitions(hippodrome_options INTERFACE HIPPODROME_SANITIZED)
endif()

# The core is checked more strictly: a silent conversion there is a wrong number.
add_library(hippodrome_core_options INTERFACE)
target_link_libraries(hippodrome_core_options INTERFACE hippodrome_options)
target_compile_options(hippodrome_core_options INTERFACE -Wconversion -Wno-sign-conversion)

# Half of a source's time goes into headers and templates that other sources of its target share. So
# batches of sources are compiled as one: file-level names must differ within a target. CMake leaves
# out sources with options of their own.
if(HIPPODROME_UNITY_BUILD)
    set(CMAKE_UNITY_BUILD ON)
    set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
endif()

# hippodrome_precompile(target donor headers...): compiles `headers` once, for the first target that
# asks for the set named `donor`, which must be compiled with the same options as those that follow.
function(hippodrome_precompile target donor)
    if(NOT HIPPODROME_PRECOMPILED_HEADERS)
        return()
    endif()
    get_property(owner GLOBAL PROPERTY hippodrome_precompiled_${donor})
    if(owner)
        target_precompile_headers(${target} REUSE_FROM ${owner})
    else()
        target_precompile_headers(${target} PRIVATE ${ARGN})
        set_property(GLOBAL PROPERTY hippodrome_precompiled_${donor} ${target})
    endif()
endfunction()

# hippodrome_core_library(NAME folder SOURCES ... LINKS ...): one layer of the core. A layer links
# only layers above it in the list of core/CMakeLists.txt; tests/layers.cmake checks the includes.
function(hippodrome_core_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(hippodrome_${name} STATIC ${ARG_SOURCES})
    add_library(hippodrome::${name} ALIAS hippodrome_${name})
    target_link_libraries(hippodrome_${name} PUBLIC ${ARG_LINKS} PRIVATE hippodrome_core_options)
    target_include_directories(hippodrome_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    set_target_properties(hippodrome_${name} PROPERTIES AUTOMOC OFF)
    hippodrome_precompile(hippodrome_${name} core
        <nlohmann/json.hpp> <algorithm> <cmath> <functional> <map> <memory> <optional> <span>
        <string> <vector>)
endfunction()
