package nightshift.understand.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.FailureKind;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.understand.diagnose.Suspect;
import org.junit.jupiter.api.Test;

/// When a turn's evidence changes who is named, and as what.
class RankingTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId IMAGES = EntityId.service("shop", "images");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final IncidentConfig.Turned TURNED = new IncidentConfig.Turned(5, Duration.ofMinutes(2));
    private static final FailureKind SATURATION = FailureKind.SATURATION;

    private static final Treatment TREATED = treated(CART, DecisionState.NOT_HEALED);

    private final Ranking sure = Ranking.of(ranked(suspect(CART, SATURATION, 0.99)));

    @Test
    void whileSymptomsRecedeTheCauseStays() {
        // When
        Ranking after = told(
                sure,
                Duration.ofMinutes(30),
                TREATED,
                suspect(CART, SATURATION, 0.15),
                suspect(IMAGES, SATURATION, 0.2));

        // Then
        assertThat(after.root()).map(Suspect::entity).contains(CART);
        assertThat(after.suspects()).isEqualTo(sure.suspects());
    }

    @Test
    void evidenceThatSpeaksForAnotherAndGoesOnToIsBetter() {
        // Given
        Suspect other = suspect(IMAGES, FailureKind.CRASH, 0.6);

        // When
        Ranking before = told(sure, Duration.ofSeconds(110), TREATED, other, suspect(CART, SATURATION, 0.11));
        Ranking after = told(sure, Duration.ofSeconds(120), TREATED, other, suspect(CART, SATURATION, 0.11));

        // Then
        assertThat(before.root()).map(Suspect::entity).contains(CART);
        assertThat(after.root()).contains(other);
        assertThat(after.kind()).isEqualTo(FailureKind.CRASH);
    }

    @Test
    void whatStillSpeaksForAnotherWhenTheNamedOneIsProvenToBeHealedNeedsNotGoOn() {
        // Given
        Suspect other = suspect(IMAGES, FailureKind.BAD_DEPLOYMENT, 0.6);

        // When
        Ranking after = told(sure, Duration.ZERO, treated(CART, DecisionState.HEALED), other);
        Ranking elsewhere = told(sure, Duration.ZERO, treated(IMAGES, DecisionState.HEALED), other);
        Ranking verifying = told(sure, Duration.ZERO, treated(CART, DecisionState.VERIFYING), other);

        // Then
        assertThat(after.root()).contains(other);
        assertThat(elsewhere.root()).map(Suspect::entity).contains(CART);
        assertThat(verifying.root()).map(Suspect::entity).contains(CART);
    }

    @Test
    void itMustSpeakFiveTimesMoreForTheOther() {
        // When
        Ranking after = told(
                sure,
                Duration.ofMinutes(30),
                Treatment.NONE,
                suspect(IMAGES, SATURATION, 0.6),
                suspect(CART, SATURATION, 0.13));

        // Then
        assertThat(after.root()).map(Suspect::entity).contains(CART);
    }

    @Test
    void whoIsHardlyLikelierThanNobodyIsNotNamedInstead() {
        // When
        Ranking after = told(sure, Duration.ofMinutes(30), Treatment.NONE, suspect(IMAGES, SATURATION, 0.5));

        // Then
        assertThat(after.root()).map(Suspect::entity).contains(CART);
    }

    @Test
    void aPassingSymptomStartsTheTimeAnew() {
        // Given
        Ranking passing = told(sure, Duration.ofSeconds(110), Treatment.NONE, suspect(IMAGES, SATURATION, 0.6));
        Ranking again =
                passing.then(ranked(suspect(CART, SATURATION, 0.3)), NOON.plusSeconds(115), Treatment.NONE, TURNED);

        // When
        Ranking after =
                again.then(ranked(suspect(IMAGES, SATURATION, 0.6)), NOON.plusSeconds(120), Treatment.NONE, TURNED);

        // Then
        assertThat(after.root()).map(Suspect::entity).contains(CART);
    }

    @Test
    void anotherKindOfTheSameCauseMustInsistToo() {
        // Given
        Suspect otherwise = suspect(CART, FailureKind.CRASH, 0.98);

        // Then
        assertThat(told(sure, Duration.ofSeconds(110), Treatment.NONE, otherwise)
                        .kind())
                .isEqualTo(SATURATION);
        assertThat(told(sure, Duration.ofSeconds(120), Treatment.NONE, otherwise)
                        .kind())
                .isEqualTo(FailureKind.CRASH);
    }

    @Test
    void anotherKindThatIsPlainCountsThoughTheCauseWasOnceSurer() {
        // Given five times more speaks for somebody than for nobody
        Ranking surest = Ranking.of(ranked(suspect(CART, SATURATION, 0.9999)));

        // Then
        assertThat(told(surest, Duration.ofMinutes(2), Treatment.NONE, suspect(CART, FailureKind.CRASH, 0.84))
                        .kind())
                .isEqualTo(FailureKind.CRASH);
        assertThat(told(surest, Duration.ofMinutes(30), Treatment.NONE, suspect(CART, FailureKind.CRASH, 0.83))
                        .kind())
                .isEqualTo(SATURATION);
    }

    @Test
    void whatLooksLikeAnotherKindAfterAnActionMayBeItsOwnDoing() {
        // Given
        Suspect otherwise = suspect(CART, FailureKind.CRASH, 0.98);

        // Then
        assertThat(told(sure, Duration.ofMinutes(30), TREATED, otherwise).kind())
                .isEqualTo(SATURATION);
    }

    @Test
    void evidenceTurnsByMoreThanNothing() {
        // Then
        assertThatThrownBy(() -> new IncidentConfig.Turned(1, Duration.ZERO)).hasMessageContaining("got 1.0");
    }

    /// What is believed when each look for so long said the same.
    private static Ranking told(Ranking first, Duration length, Treatment treatment, Suspect... suspects) {
        Ranking ranking = first;
        for (Instant at = NOON; !at.isAfter(NOON.plus(length)); at = at.plusSeconds(10)) {
            ranking = ranking.then(ranked(suspects), at, treatment, TURNED);
        }
        return ranking;
    }

    private static Treatment treated(EntityId service, DecisionState state) {
        SignalMeaning meaning = KnownSignals.meaning("http.server.request.duration");
        Decision decision = new Decision(
                "d1",
                "i1|rule|workload.restart",
                1,
                "i1",
                new RuleRef("rule", "1", RuleMode.AUTO),
                new Action("workload.restart", service, Map.of()),
                0.97,
                Disposition.ACT,
                List.of(),
                List.of(),
                new Trigger(service, "http.server.request.duration", meaning, Direction.UP, 1, new Band(0, 0, 0)),
                NOON);
        Remedy remedy = Remedy.of(decision).in(state, "by the test", NOON);
        return new Treatment(List.of(
                remedy.at(remedy.execution().started(Optional.empty(), NOON).answered(ActionResult.SUCCEEDED, NOON))));
    }

    private static Suspect suspect(EntityId entity, FailureKind kind, double probability) {
        return new Suspect(entity, kind, probability, List.of(entity), "it shows");
    }

    /// The likeliest first, and what is left "not in view" behind them.
    private static List<Suspect> ranked(Suspect... suspects) {
        double left = 1 - Stream.of(suspects).mapToDouble(Suspect::probability).sum();
        return Stream.concat(
                        Stream.of(suspects),
                        Stream.of(suspect(EntityId.NOT_IN_VIEW, FailureKind.UNKNOWN, Math.max(0, left))))
                .sorted((one, other) -> Double.compare(other.probability(), one.probability()))
                .toList();
    }
}
