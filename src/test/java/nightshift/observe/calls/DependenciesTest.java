package nightshift.observe.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.Drops;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final EntityId CART = EntityId.service("shop", "cart");

    private final Drops drops = new Drops();
    private final Dependencies dependencies = new Dependencies(3, drops);

    @Test
    void theListIsTheSameUntilAWindowChangesIt() {
        // Given
        called("payment", 10);
        called("bank", 10);
        List<Dependency> first = dependencies.current();
        assertThat(first).extracting(dependency -> dependency.callee().name()).containsExactly("bank", "payment");

        // When nothing closes, although calls go on
        call("payment", 12);
        call("stock", 12);

        // Then
        assertThat(dependencies.current()).isSameAs(first);

        // When a window closes
        called("stock", 20);

        // Then
        assertThat(dependencies.current())
                .extracting(dependency -> dependency.callee().name())
                .containsExactly("bank", "payment", "stock");
    }

    @Test
    void aPeerOfWhichNoWindowEverClosesIsForgottenToo() {
        // Given a peer whose series found no room, and one that is called later
        call("one-off", 5);
        called("payment", 3000);

        // When an hour after the first has gone by
        dependencies.expire(3605 * SECOND - 3600 * SECOND + 1);

        // Then
        assertThat(dependencies.size()).isEqualTo(1);
        assertThat(dependencies.current()).hasSize(1);
        assertThat(drops.byLabel()).isEmpty();
    }

    @Test
    void whereThereIsNoRoomThePeerThatWasQuietForLongestGoesAndIsCounted() {
        // Given one that is called all the time, and peers that are called once
        called("payment", 10);
        for (int peer = 0; peer < 52; peer++) {
            call("one-off-" + peer, 11 + peer);
            call("payment", 11 + peer);
        }

        // Then
        assertThat(dependencies.size()).isEqualTo(3);
        assertThat(dependencies.current())
                .extracting(dependency -> dependency.callee().name())
                .containsExactly("payment");
        assertThat(drops.byLabel()).isEqualTo(Map.of("dependency_overflow", 50L));
    }

    private EntityId call(String callee, long second) {
        return dependencies.edge(CART, EntityId.service("shop", callee), second * SECOND);
    }

    private void called(String callee, long second) {
        dependencies.called(call(callee, second), 1, 0, 0.1, second * SECOND);
    }
}
