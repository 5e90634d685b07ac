package nightshift.observe.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Stage;
import org.junit.jupiter.api.Test;

/// What is kept of real objects: `api` of the namespace `shop` was made with `kubectl create`, scaled, and is in the
/// middle of a rollout to a version that crashes.
class ReaderTest {
    @Test
    void aDeploymentSaysHowFarItsRolloutIsAndWhoBeganIt() {
        // When
        Kept.Workload api = RecordedObjects.first("deployment.yaml", Kept.Workload.class);

        // Then
        assertThat(api.key()).isEqualTo("shop/api");
        assertThat(api.counts()).isEqualTo(new ClusterWorkload.Counts(3, 3, 3, 1));
        assertThat(api.revision()).isEqualTo("2");
        assertThat(api.template().images()).isEqualTo(Map.of("api", "1.5-crash"));
        assertThat(api.templated()).isEqualTo(new Kept.Author("kubectl-set", Instant.parse("2026-11-27T15:40:24Z")));
        assertThat(Stages.of(api)).isEqualTo(Stage.PROGRESSING);
    }

    @Test
    void whoScalesIsKnownAlthoughTheApiServerKeepsNoTimeOfIt() {
        // When
        Kept.Workload api = RecordedObjects.first("deployment.yaml", Kept.Workload.class);

        // Then
        assertThat(api.scaled()).isEqualTo(new Kept.Author("kubectl", null));
    }

    @Test
    void aReplicaSetBelongsToItsDeploymentAsARevisionOfIt() {
        // Given
        Kept.Workload api = RecordedObjects.first("deployment.yaml", Kept.Workload.class);

        // When
        List<Kept> sets = RecordedObjects.kept("replicasets.yaml");

        // Then
        assertThat(sets)
                .map(Kept.ReplicaSet.class::cast)
                .extracting(Kept.ReplicaSet::owner, Kept.ReplicaSet::revision, Kept.ReplicaSet::template)
                .containsExactlyInAnyOrder(tuple(api.uid(), 1L, "75f8bcd786"), tuple(api.uid(), 2L, "64659d7965"));
    }

    @Test
    void aPodThatCrashesSaysHowItsContainerEndedAndThatItWaits() {
        // When
        ClusterPod crashing = pod("pods.yaml", "api-64659d7965-x5rlx");

        // Then
        assertThat(crashing.ready()).isFalse();
        assertThat(crashing.restarts()).isEqualTo(1);
        assertThat(crashing.waiting()).isEqualTo("CrashLoopBackOff");
        assertThat(crashing.ended())
                .isEqualTo(new ClusterPod.End("api", "Error", 1, Instant.parse("2026-11-27T15:40:28Z")));
        assertThat(crashing.template()).isEqualTo("64659d7965");
    }

    @Test
    void aPodThatRunsHasNothingToSayOfEnds() {
        // When
        ClusterPod well = pod("pods.yaml", "api-75f8bcd786-7tzfp");

        // Then
        assertThat(well.ready()).isTrue();
        assertThat(well.ended()).isNull();
        assertThat(well.waiting()).isEmpty();
        assertThat(well.node()).startsWith("sim-00");
    }

    @Test
    void aContainerThatTookMoreMemoryThanItMaySaysSo() {
        // When
        Kept.Pod killed = RecordedObjects.first("oom.yaml", Kept.Pod.class);

        // Then
        assertThat(killed.shown().ended())
                .isNotNull()
                .satisfies(end -> assertThat(end.outOfMemory()).isTrue());
    }

    @Test
    void aPodThatHasComeToItsEndIsNone() {
        // Given
        Pod evicted = new PodBuilder((Pod) RecordedObjects.of("pods.yaml").getFirst())
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build();

        // When / Then
        assertThat(PodReader.pod(evicted)).isNull();
    }

    @Test
    void whereATagTellsNothingTheLabelDoes() {
        // When
        Kept.Workload store = RecordedObjects.first("others.yaml", Kept.Workload.class);

        // Then
        assertThat(store.template().images()).isEqualTo(Map.of("store", "7.2", "proxy", "7.2"));
    }

    @Test
    void aStatefulSetNamesItsNewestRevision() {
        // When
        Kept.Workload store = RecordedObjects.first("others.yaml", Kept.Workload.class);

        // Then
        assertThat(store.kind()).isEqualTo(ClusterWorkload.Kind.STATEFUL_SET);
        assertThat(Stages.hash(store, List.of())).isEqualTo("776c4b487");
    }

    @Test
    void anAutoscalerAndABudgetAreOfWhatTheyName() {
        // When
        Kept.Scaler scaler = RecordedObjects.first("others.yaml", Kept.Scaler.class);
        Kept.Budget budget = RecordedObjects.first("others.yaml", Kept.Budget.class);

        // Then
        assertThat(scaler.target()).isEqualTo("api");
        assertThat(scaler.shown()).isEqualTo(new ClusterWorkload.Autoscaler("api", 2, 6));
        assertThat(budget.selects()).isEqualTo(Map.of("app", "api"));
        assertThat(budget.allowed()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsWellSaysNothingMore() {
        // When
        Kept.Node node = RecordedObjects.first("node.yaml", Kept.Node.class);

        // Then
        assertThat(node.shown().well()).isTrue();
        assertThat(node.shown().entity().name()).isEqualTo("sim-000");
    }

    @Test
    void eventsOfBothInterfacesAreRead() {
        // When
        List<Kept> said = RecordedObjects.kept("events.yaml");

        // Then the first was written through events.k8s.io, the second through the older one
        assertThat(said)
                .map(Kept.Said.class::cast)
                .extracting(Kept.Said::reason, Kept.Said::count, Kept.Said::at)
                .containsExactly(
                        tuple("Scheduled", 1, Instant.parse("2026-11-27T15:40:30.104857Z")),
                        tuple("Started", 2, Instant.parse("2026-11-27T15:40:33Z")));
    }

    private static ClusterPod pod(String file, String name) {
        return RecordedObjects.kept(file).stream()
                .map(Kept.Pod.class::cast)
                .map(Kept.Pod::shown)
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
