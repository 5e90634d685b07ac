package nightshift.observe.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.telemetry.EntityId;
import nightshift.observe.naming.PointListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sender that moves from one convention to another and sends under both names for a while.
class SynonymsTest {
    private static final long PATIENCE = 300;
    private static final String OLD = "http.server.duration";
    private static final String NEW = "http.server.request.duration";

    private final Synonyms synonyms = new Synonyms(PATIENCE);
    private final Subject other = new Subject(EntityId.service("shop", "cart"), null, null, "", new Presence(0));

    @BeforeEach
    void comesUnderTheOldNameFirst() {
        requireNonNull(synonyms.use(NEW, OLD, 1_000)).note(1, 1_000);
    }

    @Test
    void theNameThatCameFirstCounts() {
        assertThat(synonyms.use(NEW, NEW, 1_001)).isNull();
    }

    @Test
    void theOtherBeginsWhenTheFirstWasSilentForLonger() {
        // Given
        PointListener instead = synonyms.instead(NEW, other);

        // When
        instead.note(1, 1_000 + PATIENCE);
        boolean within = other.superseded();
        instead.note(1, 1_000 + PATIENCE + 1);

        // Then
        assertThat(within).isFalse();
        assertThat(other.superseded()).isTrue();
        assertThat(synonyms.use(NEW, NEW, 1_400)).isNotNull();
    }

    @Test
    void theFirstGoesOnAsLongAsItIsHeard() {
        // Given
        PointListener instead = synonyms.instead(NEW, other);

        // When
        requireNonNull(synonyms.use(NEW, OLD, 1_200)).note(1, 1_200);
        instead.note(1, 1_200 + PATIENCE);

        // Then
        assertThat(other.superseded()).isFalse();
    }
}
