package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A turn of the dispatcher that threw half-way, at any of its ports, and is taken again with the same decisions and
/// orders ends as if it had not thrown, and nothing is done twice.
class RepeatedTurnTest {
    private static final int TURNS = 40;

    /// Every third call of a port throws in a run of its own, which bounds the time.
    private static final int EVERY = 3;

    @TempDir
    private Path directory;

    /// What a run came to.
    ///
    /// @param effects on the target, in order
    /// @param ends how each decision ended by the journal, not when: a lost order is asked for first
    /// @param calls how often a port was called
    private record End(List<String> effects, List<String> ends, int calls) {}

    @Test
    void aTurnThatThrewAnywhereAndIsTakenAgainEndsAsIfItHadNot() {
        // Given
        End undisturbed = run("calm", 0);
        assertThat(undisturbed.effects()).containsExactly("d-1", "d-2", "undo of d-2", "d-3", "undo of d-3");

        // When
        Map<Integer, End> ends = new HashMap<>();
        for (int call = 1; call <= undisturbed.calls(); call += EVERY) {
            ends.put(call, run("s" + call, call));
        }

        // Then
        assertThat(ends).hasSizeGreaterThan(20).allSatisfy((call, end) -> {
            assertThat(end.effects()).containsExactlyInAnyOrderElementsOf(undisturbed.effects());
            assertThat(end.ends()).containsExactlyElementsOf(undisturbed.ends());
        });
    }

    /// Throws at one call of a port.
    private End run(String name, int throwAt) {
        Trap trap = new Trap(throwAt);
        try (Ward ward = new Ward(directory.resolve(name), ActConfig.defaults())) {
            ward.through(trap::count);
            ward.open("i-1");
            ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
            for (int turn = 0; turn < TURNS; turn++) {
                step(ward, turn);
            }
            List<String> ends = ward.journal.remediesOfOpenIncidents().stream()
                    .map(RepeatedTurnTest::end)
                    .toList();
            return new End(List.copyOf(ward.target.effects), ends, trap.calls);
        }
    }

    private static void step(Ward ward, int turn) {
        Decision[] decisions = turn == 0
                ? new Decision[] {
                    decision("d-1", "payment", Disposition.ACT), decision("d-2", "orders", Disposition.AWAIT_APPROVAL)
                }
                : turn == 16 ? new Decision[] {decision("d-3", "cart", Disposition.ACT)} : new Decision[0];
        List<Command> orders = turn == 14 ? List.of(new Command.Approve("d-2", "ada", "", ward.now)) : List.of();
        ward.target.next = turn % 2 == 0 ? ActionResult.IN_PROGRESS : ActionResult.SUCCEEDED;
        ward.target.answers.replaceAll((id, result) -> ActionResult.SUCCEEDED);
        // Sick for as long as a lost order needs to be sent again: what is well is left alone.
        double value = turn < 3 ? SICK : turn < 13 ? WELL : turn < 17 ? SICK : 5 * SICK;
        ward.turnAgainIfItThrows(value, orders, decisions);
    }

    private static Decision decision(String id, String service, Disposition disposition) {
        Action action = new Action("workload.scale", EntityId.service("shop", service), Map.of("by", "1"));
        return Ward.decision(id, "i-1", action, 0.97, disposition);
    }

    private static String end(Remedy remedy) {
        return remedy.id() + " " + remedy.state() + " " + remedy.result() + " "
                + remedy.verification().state() + " " + remedy.approvedBy();
    }

    /// Counts the calls of the ports, and throws at one of them.
    private static final class Trap {
        private final int throwAt;
        private int calls;

        private Trap(int throwAt) {
            this.throwAt = throwAt;
        }

        private void count() {
            calls++;
            if (calls == throwAt) {
                throw new IllegalStateException("a defect at call " + calls + ", as the test wants it");
            }
        }
    }
}
