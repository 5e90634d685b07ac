package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people and pipelines say while the disk fills up, before any turn has met that it is full.
class FullDiskInACallTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();

    private static final Instant AT = Telemetry.START;
    private static final EntityId PAYMENT = EntityId.service("shop", "payment");
    private static final int MEGABYTES = 4;
    private static final String LONGER_THAN_THE_DISK = "x".repeat(MEGABYTES << 20);

    @TempDir
    private Path directory;

    @Test
    void anOrderThatMeetsAFullDiskIsRefusedAndTakenOnceThereIsRoom() throws Exception {
        theCallThatMeetsAFullDisk((nightshift, text) -> nightshift.submit(new Command.Pause("ada", text, AT)));
    }

    @Test
    void aChangeThatMeetsAFullDiskIsRefusedAndTakenOnceThereIsRoom() throws Exception {
        theCallThatMeetsAFullDisk((nightshift, text) -> nightshift.tell(
                new Change("c-" + text.length(), AT, PAYMENT, ChangeKind.DEPLOYMENT, "2", "1", "ci", text)));
    }

    private void theCallThatMeetsAFullDisk(BiFunction<Nightshift, String, Acknowledgement> call) throws Exception {
        try (SmallDisk disk = SmallDisk.in(directory, MEGABYTES);
                LoopOnTrial trial = new LoopOnTrial(disk.root(), COMPILER, Faults.NONE, AT)) {
            // Given
            disk.fill();

            // When
            Acknowledgement met = call.apply(trial.nightshift, LONGER_THAN_THE_DISK);

            // Then
            assertThat(met).isEqualTo(Acknowledgement.JOURNAL_NOT_WRITABLE);
            assertThat(call.apply(trial.nightshift, "again")).isEqualTo(Acknowledgement.JOURNAL_NOT_WRITABLE);

            // When
            disk.empty();

            // Then
            assertThat(call.apply(trial.nightshift, "once more")).isEqualTo(Acknowledgement.ACCEPTED);
        }
    }
}
