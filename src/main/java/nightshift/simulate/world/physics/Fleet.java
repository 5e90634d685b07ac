package nightshift.simulate.world.physics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.Wiring;

/// The pods of one service and what is wanted of them, looked after as a Kubernetes Deployment with one pod
/// of surge is.
public final class Fleet {
    private static final int SURGE = 1;
    private static final int LEAVING_SECONDS = 5;
    private static final int SPOILT_LIFE_SECONDS = 4;
    private static final int FIRST_BACKOFF_SECONDS = 10;
    private static final int LONGEST_BACKOFF_SECONDS = 300;

    private final Layout layout;
    private final Wiring wiring;
    private final Service service;
    private final Dice dice;
    private final Moment moment;
    private final List<Pod> pods = new ArrayList<>();
    private final List<Release> known = new ArrayList<>();
    private Release release;
    private int desired;
    private int least;
    private int generation;
    private int unavailable;
    private int born;
    private boolean moving;
    private int second;

    public Fleet(Layout layout, Wiring wiring, Service service, Dice dice, Moment moment) {
        this.layout = layout;
        this.wiring = wiring;
        this.service = service;
        this.dice = dice;
        this.moment = moment;
        this.release = Release.good(service.version());
        this.desired = service.sizing().replicas();
        this.least = desired;
        known.add(release);
    }

    /// As many pods as are wanted, all ready.
    public void populate(int now) {
        second = now;
        while (pods.size() < desired) {
            add().phase = Phase.READY;
        }
        moment.happenings.clear();
    }

    /// Processes and the controller do what is due.
    public void pass(int now) {
        second = now;
        for (Pod pod : pods) {
            age(pod);
        }
        pods.removeIf(this::leaves);
        replaceOld();
        while (count(this::old) == 0 && count(this::fresh) > desired) {
            retire(lastOf(this::fresh));
        }
        if (moving && settled()) {
            moving = false;
            moment.happenings.add(new Happening.RolloutEnded(service.index(), release.version()));
        }
    }

    private void replaceOld() {
        while (count(this::fresh) < desired && count(Fleet::stays) < desired + SURGE) {
            add();
        }
        List<Pod> unready = pods.stream()
                .filter(this::old)
                .filter(pod -> pod.phase != Phase.READY)
                .toList();
        unready.forEach(this::retire);
        while (count(this::old) > 0 && ready() > Math.max(desired - unavailable, 0)) {
            retire(lastOf(this::old));
        }
    }

    private void age(Pod pod) {
        if (pod.alive() && pod.process().full) {
            die(pod, true);
        }
        switch (pod.phase) {
            case STARTING -> {
                if (pod.spoilt && second - pod.processStart() >= SPOILT_LIFE_SECONDS) {
                    die(pod, false);
                } else if (!pod.spoilt && second >= pod.until && pod.release().becomesReady()) {
                    pod.phase = Phase.READY;
                }
            }
            case CRASHED -> {
                if (second >= pod.until) {
                    pod.restart(second);
                    pod.until = second + startSeconds(pod);
                }
            }
            case READY, TERMINATING -> {}
        }
    }

