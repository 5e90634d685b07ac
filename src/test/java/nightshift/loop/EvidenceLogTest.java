package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.api.incident.Timeline;
import nightshift.api.incident.TimelineEntry;
import nightshift.fact.Assessment;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.inventory.ClusterEvent;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cluster said, as evidence of an incident of `shop/cart` that opened at noon.
class EvidenceLogTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final EntityId CART = EntityId.workload("shop", "cart");
    private static final Incident INCIDENT = new Incident(
            "inc-1",
            IncidentState.OPEN,
            EntityId.service("shop", "cart"),
            FailureKind.CRASH,
            "cart fails",
            NOON,
            null,
            null,
            List.of(),
            List.of());

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, KnownSignals::meaning);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aWarningIsToldInTheStoryOfTheIncidentThatItConcerns() {
        // When
        note(new EvidenceLog(journal), warning(CART, "BackOff", -1));

        // Then
        assertThat(story())
                .extracting(TimelineEntry::step, TimelineEntry::text, TimelineEntry::at)
                .contains(tuple(
                        "said", "Pod/cart-1: BackOff: it says BackOff (3 times)", NOON.minus(Duration.ofMinutes(1))));
    }

    @Test
    void itIsToldOnceAlsoOverARestart() {
        // Given
        EvidenceLog log = new EvidenceLog(journal);
        note(log, warning(CART, "BackOff", 1));
        note(log, warning(CART, "BackOff", 2));

        // When
        note(new EvidenceLog(journal), warning(CART, "BackOff", 3));

        // Then
        assertThat(journal.said("inc-1")).containsExactly("Pod/cart-1 BackOff");
    }

    @Test
    void whatIsOldOrOfOthersOrNoWarningIsNone() {
        // When
        note(
                new EvidenceLog(journal),
                warning(CART, "Old", -11),
                warning(EntityId.workload("shop", "till"), "OfAnother", 1),
                new ClusterEvent(NOON, CART, "Pod/cart-1", "Started", "it runs", false, 1));

        // Then
        assertThat(journal.said("inc-1")).isEmpty();
    }

    @Test
    void ofManyTheNewestAreTold() {
        // When
        ClusterEvent[] many = new ClusterEvent[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = warning(CART, "Reason" + i, i);
        }
        note(new EvidenceLog(journal), many);

        // Then
        assertThat(journal.said("inc-1"))
                .hasSize(20)
                .contains("Pod/cart-1 Reason49")
                .doesNotContain("Pod/cart-1 Reason9");
    }

    private List<TimelineEntry> story() {
        return Timeline.of(INCIDENT, List.of(), List.of(), List.of(), journal.timeline("inc-1"));
    }

    private static ClusterEvent warning(EntityId entity, String reason, int minute) {
        return new ClusterEvent(
                NOON.plus(Duration.ofMinutes(minute)), entity, "Pod/cart-1", reason, "it says " + reason, true, 3);
    }

    private static void note(EvidenceLog log, ClusterEvent... said) {
        Instant now = NOON.plus(Duration.ofHours(1));
        ClusterView cluster = new ClusterView("", now, List.of(), List.of(), new ArrayList<>(List.of(said)));
        log.note(new Assessment(
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(INCIDENT),
                List.of(),
                List.of(),
                List.of(),
                new Inventory(List.of(), Map.of(), Optional.of(cluster), List.of()),
                Readings.NONE,
                new ForecasterStatus("none", "", false, ""),
                Knowledge.WHOLE));
    }
}
