package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Senders that speak of somebody else than they are: proxies, brokers and kubelets, with names, units and labels as
/// their documentation has them.
class TellersOfOthersTest {
    private final DialectPort port = new DialectPort();

    @AfterEach
    void stop() {
        port.close();
    }

    @Test
    void proxiesThatOneJobScrapesAreTheServicesTheyStandBeside() throws Exception {
        // Given what a collector's Prometheus receiver says of two sidecars, and one of them of its own calls
        port.send(sidecar("cart", "10.0.1.7"), port.gauge("process_resident_memory_bytes", 5e7, "", Map.of()));
        port.send(
                sidecar("checkout", "10.0.1.8"),
                port.gauge("process_resident_memory_bytes", 7e7, "", Map.of()),
                port.histogram(
                        "istio_request_duration_milliseconds",
                        "",
                        10,
                        1000,
                        Map.of(
                                "reporter", "destination",
                                "destination_canonical_service", "checkout",
                                "destination_workload", "checkout",
                                "destination_workload_namespace", "shop",
                                "destination_version", "v2",
                                "response_code", "200")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen.keySet()).noneMatch(series -> series.contains("envoy-stats"));
        assertThat(seen)
                .containsEntry("service:shop/cart|process.memory.usage", 5e7)
                .containsEntry("service:shop/checkout|process.memory.usage", 7e7)
                .containsEntry("instance:shop/checkout/10.0.1.8:15020|mesh.server.request.duration", 0.1)
                .containsEntry("service:shop/checkout|mesh.server.request.duration|service.version=v2", 0.1);
    }

    @Test
    void aJobThatHasTheNameOfWhatItScrapesIsTheService() throws Exception {
        // Given a canary behind one Kubernetes service
        Map<String, String> canary = with(sidecar("cart-canary", "10.0.1.9"), "service.name", "cart");
        port.send(canary, port.gauge("process_resident_memory_bytes", 5e7, "", Map.of()));
        assertThat(port.closed()).containsEntry("service:shop/cart|process.memory.usage", 5e7);
    }

    @Test
    void whatBrokersTellOfTheirQueuesIsAboutWhoTakesFromThem() throws Exception {
        // Given the receivers kafkametrics (twice the same, by partition and summed) and rabbitmq of a collector
        port.send(
                Map.of(),
                port.gauge(
                        "kafka.consumer_group.lag",
                        40,
                        "1",
                        Map.of("group", "mailer", "topic", "orders", "partition", "0")),
                port.gauge(
                        "kafka.consumer_group.lag",
                        2,
                        "1",
                        Map.of("group", "mailer", "topic", "orders", "partition", "1")),
                port.gauge("kafka.consumer_group.lag_sum", 42, "1", Map.of("group", "mailer", "topic", "orders")));
        port.send(
                Map.of("rabbitmq.queue.name", "invoices", "rabbitmq.node.name", "rabbit@b", "rabbitmq.vhost.name", "/"),
                port.gauge("rabbitmq.message.current", 7, "{messages}", Map.of("state", "ready")),
                port.gauge("rabbitmq.message.current", 9, "{messages}", Map.of("state", "unacknowledged")),
                port.counter("rabbitmq.message.acknowledged", 50, Map.of()));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("service:/mailer|messaging.consumer.lag", 42.0)
                .containsEntry("service:/invoices|messaging.queue.messages", 7.0)
                .containsEntry("service:/invoices|messaging.client.consumed.messages", 5.0);
    }

    @Test
    void exportersTellOfEachGroupAndQueueAndNotOfAllTogether() throws Exception {
        // Given kafka_exporter, kafka-lag-exporter, and RabbitMQ's plugin: all queues together, and one of them
        Map<String, String> mailer = Map.of("consumergroup", "mailer", "topic", "orders", "partition", "0");
        port.send(
                scraped("kafka-exporter"),
                port.gauge("kafka_consumergroup_lag", 42, "", mailer),
                port.gauge(
                        "kafka_consumergroup_lag_sum", 42, "", Map.of("consumergroup", "mailer", "topic", "orders")));
        Map<String, String> printer = Map.of("group", "printer", "topic", "bills", "partition", "0");
        port.send(
                scraped("kafka-lag-exporter"),
                port.gauge("kafka_consumergroup_group_lag", 11, "", printer),
                port.gauge("kafka_consumergroup_group_lag_seconds", 3, "", printer));
        Map<String, String> invoices = Map.of("queue", "invoices", "vhost", "/");
        port.send(
                scraped("rabbitmq"),
                port.gauge("rabbitmq_queue_messages_ready", 900, "", Map.of()),
                port.counter("rabbitmq_queue_messages_acked_total", 700, Map.of()));
        port.send(
                scraped("rabbitmq"),
                port.gauge("rabbitmq_detailed_queue_messages_ready", 7, "", invoices),
                port.counter("rabbitmq_detailed_queue_messages_acked_total", 50, invoices));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("service:/mailer|messaging.consumer.lag", 42.0)
                .containsEntry("service:/printer|messaging.consumer.lag", 11.0)
                .containsEntry("service:/invoices|messaging.queue.messages", 7.0)
                .containsEntry("service:/invoices|messaging.client.consumed.messages", 5.0);
        assertThat(seen.keySet())
                .noneMatch(series -> series.startsWith("service:/rabbitmq|messaging"))
                .noneMatch(series -> series.startsWith("instance:/rabbitmq/10.0.0.9:15692|messaging"));
    }

    @Test
    void aKubeletTellsOfTheVolumesOfOthers() throws Exception {
        // Given two claims, one of a stateful set's pod that is known, and one of an unknown one
        port.send(
                Map.of("k8s.namespace.name", "shop", "k8s.statefulset.name", "db", "k8s.pod.name", "db-0"),
                port.gauge("k8s.pod.phase", 2, "1", Map.of()));
        Map<String, String> claim = Map.of("namespace", "shop", "persistentvolumeclaim", "my-data-db-0");
        Map<String, String> other = Map.of("namespace", "shop", "persistentvolumeclaim", "data-search-master-2");
        port.send(
                Map.of("service.name", "kubelet", "service.instance.id", "node-8:10250", "url.scheme", "https"),
                port.gauge("kubelet_volume_stats_available_bytes", 10, "By", claim),
                port.gauge("kubelet_volume_stats_capacity_bytes", 100, "By", claim),
                port.gauge("kubelet_volume_stats_available_bytes", 20, "By", other),
                port.gauge("kubelet_volume_stats_capacity_bytes", 100, "By", other));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("workload:shop/db|k8s.volume.share|k8s.volume.name=my-data-db-0", 0.9)
                .containsEntry(
                        "workload:shop/search-master|k8s.volume.share|k8s.volume.name=data-search-master-2", 0.8);
    }

    private static Map<String, String> scraped(String job) {
        return Map.of("service.name", job, "service.instance.id", "10.0.0.9:15692");
    }

    private static Map<String, String> sidecar(String workload, String host) {
        return Map.of(
                "service.name",
                "envoy-stats",
                "service.instance.id",
                host + ":15020",
                "server.address",
                host,
                "server.port",
                "15020",
                "url.scheme",
                "http",
                "k8s.namespace.name",
                "shop",
                "k8s.deployment.name",
                workload,
                "k8s.pod.name",
                workload + "-6d4cf56db6-x2x4z");
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
