package nightshift.app.bench.soak;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nightshift.app.bench.soak.SoakJudge.Decided;
import nightshift.app.bench.soak.SoakJudge.Effect;
import nightshift.app.bench.soak.SoakJudge.Page;
import nightshift.app.bench.soak.SoakSchedule.Happening;

/// Runs a server through a schedule, kills it as it enters each state, and judges it from the outside.
public final class SoakBench implements AutoCloseable, SoakTarget.World {
    private static final int SERVICES = 24;
    private static final int STEP_SECONDS = 5;
    /// In half an hour; in a shorter night as many fewer.
    private static final int KILLS = 10;

    private static final int DECISIONS = 60;
    private static final Duration NIGHT = Duration.ofMinutes(30);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(7);
    private static final Duration PASSING = Duration.ofSeconds(50);
    private static final Duration LASTING = Duration.ofSeconds(180);
    private static final Duration SETTLE = Duration.ofSeconds(45);

    private final SoakSchedule schedule;
    private final Duration length;
    private final Consumer<String> progress;
    private final Path folder;
    private final SoakClock clock;
    private final SoakTarget target;
    private final SoakServer server;
    private final SoakFleet fleet;
    private final SoakFleet crowd;
    private final Random random;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Effect> effects = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Decided> decisions = new ConcurrentHashMap<>();
    private final Map<String, Duration> waited = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> later = new HashMap<>();
    private final List<SoakServer.Sample> samples = new ArrayList<>();
    private final Map<SoakSchedule.Kind, Integer> happened = new TreeMap<>();
    private final long begun = System.nanoTime();
    private volatile long readySince = System.nanoTime();
    private volatile boolean overloaded;
    private volatile boolean ending;

    /// What came of it.
    ///
    /// @param lines a short table
    /// @param broken promises that were broken, each with ids and times
    /// @param missing what did not happen often enough to prove anything
    public record Result(List<String> lines, List<String> broken, List<String> missing) {
        public Result {
            lines = List.copyOf(lines);
            broken = List.copyOf(broken);
            missing = List.copyOf(missing);
        }

        /// Whether enough happened, and no promise was broken.
        public boolean proven() {
            return broken.isEmpty() && missing.isEmpty();
        }
    }

    /// @param home of Nightshift, packaged
    /// @throws IOException when no copy of the rules or no port is to be had
    public SoakBench(Path home, Duration length, long seed, Consumer<String> progress)
            throws IOException, InterruptedException {
        this.length = length;
        this.progress = progress;
        schedule = SoakSchedule.of(seed, length.minus(SETTLE), SERVICES);
        random = new Random(seed);
        folder = Files.createTempDirectory("nightshift-soak");
        rules(home.resolve("rules"), folder.resolve("rules"));
        clock = new SoakClock(folder);
        fleet = new SoakFleet("soak-", SERVICES, seed, clock::nanos);
        crowd = new SoakFleet("crowd-", 2 * SERVICES, seed, clock::nanos);
        target = new SoakTarget(seed, this);
        server = new SoakServer(home, folder, clock, target.port(), client);
    }

    /// Runs it to the end.
    public Result run() throws IOException, InterruptedException {
        progress.accept("in " + folder + "; settings: " + String.join(", ", SoakServer.SETTINGS));
        progress.accept(
                clock.movable() ? "clock: moved by a library" : "CLOCK STEPS ARE SKIPPED: there is no C compiler");
        server.start();
        threads.execute(this::send);
        Deque<Happening> due = new ArrayDeque<>(schedule.happenings());
        long said = 0;
        while (since().compareTo(length) < 0) {
            while (!due.isEmpty() && due.getFirst().at().compareTo(since()) <= 0) {
                happen(due.removeFirst());
            }
            runLater();
            look();
            if (since().toSeconds() / 10 > said) {
                said = since().toSeconds() / 10;
                sample();
                progress.accept(line());
            }
            Thread.sleep(TICK);
        }
        ending = true;
        return result();
    }

