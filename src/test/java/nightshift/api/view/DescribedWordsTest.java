package nightshift.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import nightshift.api.incident.CauseView;
import nightshift.api.incident.IncidentView;
import nightshift.api.overview.HealthView;
import nightshift.fact.ChangeKind;
import nightshift.fact.FailureKind;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Severity;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.telemetry.EntityKind;
import nightshift.loop.Health;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the description of the API says that a field can be.
class DescribedWordsTest {
    static Stream<Arguments> aFieldOfFewWordsNamesEachOfThem() {
        return Stream.of(
                Arguments.of(CauseView.class, "kind", FailureKind.values()),
                Arguments.of(IncidentView.class, "kind", FailureKind.values()),
                Arguments.of(IncidentView.class, "state", IncidentState.values()),
                Arguments.of(IncidentView.class, "outcome", IncidentOutcome.values()),
                Arguments.of(IncidentView.class, "severity", Severity.values()),
                Arguments.of(HealthView.class, "states", Health.State.values()),
                Arguments.of(DecisionView.class, "state", DecisionState.values()),
                Arguments.of(HoldView.class, "reason", HoldReason.values()),
                Arguments.of(ChangeView.class, "kind", ChangeKind.values()),
                Arguments.of(EntityView.class, "kind", EntityKind.values()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void aFieldOfFewWordsNamesEachOfThem(Class<?> view, String field, Enum<?>[] words) throws NoSuchFieldException {
        // When
        String description =
                view.getDeclaredField(field).getAnnotation(Schema.class).description();

        // Then
        assertThat(description.split("\\W+"))
                .containsAll(Arrays.stream(words).map(Word::of).toList());
    }
}
