package nightshift.understand;

import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// A workload that sends nothing itself: all that is known of it is what its platform says. A window is ten seconds.
class UnheardWorkloadTest {
    private static final EntityId WORKLOAD = EntityId.workload("shop", "thumbnails");
    private static final int NINETY_SECONDS = 9;

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void oneThatIsNeverReadyIsAnIncidentAndDown() {
        // Given it was met just now
        shop.set(WORKLOAD, READY, 0);
        shop.runs(wanted(2, 0));

        // When, Then
        assertThat(shop.windows(NINETY_SECONDS - 1).incidents()).isEmpty();
        shop.windows(1);
        shop.blames(WORKLOAD.service(), FailureKind.CRASH);
    }

    @Test
    void itIsOverWhenAsManyAreThereAsAreWanted() {
        // Given
        shop.set(WORKLOAD, READY, 0);
        shop.runs(wanted(2, 0));
        shop.windows(NINETY_SECONDS + 5);

        // When
        shop.set(WORKLOAD, READY, 1);
        shop.runs(wanted(2, 2));

        // Then
        shop.windows(40);
        assertThat(shop.incidents()).isNotEmpty().noneMatch(Incident::open);
    }

    @Test
    void itIsOverWhenNoReplicaIsWantedAnyMore() {
        // Given
        shop.set(WORKLOAD, READY, 0);
        shop.runs(wanted(2, 0));
        shop.windows(NINETY_SECONDS + 5);

        // When
        shop.ends(WORKLOAD, READY);
        shop.runs(wanted(0, 0));

        // Then
        shop.windows(40);
        assertThat(shop.incidents()).isNotEmpty().noneMatch(Incident::open);
    }

    @Test
    void itGoesOnWhenItsPlatformTellsNothingAnyMore() {
        // Given
        shop.set(WORKLOAD, READY, 0);
        shop.runs(wanted(2, 0));
        shop.windows(NINETY_SECONDS + 5);

        // When what was told last is all that is known
        shop.ends(WORKLOAD, READY);

        // Then
        assertThat(shop.windows(40).incidents()).singleElement().matches(Incident::open);
    }

    @Test
    void oneThatNobodyWantsAnyReplicaOfIsNone() {
        // Given it is scaled to nothing, and its pods go
        shop.set(WORKLOAD, READY, 0);
        shop.runs(wanted(0, 0));

        // When, Then
        assertThat(shop.windows(3 * NINETY_SECONDS).incidents()).isEmpty();
    }

    private static Deployed wanted(int desired, int available) {
        return new Deployed(
                WORKLOAD,
                List.of(),
                OptionalInt.of(desired),
                OptionalInt.of(available),
                OptionalInt.empty(),
                List.of(),
                List.of());
    }
}