    @Override
    public void effect(String id, String service, boolean helps) {
        int number = service.startsWith("soak-") ? Integer.parseInt(service.substring(5)) : -1;
        long now = System.nanoTime();
        effects.add(new Effect(id, service, since(), number < 0 ? Duration.ZERO : fleet.wellFor(number, now)));
        if (helps && number >= 0) {
            fleet.heal(number, now);
        }
    }

    /// The state that was hit least is hit next.
    @Override
    public void reached(String point) {
        synchronized (kills) {
            int before = kills.computeIfAbsent(point, _ -> 0);
            int least =
                    kills.values().stream().mapToInt(Integer::intValue).min().orElse(0);
            boolean quiet = System.nanoTime() - readySince < BETWEEN_KILLS.toNanos();
            if (ending || !server.ready() || quiet || before >= KILLS || before > least + 1 || random.nextInt(3) == 0) {
                return;
            }
            kills.put(point, before + 1);
            threads.execute(this::killed);
        }
    }

    @Override
    public void close() {
        ending = true;
        server.close();
        target.close();
        threads.shutdownNow();
        client.close();
    }

    private void killed() {
        try {
            server.kill();
            readySince = Long.MAX_VALUE;
            server.start();
        } catch (IOException | InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private void happen(Happening happening) throws IOException, InterruptedException {
        int amount = happening.amount();
        happened.merge(happening.kind(), 1, Integer::sum);
        switch (happening.kind()) {
            case FAULT -> fail(amount);
            case PASSING_FAULT -> {
                fail(amount);
                after(PASSING, () -> fleet.heal(amount, System.nanoTime()));
            }
            case FREEZE -> {
                if (server.ready()) {
                    server.freeze(true);
                    after(Duration.ofSeconds(amount), this::thaw);
                }
            }
            case STEP -> clock.step(amount);
            case DEAD_PAGER -> {
                target.pagerDead(true);
                after(Duration.ofSeconds(amount), () -> target.pagerDead(false));
            }
            case OVERLOAD -> {
                overloaded = true;
                after(Duration.ofSeconds(amount), () -> overloaded = false);
            }
        }
    }

    private void thaw() {
        try {
            server.freeze(false);
            readySince = System.nanoTime();
        } catch (IOException | InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
        }
    }

    /// What nothing helps passes after a while, so that the night goes on.
    private void fail(int service) throws InterruptedException {
        String before = fleet.version(service);
        if (fleet.fail(service)) {
            String failing = fleet.version(service);
            after(LASTING, () -> {
                if (fleet.version(service).equals(failing)) {
                    fleet.heal(service, System.nanoTime());
                }
            });
            server.post(
                    "/api/v1/changes",
                    ("{\"entity\":{\"name\":\"%s\"},\"kind\":\"deployment\",\"version\":\"%s\",\"previousVersion\":\"%s\","
                                    + "\"by\":\"soak\",\"summary\":\"release\"}")
                            .formatted(fleet.name(service), fleet.version(service), before));
        }
    }

    private void after(Duration wait, Runnable what) {
        later.put(System.nanoTime() + wait.toNanos(), what);
    }

    private void runLater() {
        long now = System.nanoTime();
        List<Long> due =
                later.keySet().stream().filter(at -> at <= now).sorted().toList();
        due.forEach(at -> requireNonNull(later.remove(at), "what is due").run());
    }

    private void send() {
        long last = System.nanoTime() - STEP_SECONDS * 1_000_000_000L;
        try {
            while (!ending) {
                long now = System.nanoTime();
                double seconds = (now - last) / 1e9;
                last = now;
                fleet.send(client, server.metrics(), seconds);
                if (overloaded) {
                    crowd.send(client, server.metrics(), seconds);
                }
                Thread.sleep(STEP_SECONDS * 1000L);
            }
        } catch (InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        if (server.frozen()) {
            waited.replaceAll((_, _) -> Duration.ZERO);
            return;
        }
        boolean before = server.ready();
        server.lookWhetherReady();
        if (!server.ready()) {
            waited.replaceAll((_, _) -> Duration.ZERO);
            return;
        }
        if (!before) {
            readySince = System.nanoTime();
        }
        server.get("/api/v1/decisions?limit=100")
                .ifPresent(page -> page.path("items").forEach(this::seen));
        decisions.values().stream().filter(Decided::page).map(Decided::id).forEach(this::pageWaits);
    }

    private void seen(JsonNode item) {
        JsonNode action = item.path("action");
        Decided now = new Decided(
                item.path("id").asText(),
                action.path("type").asText(),
                item.path("state").asText());
        Decided before = decisions.put(now.id(), now);
        if (before == null || !before.state().equals(now.state())) {
            reached((now.page() ? "page " : "") + now.state());
        }
    }

    private void pageWaits(String id) {
        if (target.paged(id)) {
            waited.remove(id);
        } else if (target.pagerDead()) {
            waited.put(id, Duration.ZERO);
        } else {
            waited.merge(id, TICK, Duration::plus);
        }
    }

    private void sample() throws InterruptedException {
        if (server.ready()) {
            server.sample().ifPresent(samples::add);
        }
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String line() {
        int killed = kills.values().stream().mapToInt(Integer::intValue).sum();
        return "%4d s  %s  decisions %d, effects %d, kills %d, %s"
                .formatted(
                        since().toSeconds(),
                        server.frozen() ? "frozen" : server.ready() ? "ready " : "away  ",
                        decisions.size(),
                        effects.size(),
                        killed,
                        samples.isEmpty() ? "-" : samples.getLast());
    }

    private Result result() {
        List<Page> pages = decisions.values().stream()
                .filter(Decided::page)
                .map(page ->
                        new Page(page.id(), target.paged(page.id()), waited.getOrDefault(page.id(), Duration.ZERO)))
                .toList();
        List<String> broken = new SoakJudge(SoakJudge.STALE, SoakJudge.CALL)
                .broken(List.copyOf(effects), List.copyOf(decisions.values()), pages);
        long acted = decisions.values().stream().filter(one -> !one.page()).count();
        Map<String, Long> ends = new TreeMap<>();
        decisions.values().forEach(one -> ends.merge((one.page() ? "page " : "") + one.state(), 1L, Long::sum));
        List<String> lines = new ArrayList<>();
        lines.add("decisions  " + acted + " of actions (" + wanted(DECISIONS) + " wanted), " + pages.size() + " pages: "
                + ends);
        lines.add("effects    " + effects.size());
        lines.add("kills      " + kills + " (" + wanted(KILLS) + " wanted in each)");
        lines.add("happened   " + happened);
        lines.add("targets    " + new TreeMap<>(target.shown()));
        lines.add("grown      " + grown());
        lines.add("broken     " + broken.size());
        return new Result(lines, broken, missing(acted));
    }

    private List<String> missing(long acted) {
        List<String> missing = new ArrayList<>();
        if (acted < wanted(DECISIONS)) {
            missing.add("only " + acted + " decisions, " + wanted(DECISIONS) + " wanted: too few to prove anything");
        }
        kills.forEach((state, times) -> {
            if (times < wanted(KILLS)) {
                missing.add("killed " + times + " times at '" + state + "', " + wanted(KILLS) + " wanted");
            }
        });
        return missing;
    }

    private long wanted(int inANight) {
        return Math.ceilDiv(inANight * Math.min(length.toSeconds(), NIGHT.toSeconds()), NIGHT.toSeconds());
    }

    private String grown() {
        int third = samples.size() / 3;
        if (third == 0) {
            return "too short to say";
        }
        return "first third " + mean(samples.subList(0, third)) + ", last third "
                + mean(samples.subList(samples.size() - third, samples.size()));
    }

    private static String mean(List<SoakServer.Sample> some) {
        return "%.0f MB, %.0f threads, %.0f descriptors"
                .formatted(
                        some.stream()
                                .mapToLong(SoakServer.Sample::residentMegabytes)
                                .average()
                                .orElse(0),
                        some.stream()
                                .mapToInt(SoakServer.Sample::threads)
                                .average()
                                .orElse(0),
                        some.stream()
                                .mapToInt(SoakServer.Sample::descriptors)
                                .average()
                                .orElse(0));
    }

    /// The rules that come along, with cool-downs that fit into half an hour.
    private static void rules(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replaceAll("@cooldown\\(\"[^\"]*\"\\)", "@cooldown(\"20s\")"));
            }
        }
    }
}
