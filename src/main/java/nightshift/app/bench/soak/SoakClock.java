package nightshift.app.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Moves the time of day of one process, by a library that is loaded before the C library. The machine's clock stays.
final class SoakClock {
    private static final String SOURCE = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            static long step(void) {
                static _Atomic long at, value;
                struct timespec m;
                syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &m);
                long now = m.tv_sec * 20 + m.tv_nsec / 50000000;
                if (now != at) {
                    char text[32] = {0};
                    const char *path = getenv("SOAK_STEP");
                    int f = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
                    if (f >= 0) { if (read(f, text, 31) > 0) value = atol(text); close(f); }
                    at = now;
                }
                return value;
            }
            int clock_gettime(clockid_t id, struct timespec *t) {
                int r = syscall(SYS_clock_gettime, id, t);
                if (r == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) t->tv_sec += step();
                return r;
            }
            int gettimeofday(struct timeval *t, void *z) {
                struct timespec s;
                clock_gettime(CLOCK_REALTIME, &s);
                t->tv_sec = s.tv_sec; t->tv_usec = s.tv_nsec / 1000;
                return 0;
            }
            time_t time(time_t *t) {
                struct timespec s;
                clock_gettime(CLOCK_REALTIME, &s);
                if (t) *t = s.tv_sec;
                return s.tv_sec;
            }
            """;

    private final Path control;
    private final Path library;
    private final boolean movable;
    private volatile long step;
    private volatile long furthest;

    SoakClock(Path folder) throws IOException, InterruptedException {
        control = folder.resolve("step");
        library = folder.resolve("step.so");
        Path source = folder.resolve("step.c");
        Files.writeString(source, SOURCE);
        Files.writeString(control, "0");
        movable = built(source, library);
    }

    private static boolean built(Path source, Path library) throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noCompiler) {
            return false;
        }
    }

    /// Whether there is a compiler; without one no clock is moved.
    boolean movable() {
        return movable;
    }

    void into(Map<String, String> environment) {
        if (movable) {
            environment.put("LD_PRELOAD", library.toString());
            environment.put("SOAK_STEP", control.toString());
        }
    }

    /// Moves it on or back.
    void step(long seconds) throws IOException {
        if (movable) {
            step += seconds;
            furthest = Math.max(furthest, step);
            Files.writeString(control, Long.toString(step));
        }
    }

    /// Whether it says an earlier time than it has said: a server that is started now refuses to be, since its
    /// journal has later entries.
    boolean behind() {
        return step < furthest;
    }

    /// Nanoseconds since 1970 as that process sees them.
    long nanos() {
        return (System.currentTimeMillis() + step * 1000) * 1_000_000;
    }
}
