package nightshift.observe.kubernetes;

import static nightshift.observe.kubernetes.Known.CART;
import static nightshift.observe.kubernetes.Known.NOON;
import static nightshift.observe.kubernetes.Known.cart;
import static nightshift.observe.kubernetes.Known.pod;
import static nightshift.observe.kubernetes.Known.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.inventory.ClusterEvent;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.Test;

/// A cluster as watches tell of it, piece by piece and in any order.
class ClusterStateTest {
    private final ClusterState state = new ClusterState("");

    @Test
    void podsBelongToTheWorkloadOfTheirReplicaSetInWhateverOrderTheyCome() {
        // When
        put(pod("aaa", "1", true), set(1, "1.4", "aaa"), cart(1, 2, "1.4"), pod("aaa", "2", false));

        // Then
        assertThat(shown().pods()).extracting(ClusterPod::name).containsExactly("cart-aaa-1", "cart-aaa-2");
    }

    @Test
    void theNewestTemplateIsThatOfTheNewestRevision() {
        // When a revision that was there before is rolled out again
        put(cart(3, 2, "1.4"), set(3, "1.4", "aaa"), set(2, "1.5", "bbb"));

        // Then
        assertThat(shown().rollout().template()).isEqualTo("aaa");
    }

    @Test
    void whatDidNotChangeIsTheSameValue() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"), pod("aaa", "1", true));
        ClusterWorkload before = shown();

        // When something else changes
        put(new Kept.Pod("other", "uid-of-another", pod("zzz", "9", true).shown()));

        // Then
        assertThat(shown()).isSameAs(before);
    }

    @Test
    void aPodThatChangesMakesItsWorkloadAnother() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"), pod("aaa", "1", true));
        shown();

        // When
        put(pod("aaa", "1", false));

        // Then
        assertThat(shown().pods()).extracting(ClusterPod::ready).containsExactly(false);
    }

    @Test
    void whatIsNotInAListIsGone() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"), pod("aaa", "1", true), pod("aaa", "2", true));

        // When all pods are listed anew
        state.take(new Delta.All(Kind.POD, "", List.of(pod("aaa", "2", true))));

        // Then
        assertThat(shown().pods()).extracting(ClusterPod::name).containsExactly("cart-aaa-2");
    }

    @Test
    void aListOfOneNamespaceSaysNothingOfOthers() {
        // Given
        put(cart(1, 2, "1.4"));

        // When
        state.take(new Delta.All(Kind.DEPLOYMENT, "elsewhere", List.of()));

        // Then
        assertThat(state.view(NOON).workloads()).hasSize(1);
    }

    @Test
    void anAutoscalerAndTheTightestBudgetAreToldOfWhatTheyAreFor() {
        // When
        put(
                cart(1, 2, "1.4"),
                new Kept.Scaler("shop", "Deployment", "cart", new ClusterWorkload.Autoscaler("cart", 2, 6)),
                new Kept.Budget("shop", "loose", Map.of("app", "cart"), 2),
                new Kept.Budget("shop", "tight", Map.of("app", "cart"), 0),
                new Kept.Budget("shop", "of another", Map.of("app", "till"), 0));

        // Then
        assertThat(shown().scaling())
                .isEqualTo(new ClusterWorkload.Scaling(
                        Optional.of(new ClusterWorkload.Autoscaler("cart", 2, 6)), Optional.of(0)));
    }

    @Test
    void anEventIsToldOfTheWorkloadOfItsPod() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"), pod("aaa", "1", true));

        // When
        put(said("one", "Pod", "cart-aaa-1"), said("two", "Pod", "of-nobody"));

        // Then
        assertThat(state.view(NOON).events())
                .extracting(ClusterEvent::entity)
                .containsExactly(CART, EntityId.of(EntityKind.NAMESPACE, "", "", "shop", ""));
    }

    @Test
    void ofManyEventsTheNewestAreKept() {
        // When
        for (int i = 0; i < 5 * Sayings.MOST; i++) {
            put(new Kept.Said(
                    "shop",
                    "event-" + i,
                    NOON.plusSeconds(i),
                    new Kept.Said.About("Node", "", "n"),
                    "Reason",
                    "note",
                    true,
                    1));
        }

        // Then
        assertThat(state.view(NOON).events())
                .hasSize(Sayings.MOST)
                .last()
                .satisfies(event -> assertThat(event.at()).isEqualTo(NOON.plusSeconds(5 * Sayings.MOST - 1)));
    }

    private static Kept.Said said(String name, String kind, String object) {
        return new Kept.Said(
                "shop", name, NOON, new Kept.Said.About(kind, "shop", object), "BackOff", "it backs off", true, 3);
    }

    private void put(Kept... objects) {
        for (Kept object : objects) {
            state.take(new Delta.Put(Kind.POD, object));
        }
    }

    private ClusterWorkload shown() {
        return state.view(NOON).workload(CART).orElseThrow();
    }
}
