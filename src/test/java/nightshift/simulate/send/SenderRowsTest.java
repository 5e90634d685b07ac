package nightshift.simulate.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.world.design.WorldPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SenderRowsTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    private static final int SECONDS = 180;

    @Test
    void everyRowSaysWhereItWasRead() {
        assertThat(MetricRow.all())
                .hasSizeGreaterThan(90)
                .allSatisfy(row -> assertThat(row.source()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "CONVENTIONS_NEW, JVM",
        "CONVENTIONS_NEW, GO",
        "CONVENTIONS_NEW, NODE",
        "CONVENTIONS_NEW, PYTHON",
        "CONVENTIONS_OLD, JVM",
        "CONVENTIONS_OLD, GO",
        "CONVENTIONS_OLD, NODE",
        "CONVENTIONS_OLD, PYTHON",
        "MICROMETER, JVM",
        "METRICS_ONLY, JVM",
        "MESH_ONLY, GO"
    })
    void aDialectSendsItsRowsAndNothingElse(Dialect dialect, LanguageRuntime runtime) {
        // Given
        Set<String> rows = MetricRow.all().stream()
                .filter(row -> row.of(dialect.sender(), runtime) || row.sender().equals("kafkametrics"))
                .map(row -> row.name().text())
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> sent = sent(Sent.sending(dialect, runtime, 15), SenderPlan.Cluster.NOBODY);

        // Then
        assertThat(sent).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(
            value = SenderPlan.Cluster.class,
            names = {"COLLECTOR_RECEIVERS", "KUBE_STATE_METRICS"})
    void aPlatformSenderSendsItsRowsAndNothingElse(SenderPlan.Cluster cluster) {
        // Given
        Set<String> senders = switch (cluster) {
            case COLLECTOR_RECEIVERS -> Set.of("k8s_cluster", "kubeletstats", "kafkametrics");
            case KUBE_STATE_METRICS -> Set.of("kube_state_metrics", "kubelet", "kafkametrics");
            case NOBODY -> Set.of();
        };
        Set<String> rows = MetricRow.all().stream()
                .filter(row -> senders.contains(row.sender()))
                .map(row -> row.name().text())
                .filter(name -> !name.equals("kube_pod_container_status_waiting_reason"))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> sent = sent(Sent.sending(Dialect.SPANS_ONLY, LanguageRuntime.GO, 15), cluster);

        // Then
        assertThat(sent).isEqualTo(rows);
    }

    private static Set<String> sent(SenderPlan.Sending sending, SenderPlan.Cluster cluster) {
        Set<String> names = new TreeSet<>();
        for (long seed : SEEDS) {
            new Sent(WorldPlan.quiet(seed, SECONDS), sending, Sent.platform(cluster))
                    .play(SECONDS)
                    .received
                    .allMetrics()
                    .forEach(metric -> names.add(metric.getName()));
        }
        return names;
    }
}
