package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that is wrong is named at once, as it was written and where, and no secret is.
class MistakesTest {
    private static final Path HOME = Path.of("/home-of-test");
    private static final Capacity CAPACITY = Capacity.of(1L << 30);

    @TempDir
    private Path directory;

    @Test
    void allThatIsWrongIsNamedAtOnceWithKeyValueSourceAndExpectation() {
        assertThat(mistakes(Map.of("nightshift.http.port", "eighty", "nightshift.turn", "fast")))
                .containsExactly(
                        "nightshift.http.port = eighty (from system property): expected a port, 0 to 65535 (0 takes a"
                                + " free one)",
                        "nightshift.turn = fast (from system property): expected a positive duration such as 500ms,"
                                + " 10s, 5m, 1h, 2d, of at most 36500d");
    }

    @Test
    void whatOneMistakeHidesIsNamedTooOnceAllElseIsRead() {
        assertThat(mistakes(Map.of("nightshift.turn", "fast", "nightshift.latency.streamed", "10s")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("nightshift.latency.streamed = 10s (from system property): expected"
                        + " more than nightshift.latency.answered"));
    }

    @Test
    void aMistakeIsNamedAsItWasWrittenInFileAndEnvironment() throws IOException {
        // Given
        Path file = directory.resolve("mine.properties");
        Files.writeString(file, """
                # what I want
                nightshift.turn = fast
                nightshift.otlp.grpc.port = 70000
                """);

        // When
        List<String> mistakes = mistakes(Sources.of(
                Map.of(),
                Map.of("NIGHTSHIFT_OTLP_GRPC_PORT", "4t", "NIGHTSHIFT_TARGETS_0__ADDRESS", "ftp://u:pw@x"),
                file));

        // Then
        assertThat(mistakes)
                .hasSize(3)
                .anyMatch(line -> line.startsWith("NIGHTSHIFT_OTLP_GRPC_PORT = 4t (from environment variable): "))
                .anyMatch(
                        line -> line.startsWith(
                                "NIGHTSHIFT_TARGETS_0__ADDRESS = ftp://(hidden)@x (from environment variable): expected an http"))
                .anyMatch(line -> line.startsWith("nightshift.turn = fast (from " + file + ":2): expected a positive"));
    }

    @Test
    void aMisspeltKeyStopsTheStartAndTheNearestIsNamedButNotTheValueWhichMayBeASecret() {
        // When
        List<String> mistakes = mistakes(Sources.of(
                Map.of("nightshift.tokn", "hush-hush", "nightshift.targets[0].adress", "http://a"),
                Map.of("NIGHTSHIFT_TOKN", "hush-hush", "NIGHTSHIFT_JAVA_OPTS", "-Xmx1g", "HOME", "/root")));

        // Then
        assertThat(mistakes)
                .hasSize(3)
                .anyMatch(line -> line.startsWith(
                        "nightshift.tokn (from system property): no such key, perhaps nightshift.token; the keys"))
                .anyMatch(line -> line.startsWith("nightshift.targets[0].adress (from system property): no such key,"
                        + " perhaps nightshift.targets[*].address; the keys"))
                .anyMatch(line -> line.startsWith(
                        "NIGHTSHIFT_TOKN (from environment variable): no such key, perhaps NIGHTSHIFT_TOKEN; the"))
                .noneMatch(line -> line.contains("hush-hush"));
    }

    @Test
    void whatKubernetesTellsOfAServiceOfThatNameIsNoMistake() {
        Settings settings = Settings.read(
                Sources.of(
                        Map.of(),
                        Map.of(
                                "NIGHTSHIFT_SERVICE_HOST", "10.96.0.7",
                                "NIGHTSHIFT_SERVICE_PORT", "8080",
                                "NIGHTSHIFT_SERVICE_PORT_OTLP_GRPC", "4317",
                                "NIGHTSHIFT_PORT", "tcp://10.96.0.7:8080",
                                "NIGHTSHIFT_PORT_4317_TCP", "tcp://10.96.0.7:4317",
                                "NIGHTSHIFT_PORT_4317_TCP_ADDR", "10.96.0.7",
                                "NIGHTSHIFT_HTTP_PORT", "tcp://10.96.0.8:80",
                                "NIGHTSHIFT_HTTP_SERVICE_HOST", "10.96.0.8")),
                HOME,
                CAPACITY);

        assertThat(settings.ports()).isEqualTo(new Settings.Ports("127.0.0.1", 4317, 4318, 8080));
    }

    @Test
    void aKeyThatIsWrittenTwiceInOneFileIsNamedAndOneOfTwoFilesWins() throws IOException {
        Path file = Files.writeString(
                directory.resolve("twice"), "nightshift.turn=2s\nother=1\nother=2\nnightshift.turn=3s");
        Path other = Files.writeString(directory.resolve("once"), "nightshift.watchdog=70s");
        Path weaker = Files.writeString(directory.resolve("weaker"), "nightshift.watchdog=80s");

        assertThat(mistakes(Sources.of(Map.of(), Map.of(), file)))
                .containsExactly("nightshift.turn (from " + file + "): it is written twice, expected once");
        assertThat(Settings.read(Sources.of(Map.of(), Map.of(), other, weaker), HOME, CAPACITY)
                        .watchdog())
                .hasSeconds(70);
    }

    @Test
    void oneOfAListStandsForNoOtherWhereTheFirstIsLeftOut() {
        assertThat(mistakes(Map.of(
                        "nightshift.targets[1].address", "http://a",
                        "nightshift.objectives[0].services", "cart",
                        "nightshift.objectives[2].services", "pay",
                        "nightshift.objectives[3].latency", "1s")))
                .containsExactlyInAnyOrder(
                        "nightshift.targets[1].address = http://a (from system property): nothing is written of"
                                + " nightshift.targets[0]; the first is [0], the next [1]",
                        "nightshift.objectives[2].services = pay (from system property): nothing is written of"
                                + " nightshift.objectives[1]; the first is [0], the next [1]",
                        "nightshift.objectives[3].latency = 1s (from system property): nothing is written of"
                                + " nightshift.objectives[1]; the first is [0], the next [1]");
    }

    @Test
    void aNameOfAKeyInAnotherCaseOrOfAVariableInAFileIsAMistake() throws IOException {
        Path file = Files.writeString(
                directory.resolve("variables"), "NIGHTSHIFT_TURN=2s\nNightshift.Watchdog=70s\nmine=1");

        assertThat(mistakes(Sources.of(Map.of("Nightshift.Turn", "3s"), Map.of(), file)))
                .hasSize(3)
                .anyMatch(line -> line.startsWith(
                        "NIGHTSHIFT_TURN (from " + file + ":1): no such key, perhaps nightshift.turn; the keys"))
                .anyMatch(line -> line.startsWith(
                        "Nightshift.Watchdog (from " + file + ":2): no such key, perhaps nightshift.watchdog;"))
                .anyMatch(line -> line.startsWith(
                        "Nightshift.Turn (from system property): no such key, perhaps nightshift.turn;"));
    }

    @Test
    void aValueThatRefersToNothingAndAFileThatCantBeReadAreNamed() throws IOException {
        assertThat(mistakes(Map.of("nightshift.turn", "${nobody.set.this}")))
                .containsExactly(
                        "nightshift.turn = (nothing) (from system property): it refers to something that is not set");

        Path file = Files.writeString(directory.resolve("broken"), "nightshift.turn=\\u00g0");
        assertThatThrownBy(() -> Sources.of(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file + " can't be read as a file of properties");
    }

    @Test
    void aStreamLastsLongerThanAnAnswer() {
        assertThat(mistakes(Map.of("nightshift.latency.streamed", "10s")))
                .singleElement()
                .asString()
                .contains("nightshift.latency.streamed = 10s", "expected more than nightshift.latency.answered");
    }

    @Test
    void pointsMayNotBeAwaitedForLongerThanWindowsAreOpen() {
        assertThat(mistakes(Map.of("nightshift.intake.lateness", "21s")))
                .singleElement()
                .asString()
                .contains("nightshift.intake.window", "three windows of PT10S at most");
        read(Map.of("nightshift.intake.lateness", "20s"));
        assertThat(mistakes(Map.of("nightshift.intake.window", "61s")))
                .containsExactly(
                        "nightshift.intake.window = 61s (from system property): the window must be 1 s to 1 min,"
                                + " got PT1M1S");
        assertThat(mistakes(Map.of("nightshift.otlp.request", "2GB")))
                .containsExactly("nightshift.otlp.request = 2GB (from system property): expected less than 2GB");
    }

    @Test
    void twoPortsThatAreOneAreNamed() {
        assertThat(mistakes(Map.of("nightshift.http.port", "4318")))
                .containsExactly("nightshift.http.port = 4318 (from system property): port 4318 is that of"
                        + " nightshift.otlp.http.port too, expected another");
        read(Map.of("nightshift.otlp.grpc.port", "0", "nightshift.otlp.http.port", "0", "nightshift.http.port", "0"));
    }

    @Test
    void anAddressThatOthersReachNeedsATokenAndAShortOneIsNone() {
        assertThat(mistakes(Map.of("nightshift.host", "0.0.0.0")))
                .singleElement()
                .asString()
                .startsWith("nightshift.host = 0.0.0.0 (from system property): ")
                .contains("NIGHTSHIFT_TOKEN");
        assertThat(mistakes(Map.of("nightshift.host", "0.0.0.0", "nightshift.token", "short-one")))
                .singleElement()
                .asString()
                .startsWith("nightshift.token = (hidden) (from system property): ")
                .doesNotContain("short-one");
    }

    @Test
    void forGoodIsAHundredYearsSinceNothingCanCountFurther() {
        for (String key : List.of("journal.age", "running.time", "approval.expires", "mutes.longest")) {
            assertThat(mistakes(Map.of("nightshift." + key, "36501d")))
                    .containsExactly("nightshift." + key + " = 36501d (from system property): expected a positive"
                            + " duration such as 500ms, 10s, 5m, 1h, 2d, of at most 36500d");
        }
        assertThat(mistakes(Map.of("nightshift.approval.reminders", "10m, 999999999d")))
                .hasSize(1);
        assertThat(read(Map.of("nightshift.journal.age", "36500d")).retention().age())
                .hasDays(36_500);
    }

    @Test
    void theJournalKeepsADayAtLeast() {
        assertThat(mistakes(Map.of("nightshift.journal.age", "23h")))
                .singleElement()
                .asString()
                .startsWith("nightshift.journal.age = 23h (from system property): an age of a day or more");
        read(Map.of("nightshift.journal.age", "24h"));
    }

    @Test
    void nothingActsAloneByWhatIsNotCalibrated() {
        assertThat(mistakes(Map.of("nightshift.actions.confidence", "89%")))
                .singleElement()
                .asString()
                .contains("nightshift.actions.confidence = 89%", "0.9");
        read(Map.of("nightshift.actions.confidence", "90%"));
    }

    @Test
    void aPatienceIsWindowsAndTheTimeThatTheyStandFor() {
        for (String wrong : List.of("30s", "2 windows 30s", "0 windows", "2 windows, 0s", "two windows, 30s")) {
            assertThat(mistakes(Map.of("nightshift.incidents.felt", wrong)))
                    .containsExactly("nightshift.incidents.felt = " + wrong + " (from system property): expected"
                            + " windows and the time that they stand for together, such as `2 windows, 30s`");
        }
        assertThat(mistakes(Map.of("nightshift.incidents.far", "1")))
                .containsExactly("nightshift.incidents.far = 1 (from system property): expected a number above 1,"
                        + " such as 4 or 1.5");
    }

    @Test
    void aTargetNeedsAnAddressAndASecretThatIsNeverPrinted() {
        assertThat(mistakes(Map.of("nightshift.targets[0].address", "http://127.0.0.1:9/actions")))
                .containsExactly("nightshift.targets[0].secret is not set: a target needs a secret: what is sent to it"
                        + " is signed");
        assertThat(mistakes(Map.of("nightshift.targets[0].secret", "very-secret")))
                .singleElement()
                .asString()
                .startsWith("nightshift.targets[0].address is not set: a target needs an address");
        assertThat(mistakes(Map.of(
                        "nightshift.targets[0].address", "http://a/x", "nightshift.targets[0].secret", "whsec_é")))
                .singleElement()
                .asString()
                .startsWith("nightshift.targets[0].secret = (hidden) (from system property): ")
                .doesNotContain("é");
    }

    @Test
    void anAddressMustBeHttp() {
        assertThat(mistakes(Map.of("nightshift.page.address", "ftp://x", "nightshift.page.secret", "very-secret")))
                .containsExactly("nightshift.page.address = ftp://x (from system property): expected an http or https"
                        + " address");
    }

    private static List<String> mistakes(Map<String, String> properties) {
        return mistakes(Sources.of(properties));
    }

    private static List<String> mistakes(Sources sources) {
        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> Settings.read(sources, HOME, CAPACITY));
        return String.valueOf(refused.getMessage())
                .lines()
                .skip(1)
                .map(String::strip)
                .sorted()
                .toList();
    }

    private static Settings read(Map<String, String> properties) {
        return Settings.read(Sources.of(properties), HOME, CAPACITY);
    }
}
