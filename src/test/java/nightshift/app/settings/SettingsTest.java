package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.telemetry.Patience;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.RecallConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.sketch.LatencyConfig;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.incident.OpeningConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path HOME = Path.of("/home-of-test");
    private static final Capacity CAPACITY = Capacity.of(1L << 30);

    @Test
    void theDefaultsAreWhatTheDocumentSays() {
        // When
        Settings settings = Settings.read(written(Map.of()), HOME, CAPACITY);

        // Then
        assertThat(settings)
                .isEqualTo(new Settings(
                        new Settings.Directories(
                                HOME.resolve(".nightshift"), HOME.resolve("rules"), HOME.resolve("models")),
                        new Settings.Ports("127.0.0.1", 4317, 4318, 8080),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        new Settings.Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                        Duration.ofSeconds(60),
                        List.of(),
                        Optional.empty(),
                        CAPACITY,
                        new NamesConfig(Duration.ofMinutes(5), 10_000, 8),
                        new LatencyConfig(Duration.ofSeconds(10), Duration.ofSeconds(100), 20, 0.05),
                        new ChangesConfig(1_000, Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1)),
                        new WindowConfig(2L << 30, Duration.ofDays(15)),
                        new RecallConfig(Duration.ofDays(8), 120, 400_000, 120_000_000),
                        IncidentConfig.DEFAULT,
                        1_000_000,
                        List.of(),
                        new MuteLimits(Duration.ofDays(30), Duration.ofDays(366), 200)));
    }

    @Test
    void whoLetsMoreSeriesInMustSayThatTheyAreToBeWatched() {
        Settings more = Settings.read(written(Map.of("nightshift.limits.series", "90000")), HOME, CAPACITY);
        assertThat(more.capacity().series()).isEqualTo(90_000);
        assertThat(more.capacity().watched()).isEqualTo(CAPACITY.watched());

        Settings fewer = Settings.read(written(Map.of("nightshift.limits.series", "90")), HOME, CAPACITY);
        assertThat(fewer.capacity().watched()).isEqualTo(90);
    }

    @Test
    void everyKeyIsRead() {
        // Given
        SettingsSource source = written(Map.ofEntries(
                Map.entry("nightshift.directories.data", "/d"),
                Map.entry("nightshift.directories.rules", "/r"),
                Map.entry("nightshift.directories.models", "/m"),
                Map.entry("nightshift.mutes.longest", "2d"),
                Map.entry("nightshift.mutes.weekly", "100d"),
                Map.entry("nightshift.mutes.most", "7"),
                Map.entry("nightshift.host", "10.0.0.1"),
                Map.entry("nightshift.otlp.grpc.port", "1"),
                Map.entry("nightshift.otlp.http.port", "2"),
                Map.entry("nightshift.http.port", "3"),
                Map.entry("nightshift.token", "t"),
                Map.entry("nightshift.turn", "250ms"),
                Map.entry("nightshift.watchdog", "5m"),
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
                Map.entry("nightshift.objectives[0].services", "shop/pay*"),
                Map.entry("nightshift.objectives[0].availability", "99.9%"),
                Map.entry("nightshift.objectives[0].latency", "300ms"),
                Map.entry("nightshift.objectives[1].services", "*")));

        // When
        Settings settings = Settings.read(source, HOME, CAPACITY);

        // Then
        assertThat(settings.directories())
                .isEqualTo(new Settings.Directories(Path.of("/d"), Path.of("/r"), Path.of("/m")));
        assertThat(settings.ports()).isEqualTo(new Settings.Ports("10.0.0.1", 1, 2, 3));
        assertThat(settings.objectives())
                .containsExactly(
                        new Promise("shop/pay*", new Objective(0.999, Optional.of(Duration.ofMillis(300)))),
                        new Promise("*", new Objective(0.995, Optional.empty())));
        assertThat(settings.token()).contains("t");
        assertThat(settings.capacity()).isEqualTo(CAPACITY.with(500, 400, 600));
        assertThat(settings.turn()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.watchdog()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.windows()).isEqualTo(new WindowConfig(300L << 20, Duration.ofDays(3)));
        assertThat(settings.names()).isEqualTo(new NamesConfig(Duration.ofSeconds(90), 77, 7));
        assertThat(settings.latency())
                .isEqualTo(new LatencyConfig(Duration.ofSeconds(2), Duration.ofMinutes(3), 30, 0.1));
        assertThat(settings.changes())
                .isEqualTo(new ChangesConfig(11, Duration.ofMinutes(12), Duration.ofSeconds(13), Duration.ofHours(14)));
        assertThat(settings.observing())
                .isEqualTo(settings.capacity()
                        .observing()
                        .names(settings.names())
                        .latency(settings.latency())
                        .changes(settings.changes())
                        .ownPorts(Set.of(1, 2)));
        assertThat(settings.recall()).isEqualTo(new RecallConfig(Duration.ofDays(2), 150, 1_000, 2_000));
        assertThat(settings.incidents())
                .isEqualTo(new IncidentConfig(
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
                        new IncidentConfig.Turned(8, Duration.ofMinutes(4))));
        assertThat(settings.understanding())
                .isEqualTo(UnderstandConfig.defaults()
                        .watching(400)
                        .promising(settings.objectives())
                        .incidents(settings.incidents()));
        assertThat(settings.deadlines())
                .isEqualTo(new Settings.Deadlines(Duration.ofSeconds(3), Duration.ofSeconds(7)));
        assertThat(settings.targets()).singleElement().satisfies(target -> {
            assertThat(target.service()).isEqualTo("cart");
            assertThat(target.action()).isEqualTo("pool.recycle");
            assertThat(target.secret()).isEqualTo("s");
        });
        assertThat(settings.page())
                .hasValueSatisfying(page -> assertThat(page.secret()).isEqualTo("p"));
    }

    @Test
    void allThatIsWrongIsNamedAtOnceWithKeyValueSourceAndExpectation() {
        // Given
        SettingsSource source = written(Map.of("nightshift.http.port", "eighty", "nightshift.turn", "fast"));

        // Then
        assertThatThrownBy(() -> Settings.read(source, HOME, CAPACITY))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("nightshift.http.port = eighty (from a test): expected a port")
                .hasMessageContaining("nightshift.turn = fast (from a test): expected a positive duration");
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> Settings.read(written(Map.of("nightshift.tokn", "x")), HOME, CAPACITY))
                .hasMessageContaining("nightshift.tokn")
                .hasMessageContaining("no such key");
    }

    @Test
    void aStreamLastsLongerThanAnAnswer() {
        assertThatThrownBy(() -> Settings.read(written(Map.of("nightshift.latency.streamed", "10s")), HOME, CAPACITY))
                .hasMessageContaining("nightshift.latency.streamed = 10s (from a test): expected more than")
                .hasMessageContaining("nightshift.latency.answered");
    }

    @Test
    void aPatienceIsWindowsAndTheTimeThatTheyStandFor() {
        for (String wrong : List.of("30s", "2 windows 30s", "0 windows", "2 windows, 0s", "two windows, 30s")) {
            assertThatThrownBy(() -> Settings.read(written(Map.of("nightshift.incidents.felt", wrong)), HOME, CAPACITY))
                    .hasMessageContaining("nightshift.incidents.felt = " + wrong + " (from a test): expected windows")
                    .hasMessageContaining("2 windows, 30s");
        }
        assertThatThrownBy(() -> Settings.read(written(Map.of("nightshift.incidents.far", "1")), HOME, CAPACITY))
                .hasMessageContaining("nightshift.incidents.far = 1 (from a test): expected a number above 1");
    }

    @Test
    void aTargetWithoutASecretIsRefusedAndNoSecretIsPrinted() {
        assertThatThrownBy(() -> Settings.read(
                        written(Map.of("nightshift.targets[0].address", "http://127.0.0.1:9/actions")), HOME, CAPACITY))
                .hasMessageContaining("nightshift.targets[0].secret = (hidden)")
                .hasMessageContaining("needs a secret");
    }

    @Test
    void anAddressMustBeHttp() {
        assertThatThrownBy(() -> Settings.read(
                        written(Map.of("nightshift.page.address", "ftp://x", "nightshift.page.secret", "very-secret")),
                        HOME,
                        CAPACITY))
                .hasMessageContaining("expected an http or https address")
                .hasMessageNotContaining("very-secret");
    }

    private static SettingsSource written(Map<String, String> values) {
        return new SettingsSource() {
            @Override
            public Optional<Written> find(String key) {
                return Optional.ofNullable(values.get(key)).map(value -> new Written(value, "a test"));
            }

            @Override
            public List<String> keys() {
                return List.copyOf(values.keySet());
            }
        };
    }
}
