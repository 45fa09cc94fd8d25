// Saves a run for its recovery again and again, as a window does, and says so after each; a test
// stops it on the way.
//   recovery_writer BASE SCENE TIMES
#include "core/session/session.h"

#include "widgets/window/recovery_folders.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace hippodrome;

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc < 4)
        return 2;
    RecoveryFolders folders(argv[1]);
    Session session(loadScene(argv[2]), 1);
    for (int saved = 1; saved <= std::atoi(argv[3]); ++saved) {
        session.step();
        while (session.latest()->ticks < saved)
            std::this_thread::yield();
        session.saveRecovery(folders.own().toStdString(), argv[2]).get();
        std::printf("%d\n", saved);
        std::fflush(stdout);
    }
    folders.keepOwn();
}
