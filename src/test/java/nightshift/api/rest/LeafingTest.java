package nightshift.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nightshift.api.view.PageView;
import org.junit.jupiter.api.Test;

class LeafingTest {
    @Test
    void everyItemIsOnOnePage() {
        // Given
        List<String> items =
                IntStream.range(0, 1000).mapToObj(Leafing::rising).toList().reversed();

        // When
        List<String> seen = new ArrayList<>();
        PageView<String> page = Leafing.page(items, it -> it, null, 7);
        seen.addAll(page.items());
        while (page.next() != null) {
            page = Leafing.page(items, it -> it, page.next(), 7);
            seen.addAll(page.items());
        }

        // Then
        assertThat(seen).isEqualTo(items.reversed());
        assertThat(page.total()).isEqualTo(1000);
    }

    @Test
    void whatComesBetweenTwoRequestsMovesNoOther() {
        // Given
        String cursor = Leafing.page(List.of("b", "c", "d"), it -> it, null, 2).next();

        // Then
        assertThat(Leafing.page(List.of("a", "b", "d"), it -> it, cursor, 2).items())
                .containsExactly("d");
    }

    @Test
    void theLastPageHasNoNextHoweverItEnds() {
        assertThat(Leafing.page(List.of("a", "b"), it -> it, null, 2).next()).isNull();
        assertThat(Leafing.page(List.of(), Object::toString, null, 2).next()).isNull();
    }

    @Test
    void theGreatestNumberComesFirst() {
        assertThat(Leafing.falling(10)).isLessThan(Leafing.falling(9));
        assertThat(Leafing.rising(9)).isLessThan(Leafing.rising(10));
    }

    @Test
    void aCursorOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> Leafing.page(List.of("a"), it -> it, "!!!", 2))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
