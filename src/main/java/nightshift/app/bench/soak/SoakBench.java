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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.app.bench.soak.SoakJudge.Decided;
import nightshift.app.bench.soak.SoakJudge.Effect;
import nightshift.app.bench.soak.SoakJudge.Page;
import nightshift.app.bench.soak.SoakSchedule.Happening;

/// Runs a server through a schedule, kills it as it enters each state, and judges it from the outside.
public final class SoakBench implements AutoCloseable, SoakTarget.World {
    private static final int SERVICES = 40;
    private static final int STEP_SECONDS = 2;
    /// In half an hour; in a shorter night as many fewer.
    private static final int KILLS = 10;

    private static final int DECISIONS = 60;
    private static final Duration NIGHT = Duration.ofMinutes(30);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
    private static final Duration PASSING = Duration.ofSeconds(40);
    private static final Duration LASTING = Duration.ofSeconds(75);
    private static final Duration SETTLE = Duration.ofSeconds(45);
    private static final Duration ANSWERED = Duration.ofSeconds(4);
    private static final int TOLD_AGAIN = 10;
    private static final Set<String> UNSETTLED =
            Set.of("intent", "awaiting_approval", "started", "verifying", "undoing");
    private static final List<String> RULES = List.of("policy", "healing/deployment.drl", "healing/escalation.drl");
    private static final String RULE_MODE = "/api/v1/rules/deployment-rollback/mode";

    private final SoakSchedule schedule;
    private final Duration length;
    private final Consumer<String> progress;
    private final Path folder;
    private final SoakClock clock;
    private final SoakTarget target;
    private final SoakServer server;
    private final SoakFleet fleet;
    private final SoakFleet crowd;
    private final SoakKills kills;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Effect> effects = new ConcurrentLinkedQueue<>();
    private final SoakTurns turns = new SoakTurns();
    private final Map<String, Decided> decisions = new ConcurrentHashMap<>();
    private final Map<String, Duration> waited = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> later = new ConcurrentHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Random answers;
    private final List<SoakServer.Sample> samples = new ArrayList<>();
    private final Map<SoakSchedule.Kind, Integer> happened = new TreeMap<>();
    private final long begun = System.nanoTime();
    private volatile long readySince = System.nanoTime();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean overloaded;
    private volatile String mode = "auto";
    private String set = "auto";
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
        kills = new SoakKills(KILLS, new Random(seed));
        answers = new Random(seed);
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
        progress.accept("in " + folder + "; settings: " + String.join(", ", SoakServer.SETTINGS)
                + "; rules: of releases and of escalation, each with a cool-down of 5 s, and all policies");
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
    public void effect(String id, String service, SoakTarget.Help help) {
        int number = service.startsWith("soak-") ? Integer.parseInt(service.substring(5)) : -1;
        long now = System.nanoTime();
        effects.add(new Effect(id, service, since(), number < 0 ? Duration.ZERO : fleet.wellFor(number, now)));
        if (number < 0) {
            return;
        }
        switch (help) {
            case HEALS -> fleet.heal(number, now);
            case NONE -> {}
            case WORSENS -> fleet.worsen(number, true);
            case AS_BEFORE -> fleet.worsen(number, false);
        }
    }

    /// While its clock is behind, a server that is killed would rightly refuse to start. It is left some seconds
    /// between
    /// two kills, but for what comes only then: what a start settles of the decisions that it finds.
    @Override
    public void reached(String point) {
        kills.met(point);
        boolean soon = System.nanoTime() - readySince < BETWEEN_KILLS.toNanos();
        if (ending || !server.ready() || clock.behind() || soon && !kills.rare(point)) {
            return;
        }
        synchronized (kills) {
            if (server.ready() && kills.strikes(point, standing())) {
                readySince = Long.MAX_VALUE;
                server.away();
                threads.execute(this::killed);
            }
        }
    }

