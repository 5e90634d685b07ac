package nightshift.act;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.KnownSignals;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.ActionResult;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.VerificationProgress;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Journal;
import nightshift.loop.Nightshift;
import nightshift.loop.Stages;
import nightshift.loop.TurnTimes;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal that the first version wrote: two scenarios were played in it, and then one incident was left open with a
/// decision in every state, named after it, a pause, a mode that a person set and an approval that was not yet applied.
class MigrationTest {
    private static final List<String> TABLES = List.of(
            "incident",
            "decision",
            "evidence",
            "action_ledger",
            "command",
            "approval",
            "mode_override",
            "kill_switch",
            "event_tail",
            "event");

    private static final Map<String, DecisionState> STATES = Map.ofEntries(
            Map.entry("shadowed", DecisionState.SHADOWED),
            Map.entry("suggested", DecisionState.SUGGESTED),
            Map.entry("vetoed", DecisionState.VETOED),
            Map.entry("awaiting", DecisionState.AWAITING_APPROVAL),
            Map.entry("approved-late", DecisionState.AWAITING_APPROVAL),
            Map.entry("rejected", DecisionState.REJECTED),
            Map.entry("expired", DecisionState.EXPIRED),
            Map.entry("intent", DecisionState.INTENT),
            Map.entry("started", DecisionState.STARTED),
            Map.entry("verifying", DecisionState.VERIFYING),
            Map.entry("undoing", DecisionState.UNDOING),
            Map.entry("healed", DecisionState.HEALED),
            Map.entry("not-healed", DecisionState.NOT_HEALED),
            Map.entry("undone", DecisionState.UNDONE),
            Map.entry("inconclusive", DecisionState.INCONCLUSIVE),
            Map.entry("failed", DecisionState.FAILED),
            Map.entry("unknown", DecisionState.UNKNOWN),
            Map.entry("cancelled", DecisionState.CANCELLED));

    @TempDir
    private Path directory;

    private final ScriptedTarget target = new ScriptedTarget();
    private Instant now = Instant.parse("2026-03-03T17:17:20Z");

