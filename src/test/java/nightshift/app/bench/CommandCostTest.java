package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nightshift.app.server.CommandFailure;
import org.junit.jupiter.api.Test;

/// What the kernel says of a child that has ended.
class CommandCostTest {
    private static final List<String> SHELL = List.of("sh", "-c");

    @Test
    void aCommandThatComputesTakesAProcessor() throws Exception {
        // When
        CommandCost busy = CommandCost.of(SHELL, "i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done");

        // Then
        assertThat(busy.processorSeconds()).isPositive();
        assertThat(busy.seconds()).isPositive();
    }

    @Test
    void aCommandThatFailsHasNoCost() {
        assertThatThrownBy(() -> CommandCost.of(SHELL, "exit 3"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("ended with 3");
    }

    @Test
    void theMedianIsTheOneInTheMiddleByProcessor() {
        // Given
        CommandCost middle = new CommandCost(9, 2);

        // Then
        assertThat(CommandCost.median(List.of(new CommandCost(1, 3), middle, new CommandCost(5, 1))))
                .isEqualTo(middle);
        assertThat(middle).hasToString("9.00 s, 2.00 s on a processor");
    }
}
