package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.journal.DecisionState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens in whatever order (restarts, lost orders, silent targets, data that stops or gets worse), no effect
/// happens twice, nothing is undone that was not done, and everything comes to an end.
class CrashPropertyTest {
    private static final int TURNS = 60;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noEffectHappensTwiceAndEverythingComesToAnEnd(long seed) throws IOException {
        Random random = new Random(seed);
        try (Ward ward = new Ward(directory.resolve("s" + seed), ActConfig.defaults())) {
            ward.open("i-1");
            ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
            Decision decision = Ward.decision(
                    "d-1", "i-1", new Action("workload.scale", Ward.CART, Map.of("by", "1")), 0.97, Disposition.ACT);

            for (int turn = 0; turn < TURNS; turn++) {
                disturb(ward, random);
                double value = new double[] {SICK, SICK, WELL, 5 * SICK, Double.NaN}[random.nextInt(5)];
                ward.turn(value, decision);
            }
            calm(ward);
            ward.turns(120, SICK);

            assertThat(new HashSet<>(ward.target.effects)).hasSameSizeAs(ward.target.effects);
            if (ward.target.effects.contains("undo of d-1")) {
                assertThat(ward.target.effects).containsExactly("d-1", "undo of d-1");
            }
            assertThat(ward.journal.inFlight()).isEmpty();
            boolean helped = ward.state("d-1") == DecisionState.HEALED;
            assertThat(helped || ward.pages().size() == 1).isTrue();
        }
    }

    private static void disturb(Ward ward, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> ward.restart();
            case 1 -> ward.target.loseOrders = random.nextBoolean();
            case 2 -> ward.target.mute = random.nextInt(3) == 0;
            case 3 -> ward.target.next = random.nextBoolean() ? ActionResult.SUCCEEDED : ActionResult.IN_PROGRESS;
            case 4 -> ward.target.answers.replaceAll((id, result) -> ActionResult.SUCCEEDED);
            default -> {}
        }
    }

    private static void calm(Ward ward) {
        ward.target.loseOrders = false;
        ward.target.mute = false;
        ward.target.next = ActionResult.SUCCEEDED;
        ward.target.answers.replaceAll((id, result) -> ActionResult.SUCCEEDED);
    }
}
