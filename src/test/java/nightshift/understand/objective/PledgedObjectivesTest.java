package nightshift.understand.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.junit.jupiter.api.Test;

class PledgedObjectivesTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final Duration FAST = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofSeconds(2);

    @Test
    void withoutAWordAllPromiseTheUsual() {
        assertThat(objectives(Pledge.NONE).of(CART)).isEqualTo(Objective.USUAL);
    }

    @Test
    void whatOwnersLeftOpenIsDecidedByTheSettings() {
        // Given
        Promise all = new Promise("*", new Objective(0.99, Optional.of(SLOW)));

        // Then
        assertThat(objectives(new Pledge(Optional.empty(), Optional.of(FAST)), all)
                        .of(CART))
                .isEqualTo(new Objective(0.99, Optional.of(FAST)));
        assertThat(objectives(new Pledge(Optional.of(0.999), Optional.empty()), all)
                        .of(CART))
                .isEqualTo(new Objective(0.999, Optional.of(SLOW)));
    }

    @Test
    void settingsThatNameTheServiceWin() {
        // Given
        Pledge written = new Pledge(Optional.of(0.999), Optional.of(FAST));
        Promise named = new Promise("shop/cart", new Objective(0.99, Optional.of(SLOW)));

        // Then
        assertThat(objectives(written, named).of(CART)).isEqualTo(named.objective());
    }

    @Test
    void theFirstThatFitsSaysWhetherTheServiceIsNamed() {
        // Given
        Pledge written = new Pledge(Optional.of(0.999), Optional.of(FAST));
        Promise all = new Promise("c*", new Objective(0.9, Optional.empty()));
        Promise named = new Promise("cart", new Objective(0.99, Optional.of(SLOW)));

        // Then
        assertThat(objectives(written, all, named).of(CART)).isEqualTo(new Objective(0.999, Optional.of(FAST)));
        assertThat(objectives(written, named, all).of(CART)).isEqualTo(named.objective());
    }

    private static Objectives objectives(Pledge written, Promise... promises) {
        Objectives objectives = new Objectives(ObjectiveConfig.defaults().promising(List.of(promises)));
        objectives.pledged(Map.of(CART, written));
        return objectives;
    }
}
