package nightshift.act.life;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import nightshift.act.ActConfig;
import nightshift.act.Ward;
import nightshift.fact.decision.DecisionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A call that ends in an error must not leave its decision waiting for ever.
class EffectsTest {
    @TempDir
    private Path directory;

    /// What an actuator may throw that is no exception.
    private enum Raised {
        LINKAGE(() -> new NoClassDefFoundError("as the test wants it")),
        ASSERTION(() -> new AssertionError("as the test wants it")),
        STACK(() -> new StackOverflowError("as the test wants it")),
        MEMORY(() -> new OutOfMemoryError("as the test wants it"));

        private final Supplier<Error> error;

        Raised(Supplier<Error> error) {
            this.error = error;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInAnEffectIsAnAnswerLikeAnyOtherDefect(Raised raised) {
        try (Ward ward = new Ward(directory, ActConfig.defaults())) {
            // Given
            ward.target.error = raised.error;
            ward.effectsOn(likeAThreadOfItsOwn());
            ward.open("i-1");

            // When
            ward.turn(SICK, recycle("d-1", "i-1"));
            ward.turns(2, SICK);

            // Then
            assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
            assertThat(ward.record("d-1").detail()).contains("a reason that is a defect");
        }
    }

    @Test
    void anEffectThatTheExecutorRefusesIsAnAnswerToo() {
        try (Ward ward = new Ward(directory, ActConfig.defaults())) {
            // Given
            ExecutorService ended = Executors.newVirtualThreadPerTaskExecutor();
            ended.shutdown();
            ward.effectsOn(ended);
            ward.open("i-1");

            // When
            ward.turn(SICK, recycle("d-1", "i-1"));
            ward.turns(2, SICK);

            // Then
            assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
        }
    }

    /// What a task throws ends its thread, and nobody else's.
    private static Executor likeAThreadOfItsOwn() {
        return task -> {
            try {
                task.run();
            } catch (Error handled) {
                assertThat(handled).isInstanceOf(VirtualMachineError.class);
            }
        };
    }
}
