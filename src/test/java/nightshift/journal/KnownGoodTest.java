package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.KnownSignals;
import nightshift.fact.inventory.KnownGood;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revisions that proved good, over a restart.
class KnownGoodTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatProvedGoodLastComesFirstAlsoAfterARestart() {
        // Given
        try (Journal journal = open()) {
            assertThat(journal.proved(good("uid-1", "aaa", 0))).isTrue();
            assertThat(journal.proved(good("uid-1", "bbb", 1))).isTrue();
            assertThat(journal.proved(good("uid-2", "ccc", 2))).isTrue();
        }

        // When / Then
        try (Journal journal = open()) {
            assertThat(journal.knownGood("uid-1")).containsExactly(good("uid-1", "bbb", 1), good("uid-1", "aaa", 0));
            assertThat(journal.knownGood("nobody")).isEmpty();
        }
    }

    @Test
    void whatProvesGoodAgainIsTheLastAgain() {
        // Given
        try (Journal journal = open()) {
            journal.proved(good("uid-1", "aaa", 0));
            journal.proved(good("uid-1", "bbb", 1));

            // When
            journal.proved(good("uid-1", "aaa", 2));

            // Then
            assertThat(journal.knownGood("uid-1"))
                    .extracting(KnownGood::template)
                    .containsExactly("aaa", "bbb");
        }
    }

    @Test
    void ofAWorkloadTheNewestAreKept() {
        // When
        try (Journal journal = open()) {
            for (int i = 0; i < KnownGoodTable.MOST_OF_ONE + 5; i++) {
                journal.proved(good("uid-1", "t" + i, i));
            }

            // Then
            assertThat(journal.knownGood("uid-1"))
                    .hasSize(KnownGoodTable.MOST_OF_ONE)
                    .first()
                    .extracting(KnownGood::template)
                    .isEqualTo("t" + (KnownGoodTable.MOST_OF_ONE + 4));
        }
    }

    @Test
    void itIsToldInTheLog() {
        // When
        try (Journal journal = open()) {
            journal.proved(good("uid-1", "aaa", 0));

            // Then
            assertThat(journal.eventsAfter(0, 10)).singleElement().satisfies(event -> {
                assertThat(event.kind()).isEqualTo("revision.proved");
                assertThat(event.subject()).isEqualTo("workload:shop/cart");
            });
        }
    }

    private Journal open() {
        return Journal.open(folder, KnownSignals::meaning);
    }

    private static KnownGood good(String uid, String template, int hour) {
        Instant proven = NOON.plus(Duration.ofHours(hour));
        return new KnownGood(
                EntityId.workload("shop", "cart"),
                uid,
                "4",
                template,
                Map.of("cart", "1.4"),
                proven.minus(Duration.ofMinutes(30)),
                proven);
    }
}