    /// The states, not yet settled, that decisions are in.
    private Set<String> standing() {
        return decisions.values().stream()
                .filter(one -> UNSETTLED.contains(one.state()))
                .map(Decided::point)
                .collect(Collectors.toSet());
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
            case APPROVALS -> {
                mode = "approve";
                after(Duration.ofSeconds(amount), () -> mode = "auto");
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
    private void fail(int service) {
        String before = fleet.version(service);
        if (!fleet.fail(service)) {
            return;
        }
        String failing = fleet.version(service);
        after(LASTING, () -> {
            if (fleet.version(service).equals(failing)) {
                fleet.heal(service, System.nanoTime());
            }
        });
        tell(
                ("{\"entity\":{\"name\":\"%s\"},\"kind\":\"deployment\",\"version\":\"%s\",\"previousVersion\":\"%s\","
                                + "\"by\":\"soak\",\"summary\":\"release\"}")
                        .formatted(fleet.name(service), failing, before),
                TOLD_AGAIN);
    }

    /// Who rolls out tells it, again while nobody listens.
    private void tell(String change, int again) {
        try {
            if (!(server.ready() && server.post("/api/v1/changes", change)) && again > 0) {
                after(ANSWERED, () -> tell(change, again - 1));
            }
        } catch (InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
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

    private void look() throws IOException, InterruptedException {
        if (server.frozen()) {
            turns.away();
            waited.replaceAll((_, _) -> Duration.ZERO);
            return;
        }
        if (server.ended() && samples.isEmpty()) {
            throw new IOException("the server ended at its start; " + folder.resolve("server.log") + " says why");
        }
        if (server.ended() && readySince != Long.MAX_VALUE) {
            ends.incrementAndGet();
            readySince = Long.MAX_VALUE;
            threads.execute(this::killed);
        }
        boolean before = server.ready();
        server.lookWhetherReady();
        if (!server.ready()) {
            waited.replaceAll((_, _) -> Duration.ZERO);
            turns.away();
            return;
        }
        if (!before) {
            readySince = System.nanoTime();
        }
        turns.look(server.turns(), System.nanoTime());
        server.get("/api/v1/decisions?limit=60")
                .ifPresent(page -> page.path("items").forEach(this::seen));
        decisions.values().stream()
                .filter(one -> one.page() || one.waits())
                .map(Decided::id)
                .forEach(this::pageWaits);
        if (!mode.equals(set) && server.send("PUT", RULE_MODE, "{\"mode\":\"" + mode + "\",\"reason\":\"soak\"}")) {
            set = mode;
        }
    }

    private void seen(JsonNode item) {
        JsonNode action = item.path("action");
        Decided now = new Decided(
                item.path("id").asText(),
                action.path("type").asText(),
                item.path("state").asText());
        Decided before = decisions.put(now.id(), now);
        if (before == null || !before.state().equals(now.state())) {
            reached(now.point());
        }
        if (now.waits() && asked.add(now.id())) {
            after(ANSWERED, () -> answer(now.id()));
        }
    }

    /// Three of four are approved.
    private void answer(String id) {
        String word = answers.nextInt(4) == 0 ? "/reject" : "/approve";
        try {
            if (!server.ready() || !server.post("/api/v1/decisions/" + id + word, "{\"reason\":\"soak\"}")) {
                asked.remove(id);
            }
        } catch (InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
        }
    }

    /// Answered by now, or not: whoever waits for a person has waited.
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
        return "%4d s  %s  decisions %d, effects %d, kills %d, %s"
                .formatted(
                        since().toSeconds(),
                        server.frozen() ? "frozen" : server.ready() ? "ready " : "away  ",
                        decisions.size(),
                        effects.size(),
                        kills.all(),
                        samples.isEmpty() ? "-" : samples.getLast());
    }

    private Result result() {
        List<Page> pages = decisions.values().stream()
                .filter(Decided::page)
                .map(page ->
                        new Page(page.id(), target.paged(page.id()), waited.getOrDefault(page.id(), Duration.ZERO)))
                .toList();
        SoakJudge judge = new SoakJudge(SoakJudge.STALE, SoakJudge.CALL);
        List<Effect> seen = List.copyOf(effects);
        List<String> broken = judge.broken(seen, List.copyOf(decisions.values()), pages);
        if (ends.get() > 0) {
            broken.add("ended by itself, " + ends.get() + " times");
        }
        long acted = decisions.values().stream().filter(one -> !one.page()).count();
        Map<String, Long> states = new TreeMap<>();
        decisions.values().forEach(one -> states.merge(one.point(), 1L, Long::sum));
        List<String> lines = new ArrayList<>();
        lines.add("decisions  " + acted + " of actions (" + wanted(DECISIONS) + " wanted), " + pages.size() + " pages: "
                + states);
        lines.add("kills      " + kills.all() + ", each in all states of that moment: " + kills.times() + " ("
                + wanted(KILLS) + " wanted in each)");
        lines.add("happened   " + happened);
        lines.add("targets    " + new TreeMap<>(target.shown()));
        lines.addAll(judge.counts(seen, pages));
        lines.add("turn gaps  " + turns.words());
        lines.add("grown      " + grown());
        lines.add("broken     " + broken.size());
        return new Result(lines, broken, missing(acted));
    }

    private List<String> missing(long acted) {
        List<String> missing = new ArrayList<>();
        if (acted < wanted(DECISIONS)) {
            missing.add("only " + acted + " decisions, " + wanted(DECISIONS) + " wanted: too few to prove anything");
        }
        kills.times().forEach((state, times) -> {
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

    /// Of the rules that come along those that have something to say of what is sent, since each start compiles them;
    /// with cool-downs that fit into half an hour.
    private static void rules(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> RULES.stream().anyMatch(from.relativize(file)::startsWith))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replaceAll("@cooldown\\(\"[^\"]*\"\\)", "@cooldown(\"5s\")"));
            }
        }
    }
}
