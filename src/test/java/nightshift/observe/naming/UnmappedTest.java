package nightshift.observe.naming;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.UnmappedSignal;
import org.junit.jupiter.api.Test;

class UnmappedTest {
    @Test
    void moreNamesThanThereIsRoomForAreCountedTogether() {
        // Given
        Unmapped unmapped = new Unmapped();
        EntityId cart = EntityId.service("shop", "cart");

        // When
        for (int i = 0; i < Unmapped.LIMIT + 5; i++) {
            unmapped.meet("name." + i, "", cart).note(1, 0);
        }

        // Then
        assertThat(unmapped.byVolume())
                .hasSize(Unmapped.LIMIT + 1)
                .startsWith(new UnmappedSignal(Unmapped.MORE, "", 5, 5, cart));
    }
}
