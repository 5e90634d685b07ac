package nightshift.observe.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What waits for the loop.
class WaitingTest {
    private final List<String> lost = new ArrayList<>();
    private final Waiting<String> waiting = new Waiting<>(3, () -> lost.add("one"));

    private void add(String... entries) {
        List.of(entries).forEach(waiting::add);
    }

    @Test
    void showsEachEntryOnce() {
        // Given
        add("a", "b");

        // When
        List<String> first = waiting.look();
        add("c");

        // Then
        assertThat(first).containsExactly("a", "b");
        assertThat(waiting.look()).containsExactly("c");
    }

    @Test
    void whatWasSeenKeepsItsRoomUntilItIsTaken() {
        // Given
        add("a", "b");
        waiting.look();

        // When
        add("c", "d");
        waiting.taken(2);
        add("e", "f");

        // Then
        assertThat(waiting.look()).containsExactly("d", "e", "f");
        assertThat(lost).hasSize(1);
    }

    @Test
    void oldestThatNobodyHasSeenGivesWay() {
        // When
        add("a", "b", "c", "d");

        // Then
        assertThat(waiting.look()).containsExactly("b", "c", "d");
        assertThat(lost).hasSize(1);
    }
}
