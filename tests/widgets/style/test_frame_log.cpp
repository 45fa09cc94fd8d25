#include "core/base/error.h"

#include "tests/widgets/widget_test.h"
#include "widgets/style/frame_log.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hippodrome;

class TestFrameLog : public QObject {
    Q_OBJECT

private slots:
    void writesALineForEveryFrameButTheFirst() {
        QTemporaryDir folder;
        const QString name = folder.filePath("frames.csv");
        {
            FrameLog log;
            log.writeTo(name);
            for (int i = 0; i < 5; ++i) {
                log.beginFrame();
                log.endFrame(i % 2 == 0);
            }
        }
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString(file.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0], "since_last_ms,drawing_ms,new_pose");
        const QStringList cells = lines[1].split(',');
        QCOMPARE(cells.size(), 3);
        QCOMPARE(cells[2], "0");
        QVERIFY(cells[0].toDouble() >= cells[1].toDouble() - 0.01);
    }

    void aFolderThatIsNotThereIsAnError() {
        FrameLog log;
        QVERIFY_EXCEPTION_THROWN(log.writeTo("/no/such/folder/frames.csv"), Error);
    }
};

HIPPODROME_WIDGET_TEST(TestFrameLog)
#include "test_frame_log.moc"
