package nightshift.app.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.IntConsumer;

/// The handler of last resort of every thread of a server. An error of the JVM itself (no memory, no stack, an internal
/// error) may have left anything half done anywhere: the process ends at once, after one line in the log, with an exit
/// code of its own, and is started again by the launcher or the platform; the journal is made for that. Anything else
/// that ends a thread is logged: threads that must not end go on by themselves.
final class Guardian implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = System.getLogger(Guardian.class.getName());

    private final BrokenEnds ends;
    private final IntConsumer halt;

    /// @param ends where the end is noted for the next start
    /// @param halt ends the process with an exit code, without running anything else
    Guardian(BrokenEnds ends, IntConsumer halt) {
        this.ends = ends;
        this.halt = halt;
    }

    /// Makes it the handler of all threads of this process that have none of their own.
    void guardAll() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (thrown instanceof VirtualMachineError broken) {
            end(thread, broken);
        } else {
            LOG.log(Level.ERROR, "the thread " + thread.getName() + " ended", thrown);
        }
    }

    /// With no memory left even the log may fail; the process ends all the same.
    private void end(Thread thread, VirtualMachineError broken) {
        try {
            ends.note();
            LOG.log(
                    Level.ERROR,
                    "the JVM can not go on, so the process ends with exit code {0,number,#}: {1} in thread {2}",
                    ExitCode.BROKEN,
                    broken,
                    thread.getName());
        } finally {
            halt.accept(ExitCode.BROKEN);
        }
    }
}
