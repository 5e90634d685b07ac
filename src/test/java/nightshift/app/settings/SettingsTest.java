package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.act.ActConfig;
import nightshift.act.interlock.InterlockConfig;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.OptIn;
import nightshift.act.life.LifeConfig;
import nightshift.act.life.NoticeConfig;
import nightshift.act.verify.Deadlines;
import nightshift.act.verify.VerifyConfig;
import nightshift.decide.DecideConfig;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.live.FactLimits;
import nightshift.decide.live.LiveConfig;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.live.RehearsalConfig;
import nightshift.fact.ActionType;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.telemetry.Patience;
import nightshift.journal.RetentionConfig;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.HoldConfig;
import nightshift.loop.RecallConfig;
import nightshift.observe.ObserveConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.kubernetes.KubernetesConfig;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.sketch.LatencyConfig;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.incident.OpeningConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Path HOME = Path.of("/home-of-test");
    private static final Capacity CAPACITY = Capacity.of(1L << 30);
    private static final String TOKEN = "sixteen-letters-or-more";

    @TempDir
    private Path directory;

    @Test
    void whoLetsMoreSeriesInMustSayThatTheyAreToBeWatched() {
        Settings more = read(Map.of("nightshift.limits.series", "90000"));
        assertThat(limits(more).series()).isEqualTo(90_000);
        assertThat(watched(more)).isEqualTo(CAPACITY.watched());

        Settings fewer = read(Map.of("nightshift.limits.series", "90"));
        assertThat(watched(fewer)).isEqualTo(90);
    }

    @Test
    void everyKeyIsRead() {
        // When
        Settings settings = read(Map.ofEntries(
                Map.entry("nightshift.directories.data", "/d"),
                Map.entry("nightshift.directories.rules", "/r"),
                Map.entry("nightshift.directories.models", "/m"),
                Map.entry("nightshift.host", "10.0.0.1"),
                Map.entry("nightshift.otlp.grpc.port", "1"),
                Map.entry("nightshift.otlp.http.port", "2"),
                Map.entry("nightshift.http.port", "3"),
                Map.entry("nightshift.token", TOKEN),
                Map.entry("nightshift.hosts", "Night.example, shift.example"),
                Map.entry("nightshift.proxies", "10.0.0.2"),
                Map.entry("nightshift.intake.window", "15s"),
                Map.entry("nightshift.intake.lateness", "6s"),
                Map.entry("nightshift.intake.ahead", "7s"),
                Map.entry("nightshift.intake.stale", "8m"),
                Map.entry("nightshift.limits.sources", "700"),
                Map.entry("nightshift.limits.dependencies", "71"),
                Map.entry("nightshift.limits.spans", "72"),
                Map.entry("nightshift.limits.workloads", "73"),
                Map.entry("nightshift.limits.replicas", "74"),
                Map.entry("nightshift.changes.memory", "75m"),
                Map.entry("nightshift.otlp.request", "3MB"),
                Map.entry("nightshift.otlp.items", "76"),
                Map.entry("nightshift.otlp.concurrent", "77"),
                Map.entry("nightshift.limits.attributes", "80"),
                Map.entry("nightshift.rules.facts.type", "21"),
                Map.entry("nightshift.rules.facts.few", "20"),
                Map.entry("nightshift.rules.facts.service", "22"),
                Map.entry("nightshift.rules.facts.text", "19"),
                Map.entry("nightshift.rules.firings", "23"),
                Map.entry("nightshift.rules.rehearsal.megabytes", "18"),
                Map.entry("nightshift.rules.rehearsal.time", "17s"),
                Map.entry("nightshift.rules.rehearsal.waiting", "false"),
                Map.entry("nightshift.rules.steps", "24"),
                Map.entry("nightshift.rules.budget", "2s"),
                Map.entry("nightshift.rules.failures", "5"),
                Map.entry("nightshift.rules.latest", "27s"),
                Map.entry("nightshift.escalation.rung", "25s"),
                Map.entry("nightshift.escalation.untouched", "26m"),
                Map.entry("nightshift.actions.confidence", "95%"),
                Map.entry("nightshift.actions.cooldown", "31m"),
                Map.entry("nightshift.actions.targets", "4"),
                Map.entry("nightshift.actions.share", "50%"),
                Map.entry("nightshift.actions.namespace", "7"),
                Map.entry("nightshift.actions.hourly", "32"),
                Map.entry("nightshift.actions.hourly-service", "9"),
                Map.entry("nightshift.actions.storm", "6"),
                Map.entry("nightshift.actions.storm-share", "25%"),
                Map.entry("nightshift.actions.storm-within", "3m"),
                Map.entry("nightshift.actions.reversal", "50m"),
                Map.entry("nightshift.actions.veto", "3h"),
                Map.entry("nightshift.actions.gap", "33s"),
                Map.entry("nightshift.approval.expires", "2h"),
                Map.entry("nightshift.approval.plan", "46s"),
                Map.entry("nightshift.approval.reminders", "5m, 1h"),
                Map.entry("nightshift.mutes.longest", "2d"),
                Map.entry("nightshift.mutes.weekly", "100d"),
                Map.entry("nightshift.mutes.most", "7"),
                Map.entry("nightshift.running.time", "37m"),
                Map.entry("nightshift.running.times.\"cache.flush\"", "9m"),
                Map.entry("nightshift.running.unknown", "34m"),
                Map.entry("nightshift.running.again", "36s"),
                Map.entry("nightshift.running.paging", "35h"),
                Map.entry("nightshift.running.cancelling", "38m"),
                Map.entry("nightshift.verify.healthy", "7 windows"),
                Map.entry("nightshift.verify.settle", "43s"),
                Map.entry("nightshift.verify.time", "44m"),
                Map.entry("nightshift.verify.times.\"pool.recycle\"", "4m"),
                Map.entry("nightshift.verify.young", "3 windows, 45s"),
                Map.entry("nightshift.verify.proof.share", "40%"),
                Map.entry("nightshift.verify.proof.requests", "41"),
                Map.entry("nightshift.verify.proof.collapsed", "60%"),
                Map.entry("nightshift.verify.worse.windows", "3 windows, 42s"),
                Map.entry("nightshift.verify.worse.times", "2.5"),
                Map.entry("nightshift.verify.worse.failures", "1.5"),
                Map.entry("nightshift.turn", "250ms"),
                Map.entry("nightshift.watchdog", "5m"),
                Map.entry("nightshift.journal.age", "40d"),
                Map.entry("nightshift.journal.size", "7MB"),
                Map.entry("nightshift.windows.size", "300MB"),
                Map.entry("nightshift.windows.age", "3d"),
                Map.entry("nightshift.names.forgotten", "90s"),
                Map.entry("nightshift.names.calls", "77"),
                Map.entry("nightshift.names.servers", "7"),
                Map.entry("nightshift.latency.answered", "2s"),
                Map.entry("nightshift.latency.streamed", "3m"),
                Map.entry("nightshift.latency.answers", "30"),
                Map.entry("nightshift.latency.between", "10%"),
                Map.entry("nightshift.changes.remembered", "11"),
                Map.entry("nightshift.changes.same", "12m"),
                Map.entry("nightshift.changes.settling", "13s"),
                Map.entry("nightshift.changes.absence", "14h"),
                Map.entry("nightshift.holds.proposal", "3"),
                Map.entry("nightshift.holds.incident", "30"),
                Map.entry("nightshift.recall.reach", "2d"),
                Map.entry("nightshift.recall.windows", "150"),
                Map.entry("nightshift.recall.judged", "1000"),
                Map.entry("nightshift.recall.sampled", "2000"),
                Map.entry("nightshift.incidents.felt", "3 windows, 45s"),
                Map.entry("nightshift.incidents.unready", "4 windows, 2m"),
                Map.entry("nightshift.incidents.rollout", "5 windows, 10m"),
                Map.entry("nightshift.incidents.strained", "6 windows, 1m"),
                Map.entry("nightshift.incidents.queued", "7 windows, 15m"),
                Map.entry("nightshift.incidents.pressed", "1 window"),
                Map.entry("nightshift.incidents.far", "5.5"),
                Map.entry("nightshift.incidents.requests", "30"),
                Map.entry("nightshift.incidents.few", "40%"),
                Map.entry("nightshift.incidents.full", "97%"),
                Map.entry("nightshift.incidents.close", "2 windows, 3m"),
                Map.entry("nightshift.incidents.suspicion", "1h"),
                Map.entry("nightshift.incidents.settles", "2h"),
                Map.entry("nightshift.incidents.turned.times", "8"),
                Map.entry("nightshift.incidents.turned.insists", "4m"),
                Map.entry("nightshift.deadline.call", "3s"),
                Map.entry("nightshift.deadline.shutdown", "7s"),
                Map.entry("nightshift.limits.series", "500"),
                Map.entry("nightshift.limits.watched", "400"),
                Map.entry("nightshift.limits.streams", "600"),
                Map.entry("nightshift.targets[0].service", "cart"),
                Map.entry("nightshift.targets[0].action", "pool.recycle"),
                Map.entry("nightshift.targets[0].address", "http://127.0.0.1:9/actions"),
                Map.entry("nightshift.targets[0].secret", "s"),
                Map.entry("nightshift.page.address", "https://page.example/hook"),
                Map.entry("nightshift.page.secret", "p"),
                Map.entry("nightshift.followers", "20"),
                Map.entry("nightshift.kubernetes.observe", "true"),
                Map.entry("nightshift.kubernetes.act", "true"),
                Map.entry("nightshift.kubernetes.kubeconfig", "/k"),
                Map.entry("nightshift.kubernetes.context", "there"),
                Map.entry("nightshift.kubernetes.cluster", "east"),
                Map.entry("nightshift.kubernetes.namespaces", "shop, bank"),
                Map.entry("nightshift.kubernetes.stale-after", "5m"),
                Map.entry("nightshift.kubernetes.soak", "1h"),
                Map.entry("nightshift.kubernetes.bounds.namespaces", "vault, kube-system"),
                Map.entry("nightshift.kubernetes.bounds.unlabelled", "approve"),
                Map.entry("nightshift.kubernetes.bounds.growth", "3"),
                Map.entry("nightshift.kubernetes.bounds.replicas", "40"),
                Map.entry("nightshift.kubernetes.bounds.min-healthy", "75%"),
                Map.entry("nightshift.kubernetes.bounds.nodes", "50%"),
                Map.entry("nightshift.kubernetes.bounds.steady", "7m"),
                Map.entry("nightshift.kubernetes.bounds.admission", "false"),
                Map.entry("nightshift.objectives[0].services", "shop/pay*"),
                Map.entry("nightshift.objectives[0].availability", "99.9%"),
                Map.entry("nightshift.objectives[0].latency", "300ms"),
                Map.entry("nightshift.objectives[1].services", "*")));

        // Then
        assertThat(settings.directories())
                .isEqualTo(new Settings.Directories(Path.of("/d"), Path.of("/r"), Path.of("/m")));
        assertThat(settings.ports()).isEqualTo(new Settings.Ports("10.0.0.1", 1, 2, 3));
        assertThat(settings.receiving()).isEqualTo(new OtlpConfig("10.0.0.1", 1, 2, 3 << 20, 76, 77, Set.of()));
        assertThat(settings.access())
                .isEqualTo(new Settings.Access(
                        Optional.of(TOKEN), Set.of("night.example", "shift.example"), Set.of("10.0.0.2"), 20));
        assertThat(settings.turn()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.watchdog()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.deadlines())
                .isEqualTo(new Settings.Deadlines(Duration.ofSeconds(3), Duration.ofSeconds(7)));
        assertThat(settings.targets())
                .containsExactly(
                        new Settings.Target("cart", "pool.recycle", URI.create("http://127.0.0.1:9/actions"), "s"));
        assertThat(settings.page().orElseThrow().secret()).isEqualTo("p");
        assertThat(settings.stages().soak()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.kubernetes())
                .isEqualTo(new Settings.Kubernetes(
                        true,
                        true,
                        new Settings.Kubernetes.Access(Optional.of(Path.of("/k")), Optional.of("there"), "east"),
                        new KubernetesConfig("east", Set.of("shop", "bank"), Duration.ofMinutes(5)),
                        new KubernetesBounds(
                                Set.of("vault", "kube-system"),
                                OptIn.APPROVE,
                                3,
                                40,
                                0.75,
                                0.5,
                                Duration.ofMinutes(7),
                                false)));
        assertThat(settings.retention()).isEqualTo(new RetentionConfig(Duration.ofDays(40), 7L << 20));
        assertThat(settings.stages().windows()).isEqualTo(new WindowConfig(300L << 20, Duration.ofDays(3)));
        assertThat(settings.stages().holds()).isEqualTo(new HoldConfig(3, 30));
        assertThat(settings.stages().recall()).isEqualTo(new RecallConfig(Duration.ofDays(2), 150, 1_000, 2_000));
        assertThat(settings.stages().observing()).isEqualTo(observing());
        assertThat(settings.stages().understanding())
                .isEqualTo(UnderstandConfig.defaults()
                        .remembering(Duration.ofMinutes(75))
                        .watching(400)
                        .promising(List.of(
                                new Promise("shop/pay*", new Objective(0.999, Optional.of(Duration.ofMillis(300)))),
                                new Promise("*", new Objective(0.995, Optional.empty()))))
                        .incidents(incidents()));
        assertThat(settings.stages().deciding()).isEqualTo(deciding());
        assertThat(settings.stages().acting()).isEqualTo(acting());
    }

    private static ObserveConfig observing() {
        ObserveConfig usual = new Capacity(500, 400, 600, 71, 72, CAPACITY.closedWindows()).observing();
        return usual.series(new SeriesConfig(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofMinutes(8),
                        usual.series().firstPointReach(),
                        new SeriesConfig.Limits(500, 600, 700, 80, 256),
                        Set.of(1, 2)))
                .roster(new RosterConfig(73, 74, 8, Duration.ofMinutes(5)))
                .names(new NamesConfig(Duration.ofSeconds(90), 77, 7))
                .latency(new LatencyConfig(Duration.ofSeconds(2), Duration.ofMinutes(3), 30, 0.1))
                .changes(new ChangesConfig(11, Duration.ofMinutes(12), Duration.ofSeconds(13), Duration.ofHours(14)));
    }

    private static IncidentConfig incidents() {
        return new IncidentConfig(
                new OpeningConfig(
                        new Patience(3, Duration.ofSeconds(45)),
                        new Patience(4, Duration.ofMinutes(2)),
                        new Patience(5, Duration.ofMinutes(10)),
                        new Patience(6, Duration.ofMinutes(1)),
                        new Patience(7, Duration.ofMinutes(15)),
                        new Patience(1, Duration.ZERO),
                        5.5,
                        30,
                        0.4,
                        0.97),
                new Patience(2, Duration.ofMinutes(3)),
                Duration.ofHours(1),
                Duration.ofHours(2),
                new IncidentConfig.Turned(8, Duration.ofMinutes(4)));
    }

    private static DecideConfig deciding() {
        DecideConfig usual = DecideConfig.of(Path.of("/r"));
        return new DecideConfig(
                new LiveConfig(
                        Path.of("/r"),
                        new FactLimits(21, 20, 22, 19),
                        5,
                        new RehearsalConfig(18, Duration.ofSeconds(17), false, Rehearsal.NONE)),
                new EvaluationLimits(
                        23, 24, Duration.ofSeconds(2), usual.evaluation().watchdog()),
                new DecisionConfig(Duration.ofSeconds(25), Duration.ofMinutes(26)),
                Duration.ofSeconds(27));
    }

    private static ActConfig acting() {
        return new ActConfig(
                new InterlockConfig(
                        0.95,
                        Duration.ofMinutes(31),
                        new InterlockConfig.AtOnce(4, 0.5, 7),
                        new InterlockConfig.PerHour(32, 9),
                        new InterlockConfig.Storm(6, 0.25, Duration.ofMinutes(3)),
                        new InterlockConfig.Reversal(Duration.ofMinutes(50), Duration.ofHours(3)),
                        Duration.ofSeconds(33)),
                new LifeConfig(
                        Duration.ofHours(2),
                        Duration.ofMinutes(34),
                        Duration.ofHours(35),
                        Duration.ofSeconds(36),
                        new Deadlines(
                                Map.of(
                                        ActionType.POOL_RECYCLE,
                                        Duration.ofMinutes(2),
                                        "cache.flush",
                                        Duration.ofMinutes(9)),
                                Duration.ofMinutes(37)),
                        Duration.ofMinutes(38)),
                new VerifyConfig(
                        new Patience(7, Duration.ZERO),
                        new VerifyConfig.Proof(0.4, 41, 0.6),
                        new VerifyConfig.Worse(new Patience(3, Duration.ofSeconds(42)), 2.5, 1.5),
                        Duration.ofSeconds(43),
                        new Deadlines(
                                Map.of(
                                        ActionType.POOL_RECYCLE, Duration.ofMinutes(4),
                                        ActionType.WORKLOAD_RESTART, Duration.ofMinutes(5),
                                        ActionType.WORKLOAD_SCALE, Duration.ofMinutes(5),
                                        ActionType.WORKLOAD_ROLLBACK, Duration.ofMinutes(6)),
                                Duration.ofMinutes(44)),
                        new Patience(3, Duration.ofSeconds(45))),
                new NoticeConfig(Duration.ofSeconds(46), List.of(Duration.ofMinutes(5), Duration.ofHours(1))),
                new MuteLimits(Duration.ofDays(2), Duration.ofDays(100), 7));
    }

    @Test
    void theStrongestSourceCounts() throws IOException {
        // Given
        Path named = Files.writeString(directory.resolve("named"), "nightshift.turn=3s\nnightshift.watchdog=3m");
        Path usual = Files.writeString(
                directory.resolve("usual"), "nightshift.turn=4s\nnightshift.watchdog=4m\nnightshift.host=127.0.0.4");

        // When
        Settings settings = Settings.read(
                Sources.of(Map.of("nightshift.turn", "1s"), Map.of("NIGHTSHIFT_TURN", "2s"), named, usual),
                HOME,
                CAPACITY);

        // Then
        assertThat(settings.turn()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.watchdog()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.ports().host()).isEqualTo("127.0.0.4");
    }

    @Test
    void aValueMayReferToPropertiesVariablesAndOtherKeys() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("mine"), """
                nightshift.directories.data=${user.home}/nightshift
                nightshift.directories.rules=${RULES_OF_MINE}
                nightshift.directories.models=${nightshift.directories.rules}/models
                nightshift.turn=${pace:3s}
                %prod.nightshift.watchdog=7m
                %dev.nightshift.watchdog=8m
                """);

        // When
        Settings settings = Settings.read(
                Sources.of(Map.of("user.home", "/home/kim"), Map.of("RULES_OF_MINE", "/rules"), file), HOME, CAPACITY);

        // Then
        assertThat(settings.directories())
                .isEqualTo(new Settings.Directories(
                        Path.of("/home/kim/nightshift"), Path.of("/rules"), Path.of("/rules/models")));
        assertThat(settings.turn()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.watchdog()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aListMayBeWrittenAsEnvironmentVariables() {
        Settings settings = Settings.read(
                Sources.of(
                        Map.of(),
                        Map.of(
                                "NIGHTSHIFT_TARGETS_0__ADDRESS", "http://a/x",
                                "NIGHTSHIFT_TARGETS_0__SECRET", "s",
                                "NIGHTSHIFT_RUNNING_TIMES__CACHE_FLUSH_", "9m")),
                HOME,
                CAPACITY);

        assertThat(settings.targets()).containsExactly(new Settings.Target("*", "*", URI.create("http://a/x"), "s"));
        assertThat(settings.stages().acting().patience().running().of("cache.flush"))
                .isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void noSecretIsInTheTextOfSettings() {
        assertThat(read(Map.of(
                                "nightshift.token", TOKEN,
                                "nightshift.page.address", "http://a/x",
                                "nightshift.page.secret", "very-secret",
                                "nightshift.targets[0].address", "http://a/x",
                                "nightshift.targets[0].secret", "very-secret"))
                        .toString())
                .doesNotContain(TOKEN, "very-secret");
    }

    private static Settings read(Map<String, String> properties) {
        return Settings.read(Sources.of(properties), HOME, CAPACITY);
    }

    private static SeriesConfig.Limits limits(Settings settings) {
        return settings.stages().observing().series().limits();
    }

    private static int watched(Settings settings) {
        return settings.stages().understanding().detection().series();
    }
}
