# `cmake --install build/release [--prefix /usr/local]`: the program, and what comes with it.
set(CMAKE_INSTALL_DOCDIR share/doc/hippodrome CACHE PATH "Documentation")
include(GNUInstallDirs)
install(TARGETS hippodrome RUNTIME)
install(DIRECTORY scenes DESTINATION ${CMAKE_INSTALL_DATADIR}/hippodrome)
install(DIRECTORY resources/trainings DESTINATION ${CMAKE_INSTALL_DATADIR}/hippodrome)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(HIPPODROME_GUI)
    install(FILES resources/desktop/hippodrome.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/desktop/hippodrome.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
    install(FILES resources/icons/hippodrome.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

# The program writes its own manual page and completion.
function(install_what_it_says file folder)
    install(CODE "
        set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}\")
        file(MAKE_DIRECTORY \"\${folder}\")
        execute_process(COMMAND \"$<TARGET_FILE:hippodrome>\" ${ARGN}
            OUTPUT_FILE \"\${folder}/${file}\" COMMAND_ERROR_IS_FATAL ANY)
        message(STATUS \"Installing: \${folder}/${file}\")")
endfunction()
install_what_it_says(hippodrome.1 ${CMAKE_INSTALL_MANDIR}/man1 manual-page)
install_what_it_says(hippodrome ${CMAKE_INSTALL_DATADIR}/bash-completion/completions completion bash)
install_what_it_says(_hippodrome ${CMAKE_INSTALL_DATADIR}/zsh/site-functions completion zsh)
install_what_it_says(hippodrome.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d completion fish)
