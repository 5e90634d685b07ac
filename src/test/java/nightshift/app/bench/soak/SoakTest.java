package nightshift.app.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nightshift.app.bench.soak.SoakJudge.Decided;
import nightshift.app.bench.soak.SoakJudge.Effect;
import nightshift.app.bench.soak.SoakJudge.Page;
import nightshift.app.bench.soak.SoakSchedule.Happening;
import nightshift.app.bench.soak.SoakSchedule.Kind;
import org.junit.jupiter.api.Test;

/// What befalls a soaked server follows from a seed, and a broken promise is seen in what targets and pager saw.
final class SoakTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private final SoakJudge judge = new SoakJudge(Duration.ofSeconds(38), Duration.ofSeconds(60));

    @Test
    void aSeedTellsWhatHappens() {
        assertThat(SoakSchedule.of(7, HALF_AN_HOUR, 24)).isEqualTo(SoakSchedule.of(7, HALF_AN_HOUR, 24));
        assertThat(SoakSchedule.of(7, HALF_AN_HOUR, 24)).isNotEqualTo(SoakSchedule.of(8, HALF_AN_HOUR, 24));
    }

    @Test
    void halfAnHourHasFaultsForSixtyDecisionsAndOneOfEachKindAtLeast() {
        List<Happening> all = SoakSchedule.of(1, HALF_AN_HOUR, 24).happenings();

        assertThat(all).extracting(Happening::kind).contains(Kind.values());
        assertThat(all.stream().filter(one -> one.kind() == Kind.FAULT || one.kind() == Kind.PASSING_FAULT))
                .hasSizeGreaterThan(60);
        assertThat(all).extracting(Happening::at).isSorted();
        assertThat(all.stream().filter(one -> one.kind() == Kind.FREEZE))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.amount()).isBetween(5, 120));
    }

    @Test
    void whatWasHitLeastOftenIsRareUntilItWasHitAsOftenAsIsWanted() {
        // Given
        SoakKills kills = new SoakKills(2, new Random(1));
        kills.met("often");
        kills.met("seldom");

        // When
        assertThat(kills.strikes("often", List.of())).isTrue();

        // Then
        assertThat(kills.rare("seldom")).isTrue();
        assertThat(kills.rare("often")).isFalse();

        // When
        kills.strikes("often", List.of());
        kills.strikes("seldom", List.of());
        kills.strikes("seldom", List.of());

        // Then
        assertThat(kills.rare("seldom")).isFalse();
    }

    @Test
    void oneEffectOfEachDecisionInTimeBreaksNothing() {
        assertThat(judge.broken(
                        List.of(effect("a", 38)),
                        List.of(
                                new Decided("a", "workload.rollback", "healed"),
                                new Decided("p", "escalate", "succeeded")),
                        List.of(new Page("p", true, Duration.ZERO))))
                .isEmpty();
    }

    @Test
    void twoEffectsOfOneDecisionAreNamed() {
        assertThat(judge.broken(List.of(effect("a", 0), effect("a", 0)), List.of(), List.of()))
                .singleElement()
                .asString()
                .contains("effects of one decision: 2 of a on cart");
    }

    @Test
    void anActionOnAServiceThatHasBeenWellForLongerIsNamedAndItsUndoingIsNot() {
        List<Effect> effects = Stream.of(effect("a", 39), effect("b-undo", 39)).toList();

        assertThat(judge.broken(effects, List.of(), List.of()))
                .singleElement()
                .asString()
                .contains("stale belief: a on cart", "well for 39 s");
    }

    @Test
    void aPersonWhoIsNotCalledIsNamedOnceTheTimeIsOver() {
        Page inTime = new Page("p", false, Duration.ofSeconds(60));
        Page late = new Page("q", false, Duration.ofSeconds(61));

        assertThat(judge.broken(List.of(), List.of(), List.of(inTime, late)))
                .singleElement()
                .asString()
                .contains("person not called: q");
    }

    @Test
    void whatIsSaidToHaveHealedWithoutAnEffectIsNamed() {
        assertThat(judge.broken(List.of(), List.of(new Decided("a", "workload.rollback", "healed")), List.of()))
                .singleElement()
                .asString()
                .contains("healed without an effect: a");
    }

    private static Effect effect(String id, int wellForSeconds) {
        return new Effect(id, "cart", Duration.ofSeconds(100), Duration.ofSeconds(wellForSeconds));
    }
}
