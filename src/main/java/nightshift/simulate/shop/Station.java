package nightshift.simulate.shop;

import java.util.ArrayDeque;
import java.util.Deque;

/// Cores that work jobs off in the order of arrival: the G/G/c queue that every process and the database is.
///
/// Work is time on a core of one's own. A neighbour that steals the core makes the same work take longer on the clock
/// without making it more.
final class Station {
    private final Engine engine;
    private final int servers;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private double slowness = 1;
    private int busy;
    private long worked;
    private int life;

    Station(Engine engine, int servers) {
        this.engine = engine;
        this.servers = servers;
    }

    /// Queues `work` nanoseconds of work; `done` runs when it is finished, unless the station is halted before.
    void submit(long work, Runnable done) {
        Job job = new Job(work, done);
        if (busy < servers) {
            begin(job);
        } else {
            waiting.add(job);
        }
    }

    /// How long a nanosecond of work takes on the clock; 1 is undisturbed.
    void slowness(double factor) {
        slowness = factor;
    }

    double slowness() {
        return slowness;
    }

    /// Forgets all jobs, running and waiting: the process died.
    void halt() {
        life++;
        busy = 0;
        waiting.clear();
    }

    int servers() {
        return servers;
    }

    /// Jobs on a core or waiting for one.
    int jobs() {
        return busy + waiting.size();
    }

    /// Nanoseconds of work done since the beginning, over all cores.
    long worked() {
        return worked;
    }

    private void begin(Job job) {
        busy++;
        int born = life;
        engine.in(Math.round(job.work * slowness), () -> {
            if (born == life) {
                finish(job);
            }
        });
    }

    private void finish(Job job) {
        busy--;
        worked += job.work;
        Job next = waiting.poll();
        if (next != null) {
            begin(next);
        }
        job.done.run();
    }

    private record Job(long work, Runnable done) {}
}
