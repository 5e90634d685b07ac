package nightshift.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nightshift.app.assembly.Shared;
import nightshift.app.assembly.WorldTrial;
import nightshift.app.server.DemoServer;
import nightshift.app.server.ExitCode;
import nightshift.fact.decision.RuleStatus;
import nightshift.loop.Nightshift;
import nightshift.simulate.judge.Demo;
import nightshift.simulate.trial.Moment;
import nightshift.simulate.trial.Outcome;
import nightshift.simulate.trial.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `demo`: a simulated shop, three production faults in turn, and Nightshift dealing with them.
@Command(
        description = {
            "Runs a simulated shop that sends real OTLP, breaks it in three ways, and shows Nightshift heal it.",
            "With the page at http://127.0.0.1:8080 unless --headless.",
            "With --cluster the shop runs in a Kubernetes control plane on this machine, in real time, some six minutes.",
            "Exit code 0 when all faults were healed and verified, else 1."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private CandidateOptions candidate = new CandidateOptions();

    @Option(names = "--headless", description = "Without the page, as fast as it can.")
    private boolean headless;

    @Option(
            names = "--cluster",
            description =
                    "In a real Kubernetes control plane, which is built once (Go 1.26 or newer) and ended after it.")
    private boolean cluster;

    @Option(
            names = "--speed",
            defaultValue = "60",
            paramLabel = "FACTOR",
            description = "With the page: how much faster than life the world runs once it is warm (default 60).")
    private int speed;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Which world (default 1).")
    private long seed;

    @Option(names = "--port", defaultValue = "8080", paramLabel = "PORT", description = "Port of the page.")
    private int port;

    @Override
    public Integer call() {
        if (cluster) {
            return new ClusterDemo(output, port, seed).play();
        }
        List<Scenario> scenarios = ScenarioFiles.seeds();
        try (Shared shared = Shared.open(candidate.models())) {
            Demo.Pace pace =
                    headless ? Demo.Pace.FREE : new Paced(scenarios.getFirst().given(), speed);
            Trials trials = new Trials(shared);
            try (Demo demo =
                    new Demo(trials, candidate.candidate(), scenarios.getFirst().given(), seed, pace, this::tell)) {
                return headless ? play(demo, scenarios) : withPage(demo, scenarios);
            }
        }
    }

    private int withPage(Demo demo, List<Scenario> scenarios) {
        StartCommand.demandFree("127.0.0.1", port, "the page", "--port");
        System.setProperty("nightshift.http.port", Integer.toString(port));
        DemoServer.boot(((WorldTrial) demo.trial()).nightshift());
        output.progress("the page is at http://127.0.0.1:" + port);
        int code = play(demo, scenarios);
        if (System.console() != null && System.console().isTerminal()) {
            output.progress("the shop stays open; end it with Ctrl-C");
            while (!Thread.currentThread().isInterrupted()) {
                demo.turn();
            }
        }
        return code;
    }

    private int play(Demo demo, List<Scenario> scenarios) {
        List<Demo.Act> acts = demo.play(scenarios);
        output.object(Map.of("scenarios", acts.stream().map(DemoCommand::told).toList()));
        List<List<String>> rows = new ArrayList<>();
        for (Demo.Act act : acts) {
            rows.add(List.of(
                    act.name(),
                    word(act.outcome()),
                    Durations.said(act.detectedAfter()),
                    Durations.said(act.healedAfter())));
        }
        output.line("");
        output.table(List.of("FAULT", "OUTCOME", "DETECTED AFTER", "HEALED AFTER"), rows);
        long healed =
                acts.stream().filter(act -> act.outcome() == Outcome.HEALED).count();
        output.line(healed + " of " + acts.size() + " faults healed and verified without a human (world time)");
        limits(((WorldTrial) demo.trial()).nightshift()).forEach(limit -> output.progress("note: " + limit));
        return healed == acts.size() ? ExitCode.OK : ExitCode.NOT_DONE;
    }

    /// What kept this Nightshift from doing its best.
    private static List<String> limits(Nightshift shown) {
        List<String> limits = new ArrayList<>(shown.health().reasons());
        if (shown.rules().rules().stream().allMatch(RuleStatus::policy)) {
            limits.add("there are no healing rules, so nothing was proposed");
        }
        return limits;
    }

    private void tell(Moment moment) {
        output.progress(moment.at() + "  " + moment.source() + "  " + moment.text());
    }

    private static Map<String, @Nullable Object> told(Demo.Act act) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("name", act.name());
        told.put("outcome", word(act.outcome()));
        told.put("detectedAfter", Durations.iso(act.detectedAfter()));
        told.put("healedAfter", Durations.iso(act.healedAfter()));
        return told;
    }

    /// `healed`, `escalated` or `failed`: a fault that nobody touched is not healed either.
    private static String word(Outcome outcome) {
        return (outcome == Outcome.UNTOUCHED ? Outcome.FAILED : outcome).name().toLowerCase(Locale.ROOT);
    }

    /// Lets the warm-up pass as fast as it can, and the rest at a pace that people can follow.
    private static final class Paced implements Demo.Pace {
        private final Instant warm;
        private final int speed;
        private long due;

        Paced(Scenario.Given given, int speed) {
            this.warm = given.start().plus(given.warmUp());
            this.speed = speed;
        }

        @Override
        public void await(Instant moment) {
            if (moment.isBefore(warm)) {
                return;
            }
            long now = System.nanoTime();
            if (due > now) {
                try {
                    Thread.sleep(Duration.ofNanos(due - now));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            due = System.nanoTime() + Duration.ofSeconds(10).toNanos() / speed;
        }
    }
}