    @BeforeEach
    void writeAsTheFirstVersionDid() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("rules/healing"));
        try (InputStream dump = MigrationTest.class.getResourceAsStream("/nightshift/journal/version-1.sql");
                Connection file = connect();
                Statement statement = file.createStatement()) {
            statement.executeUpdate(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyRowIsKept() throws SQLException {
        // Given
        Map<String, List<Map<String, String>>> before = rows();

        // When
        Journal.open(directory, KnownSignals::meaning).close();

        // Then
        Map<String, List<Map<String, String>>> after = rows();
        assertThat(before.get("action_ledger")).hasSize(21);
        for (String table : TABLES) {
            assertThat(after.get(table)).as(table).hasSameSizeAs(before.get(table));
            for (int row = 0; row < before.get(table).size(); row++) {
                assertThat(after.get(table).get(row))
                        .as(table)
                        .containsAllEntriesOf(before.get(table).get(row));
            }
        }
    }

    @Test
    void everyStateIsKeptAndSinceWhen() {
        try (Journal journal = Journal.open(directory, KnownSignals::meaning)) {
            // When
            Map<String, Remedy> remedies = journal.decisions(DecisionQuery.newest(100)).items().stream()
                    .collect(toMap(Remedy::id, remedy -> remedy));

            // Then
            STATES.forEach(
                    (id, state) -> assertThat(remedies.get(id).state()).as(id).isEqualTo(state));
            assertThat(remedies.values()).allSatisfy(remedy -> {
                assertThat(remedy.revision()).isEqualTo(1);
                assertThat(remedy.progress()).isEqualTo(VerificationProgress.NONE);
                assertThat(remedy.since()).isBetween(remedy.decision().decidedAt(), now);
            });
            assertThat(remedies.get("started").since())
                    .isEqualTo(remedies.get("started").startedAt());
            assertThat(remedies.get("verifying").since())
                    .isEqualTo(remedies.get("verifying").execution().answeredAt());
            assertThat(remedies.get("undoing").since())
                    .isAfter(remedies.get("undoing").startedAt());
            assertThat(remedies.get("undone").inverse()).isPresent();
            assertThat(remedies.get("rejected").approvedBy()).isEqualTo("ada");
        }
    }

    @Test
    void theOpenIncidentsGoOnAndWhatIsInFlightIsTakenUp() {
        try (Journal journal = Journal.open(directory, KnownSignals::meaning)) {
            // Given
            List<Incident> open = journal.openIncidents();
            Nightshift nightshift = nightshift(journal);
            target.knows("started", ActionResult.SUCCEEDED);
            target.knows("undoing-undo", ActionResult.SUCCEEDED);

            // When
            turns(nightshift, 1);

            // Then
            assertThat(nightshift.assessment().orElseThrow().incidents())
                    .extracting(Incident::id)
                    .containsExactlyElementsOf(open.stream().map(Incident::id).toList())
                    .contains("night", "7d9f349bd1c4");
            assertThat(state(journal, "started")).isEqualTo(DecisionState.VERIFYING);
            assertThat(state(journal, "undoing")).isEqualTo(DecisionState.UNDONE);
            assertThat(state(journal, "verifying")).isEqualTo(DecisionState.VERIFYING);
            turns(nightshift, 60);
            assertThat(state(journal, "verifying")).isEqualTo(DecisionState.INCONCLUSIVE);
            assertThat(target.effects).isEmpty();
        }
    }

    @Test
    void thePauseStaysAndWhatWaitsCanBeApproved() {
        try (Journal journal = Journal.open(directory, KnownSignals::meaning)) {
            // Given
            Nightshift nightshift = nightshift(journal);

            // When
            nightshift.submit(new Command.Approve("awaiting", "bob", "go on", now));
            turns(nightshift, 3);

            // Then
            assertThat(nightshift.paused()).isTrue();
            assertThat(journal.modeOverrides())
                    .extracting(Command.SetMode::mode)
                    .containsExactly(RuleMode.APPROVE);
            assertThat(journal.unappliedCommands()).isEmpty();
            for (String approved : List.of("awaiting", "approved-late")) {
                Remedy remedy = journal.decision(approved).orElseThrow();
                assertThat(remedy.state()).as(approved).isEqualTo(DecisionState.INTENT);
                assertThat(remedy.approvedBy()).as(approved).isEqualTo("bob");
                assertThat(remedy.detail()).as(approved).contains("paused by ada");
            }
            assertThat(state(journal, "intent")).isEqualTo(DecisionState.INTENT);
            assertThat(target.effects).isEmpty();
        }
    }

    private void turns(Nightshift nightshift, int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(10);
            nightshift.step(now);
        }
    }

    private static DecisionState state(Journal journal, String decision) {
        return journal.decision(decision).orElseThrow().state();
    }

    private Nightshift nightshift(Journal journal) {
        StatisticalForecaster forecaster = StatisticalForecaster.chosen();
        Analyst analyst = new Analyst(
                UnderstandConfig.defaults(), forecaster, forecaster, new GraphRanking(), journal.openIncidents());
        Rulebook rulebook =
                new Rulebook(DecideConfig.of(directory.resolve("rules")), new RuleCompiler(), journal.modeOverrides());
        Dispatcher dispatcher = new Dispatcher(
                ActConfig.defaults(), target, rule -> Optional.empty(), journal, Runnable::run, () -> now);
        Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
        return new Nightshift(
                new Stages(observer, analyst, rulebook, dispatcher), journal, () -> now, new TurnTimes(() -> 0));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }

    /// All rows of all tables by column, in the order of their keys.
    private Map<String, List<Map<String, String>>> rows() throws SQLException {
        Map<String, List<Map<String, String>>> all = new TreeMap<>();
        try (Connection file = connect();
                Statement statement = file.createStatement()) {
            for (String table : TABLES) {
                List<Map<String, String>> rows = new ArrayList<>();
                ResultSet result = statement.executeQuery("select * from " + table + " order by 1, 2");
                while (result.next()) {
                    Map<String, String> row = new TreeMap<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.put(result.getMetaData().getColumnName(column), String.valueOf(result.getString(column)));
                    }
                    rows.add(row);
                }
                all.put(table, rows);
            }
        }
        return all;
    }
}
