# Fails when a file includes something of a room that its own room must not know:
# core <- widgets <- app, and inside core and widgets the orders below. No file of the core includes
# Qt.
set(core_rooms base arena net motion cells analysis states brains learners agents lab
    scene world maps film session run study)
set(widget_rooms style document scenes making maps tools arena panels film lessons help window)
set(faults "")

function(check_folder folder)
    set(forbidden ${ARGN})
    file(GLOB_RECURSE files ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cpp)
    foreach(file ${files})
        foreach(pattern ${forbidden})
            file(STRINGS ${file} lines REGEX "^#include [<\"]${pattern}")
            foreach(line ${lines})
                file(RELATIVE_PATH name ${ROOT} ${file})
                list(APPEND faults "${name}: ${line}")
            endforeach()
        endforeach()
    endforeach()
    set(faults "${faults}" PARENT_SCOPE)
endfunction()

# check_order(folder rooms forbidden...): each room includes only those before it, and nothing that
# is forbidden to all.
function(check_order folder rooms)
    set(below ${${rooms}})
    foreach(room ${below})
        if(NOT EXISTS ${ROOT}/${folder}/${room})
            list(APPEND faults "${folder}/${room} is on the list of rooms, and is not there")
        endif()
        list(REMOVE_ITEM below ${room})
        list(TRANSFORM below PREPEND "${folder}/" OUTPUT_VARIABLE later)
        list(TRANSFORM later APPEND "/")
        check_folder(${folder}/${room} ${later} ${ARGN})
    endforeach()
    set(faults "${faults}" PARENT_SCOPE)
endfunction()

check_order(core core_rooms "widgets/" "app/" "bench/" "Q[A-Z]" "Qt")
check_order(widgets widget_rooms "app/" "bench/")
check_folder(bench/speed "widgets/" "app/")
# A learner knows states and actions as numbers, and nothing of arenas and what lives there.
check_folder(core/learners "core/arena/" "core/motion/" "core/cells/" "core/analysis/"
    "core/states/state_graph" "core/brains/")

if(faults)
    list(JOIN faults "\n" text)
    message(FATAL_ERROR "Includes against the order of the rooms:\n${text}")
endif()
