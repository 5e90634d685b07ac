package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatRanTest {
    @TempDir
    private Path folder;

    private StoreOnTrial trial;

    @BeforeEach
    void setUp() {
        trial = new StoreOnTrial(folder);
    }

    @Test
    void whatRunsOutlivesTheProcessAndWhoIsNotSeenAgainIsKeptForAnHour() {
        // Given
        Deployed cart = deployed("cart", OptionalInt.of(3), new Release.Version("1.0", "", "t1"));
        Deployed mail = deployed("mail", OptionalInt.empty(), new Release.Version("", "img", ""));
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            store.keep(new Inventory(List.of(cart, mail)), StoreOnTrial.START);
        }

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            List<Deployed> ran = store.ran().deployed();
            Deployed later = deployed("cart", OptionalInt.of(3), new Release.Version("1.1", "", "t2"));
            store.keep(new Inventory(List.of(later)), StoreOnTrial.START);
            List<Deployed> soon = store.ran().deployed();
            store.keep(new Inventory(List.of(later)), StoreOnTrial.START.plusSeconds(3_600));
            List<Deployed> within = store.ran().deployed();
            store.keep(new Inventory(List.of(later)), StoreOnTrial.START.plusSeconds(3_601));

            // Then
            assertThat(ran).containsExactly(cart, mail);
            assertThat(soon).containsExactly(later, mail).isEqualTo(within);
            assertThat(store.ran().deployed()).containsExactly(later);
        }
    }

    @Test
    void whoIsGoneFromTheInventoryRunsNoMore() {
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            // Given
            Deployed cart = deployed("cart", OptionalInt.of(3), new Release.Version("1.0", "", ""));
            store.keep(new Inventory(List.of(cart)), StoreOnTrial.START);

            // When
            store.keep(Inventory.NOTHING, StoreOnTrial.START.plusSeconds(1));

            // Then
            assertThat(store.ran().deployed()).isEmpty();
        }
    }

    private static Deployed deployed(String name, OptionalInt desired, Release.Version version) {
        EntityId service = EntityId.service("shop", name);
        return new Deployed(
                service,
                List.of(service),
                desired,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(new Release(version, StoreOnTrial.START, null)));
    }
}