    /// Its process ends at once; all that was under way in it is lost.
    public void die(Pod pod, boolean outOfMemory) {
        lose(pod);
        pod.process().full = false;
        if (pod.phase == Phase.TERMINATING) {
            return;
        }
        pod.phase = Phase.CRASHED;
        int again = Math.min(5, Math.max(0, pod.restarts() - 1));
        int backoff = pod.restarts() == 0 ? 1 : Math.min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS << again);
        pod.until = second + backoff;
        moment.happenings.add(new Happening.ProcessDied(service.index(), pod.name(), outOfMemory));
    }

    private void lose(Pod pod) {
        int[] operations = wiring.operations[service.index()];
        for (int place = 0; place < operations.length; place++) {
            Served served = pod.process().served[place];
            moment.lost[operations[place]] += served.inFlight();
            served.line.take(Integer.MAX_VALUE, second);
            served.active = 0;
        }
    }

    private Pod add() {
        Pod pod = new Pod(layout, wiring, service, new Pod.Birth(release, born++, generation, second));
        pod.until = second + startSeconds(pod);
        pods.add(pod);
        moment.happenings.add(new Happening.PodAdded(service.index(), pod.name()));
        return pod;
    }

    private int startSeconds(Pod pod) {
        double noise = dice.at(Dice.Purpose.LIFE, pod.key(), second).between(0.8, 1.3);
        return (int) Math.ceil(service.sizing().startSeconds() * noise);
    }

    private void retire(Pod pod) {
        pod.phase = Phase.TERMINATING;
        pod.until = second + LEAVING_SECONDS;
    }

    private boolean leaves(Pod pod) {
        if (pod.phase != Phase.TERMINATING || second < pod.until) {
            return false;
        }
        lose(pod);
        moment.happenings.add(new Happening.PodGone(service.index(), pod.name()));
        return true;
    }

    /// Begins to replace all pods by ones of a release.
    ///
    /// @param away how many ready pods it may take away before new ones are ready
    /// @param told whether others are told
    public void rollTo(Release next, int away, boolean told) {
        moment.happenings.add(new Happening.RolloutBegun(service.index(), release.version(), next.version(), told));
        known.removeIf(each -> each.version().equals(next.version()));
        known.add(next);
        release = next;
        unavailable = away;
        moving = true;
    }

    /// Begins to replace all pods by new ones of the same release.
    public void restart() {
        generation++;
        unavailable = 0;
        moving = true;
        moment.happenings.add(new Happening.RestartBegun(service.index()));
    }

    public void scaleTo(int pods) {
        if (pods != desired) {
            moment.happenings.add(new Happening.Scaled(service.index(), desired, pods));
            desired = pods;
        }
    }

    /// As a person scales: an autoscaler does not go below it.
    public void scaleBy(int by) {
        least = Math.max(1, least + by);
        scaleTo(Math.max(1, desired + by));
    }

    public void recyclePools() {
        for (Pod pod : pods) {
            for (PoolState pool : pod.process().pools) {
                pool.recycle();
            }
        }
        moment.happenings.add(new Happening.PoolsRecycled(service.index()));
    }

    /// Whether all wanted pods are there, fresh and ready, and no other.
    public boolean settled() {
        return count(this::fresh) == desired && pods.size() == desired && ready() == desired;
    }

    /// Looks a version up among those it ever had.
    ///
    /// @return empty for a version that it never had
    public Optional<Release> knows(String version) {
        return known.stream().filter(each -> each.version().equals(version)).findFirst();
    }

    Release release() {
        return release;
    }

    public int least() {
        return least;
    }

    public Service service() {
        return service;
    }

    private boolean fresh(Pod pod) {
        return stays(pod) && pod.generation() == generation && pod.version().equals(release.version());
    }

    private boolean old(Pod pod) {
        return stays(pod) && !fresh(pod);
    }

    private static boolean stays(Pod pod) {
        return pod.phase != Phase.TERMINATING;
    }

    private int count(Predicate<Pod> which) {
        int count = 0;
        for (Pod pod : pods) {
            count += which.test(pod) ? 1 : 0;
        }
        return count;
    }

    /// One that is not ready if there is one, otherwise the newest.
    private Pod lastOf(Predicate<Pod> which) {
        Pod last = pods.getFirst();
        boolean found = false;
        for (Pod pod : pods) {
            if (which.test(pod) && (!found || pod.phase != Phase.READY || last.phase == Phase.READY)) {
                last = pod;
                found = true;
            }
        }
        return last;
    }

    /// All its pods, in the order of their making.
    public List<Pod> pods() {
        return Collections.unmodifiableList(pods);
    }

    /// Pods that are wanted.
    public int desired() {
        return desired;
    }

    /// Pods that take requests.
    public int ready() {
        return count(pod -> pod.phase == Phase.READY);
    }

    /// Pods that are of the wanted version and restart.
    public int updated() {
        return count(this::fresh);
    }

    /// Pods that are there, whatever their phase.
    public int total() {
        return pods.size();
    }

    /// The version that is wanted.
    public String version() {
        return release.version();
    }
}
