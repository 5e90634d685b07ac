package nightshift.fact.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightshift.act.Ward;
import nightshift.fact.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds a decision up, told by what stops it first.
class HoldTest {
    private static final Guard POLICY = new Guard("floor", Guard.Verdict.APPROVAL, "it is not sure enough");

    @ParameterizedTest
    @CsvSource({"WAIT, MUTED, mute", "PASS, POLICY, floor"})
    void whatWaitsForAPersonAndIsMutedIsHeldByTheMute(Guard.Verdict mute, HoldReason reason, String guard) {
        // Given
        Remedy waiting = Remedy.of(Ward.decision(
                        "d-1",
                        "i-1",
                        new Action("workload.scale", Ward.CART, Map.of("by", "1")),
                        0.97,
                        Disposition.AWAIT_APPROVAL))
                .guardedBy(List.of(POLICY, new Guard(HoldReason.MUTED.guard(), mute, "the disks are moved")));

        // When, Then
        assertThat(Hold.of(waiting, Ward.NOON)).hasValueSatisfying(hold -> {
            assertThat(hold.reason()).isEqualTo(reason);
            assertThat(hold.guard()).isEqualTo(guard);
        });
    }
}
