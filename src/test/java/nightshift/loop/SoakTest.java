package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Assessment;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Counts;
import nightshift.fact.inventory.ClusterWorkload.Kind;
import nightshift.fact.inventory.ClusterWorkload.Rollout;
import nightshift.fact.inventory.ClusterWorkload.Scaling;
import nightshift.fact.inventory.ClusterWorkload.Stage;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.KnownGood;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import org.junit.jupiter.api.Test;

/// Which revisions of `shop/cart` prove good.
class SoakTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final EntityId CART = EntityId.workload("shop", "cart");

    private final Soak soak = new Soak(Duration.ofMinutes(30));

    @Test
    void whatStaysAvailableForHalfAnHourIsKnownToBeGood() {
        // When
        List<KnownGood> early = runs(0, 29, cart("aaa", Stage.COMPLETE, 3));
        List<KnownGood> then = runs(30, 30, cart("aaa", Stage.COMPLETE, 3));

        // Then
        assertThat(early).isEmpty();
        assertThat(then)
                .containsExactly(new KnownGood(
                        CART, "uid", "4", "aaa", Map.of("cart", "1.4"), NOON, NOON.plus(Duration.ofMinutes(30))));
    }

    @Test
    void itIsToldOnce() {
        // When / Then
        assertThat(runs(0, 120, cart("aaa", Stage.COMPLETE, 3))).hasSize(1);
    }

    @Test
    void anotherTemplateBeginsAnew() {
        // Given
        runs(0, 25, cart("aaa", Stage.COMPLETE, 3));

        // When / Then
        assertThat(runs(26, 50, cart("bbb", Stage.COMPLETE, 3))).isEmpty();
        assertThat(runs(51, 56, cart("bbb", Stage.COMPLETE, 3)))
                .extracting(KnownGood::template)
                .containsExactly("bbb");
    }

    @Test
    void aReplicaThatIsMissingForAMomentBeginsItAnew() {
        // Given
        runs(0, 29, cart("aaa", Stage.COMPLETE, 3));

        // When
        runs(30, 30, cart("aaa", Stage.PROGRESSING, 2));

        // Then
        assertThat(runs(31, 60, cart("aaa", Stage.COMPLETE, 3))).isEmpty();
        assertThat(runs(61, 61, cart("aaa", Stage.COMPLETE, 3))).hasSize(1);
    }

    @Test
    void anIncidentOfItsServiceBeginsItAnew() {
        // Given
        runs(0, 29, cart("aaa", Stage.COMPLETE, 3));

        // When
        soak.look(belief(30, Optional.of(cart("aaa", Stage.COMPLETE, 3)), List.of(incidentOf("cart"))));

        // Then
        assertThat(runs(31, 60, cart("aaa", Stage.COMPLETE, 3))).isEmpty();
    }

    @Test
    void anIncidentOfAnotherServiceIsNoneOfIts() {
        // Given
        runs(0, 29, cart("aaa", Stage.COMPLETE, 3));

        // When
        List<KnownGood> proven =
                soak.look(belief(30, Optional.of(cart("aaa", Stage.COMPLETE, 3)), List.of(incidentOf("till"))));

        // Then
        assertThat(proven).hasSize(1);
    }

    @Test
    void whatNobodySawProvesNothing() {
        // Given
        runs(0, 29, cart("aaa", Stage.COMPLETE, 3));

        // When the cluster can't be followed
        soak.look(belief(30, Optional.empty(), List.of()));

        // Then
        assertThat(runs(31, 60, cart("aaa", Stage.COMPLETE, 3))).isEmpty();
    }

    @Test
    void aWorkloadOfNoReplicasProvesNothing() {
        // When / Then
        assertThat(runs(0, 60, cart("aaa", Stage.COMPLETE, 0))).isEmpty();
    }

    @Test
    void whatIsNoDeploymentGoesByTheNameOfItsRevision() {
        // When
        ClusterWorkload store = workload(Kind.STATEFUL_SET, "776c4b487", Stage.COMPLETE, 3);

        // Then
        assertThat(runs(0, 30, store)).extracting(KnownGood::template).containsExactly("cart-776c4b487");
    }

    /// Looks each minute from one to another.
    private List<KnownGood> runs(int from, int to, ClusterWorkload workload) {
        List<KnownGood> proven = new ArrayList<>();
        for (int minute = from; minute <= to; minute++) {
            proven.addAll(soak.look(belief(minute, Optional.of(workload), List.of())));
        }
        return proven;
    }

    private static Assessment belief(int minute, Optional<ClusterWorkload> workload, List<Incident> incidents) {
        Instant now = NOON.plus(Duration.ofMinutes(minute));
        Optional<ClusterView> cluster =
                workload.map(each -> new ClusterView("", now, List.of(each), List.of(), List.of()));
        return new Assessment(
                now,
                List.of(),
                List.of(),
                List.of(),
                incidents,
                List.of(),
                List.of(),
                List.of(),
                new Inventory(List.of(), Map.of(), cluster, List.of()),
                Readings.NONE,
                new ForecasterStatus("none", "", false, ""),
                Knowledge.WHOLE);
    }

    private static Incident incidentOf(String service) {
        return new Incident(
                "inc-1",
                IncidentState.OPEN,
                EntityId.service("shop", service),
                FailureKind.CRASH,
                service + " fails",
                NOON,
                null,
                null,
                List.of(),
                List.of());
    }

    private static ClusterWorkload cart(String template, Stage stage, int replicas) {
        return workload(Kind.DEPLOYMENT, template, stage, replicas);
    }

    private static ClusterWorkload workload(Kind kind, String template, Stage stage, int replicas) {
        return new ClusterWorkload(
                CART,
                kind,
                "uid",
                new Counts(replicas, replicas, replicas, replicas),
                new Rollout("4", template, Map.of("cart", "1.4"), stage, ""),
                Scaling.NONE,
                List.of());
    }
}
