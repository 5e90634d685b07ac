package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import nightshift.fact.Change;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Processes that say their version and not their pod, while the platform says each pod's template: nobody tells which
/// process runs in which pod. `cart` is first heard of at second 0.
class RolloutsOfTwoNamesTest {
    private static final String OLD_POD = "cart-7d9fbc6b5d-2xkzl";
    private static final String NEW_POD = "cart-5c8d9f7b4d-9vqwt";

    private final Receiver receiver = new Receiver();

    @Test
    void anotherVersionIsOneChangeByTheProgramsName() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);

        // When
        both(300, 310, "1.1", "two", OLD_POD);
        both(310, 360, "1.1", "two", NEW_POD);

        // Then
        assertThat(receiver.changes())
                .extracting(Change::previousVersion, Change::version)
                .containsExactly(tuple("1.0", "1.1"));
    }

    @Test
    void whatThePlatformSeesFirstIsOneChangeFromTheProgramThatRan() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);

        // When
        both(300, 320, "1.0", "one", NEW_POD);
        both(320, 360, "1.1", "two", NEW_POD);

        // Then
        assertThat(receiver.changes())
                .extracting(Change::previousVersion, Change::version)
                .containsExactly(tuple("1.0", "5c8d9f7b4d"));
    }

    @Test
    void whereTwoProgramsRanNobodySaysWhichOfThemThePodsRan() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);
        both(300, 500, "1.1", "two", OLD_POD);

        // When
        both(500, 530, "1.1", "two", NEW_POD);

        // Then
        assertThat(receiver.changes())
                .extracting(Change::previousVersion, Change::version)
                .containsExactly(tuple("1.0", "1.1"), tuple("7d9fbc6b5d", "5c8d9f7b4d"));
    }

    @Test
    void twoMinutesLaterItIsAnotherChange() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);

        // When
        both(300, 420, "1.1", "two", OLD_POD);
        both(420, 450, "1.1", "two", NEW_POD);

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("1.1", "5c8d9f7b4d");
    }

    @Test
    void whatOnlyThePodsNameTellsIsAChangeToo() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);

        // When
        both(300, 360, "1.0", "two", NEW_POD);

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("5c8d9f7b4d");
    }

    @Test
    void morePodsOfTheSameRolloutAreNoChange() {
        // Given
        both(0, 300, "1.0", "one", OLD_POD);

        // When
        both(300, 360, "1.0", "two", "cart-7d9fbc6b5d-9vqwt");

        // Then
        assertThat(receiver.changes()).isEmpty();
    }

    @Test
    void aProgramThatBeginsToSayItsVersionHidesNoChange() {
        // Given
        pod(0, 300, OLD_POD);

        // When
        both(300, 360, "1.0", "one", NEW_POD);

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("5c8d9f7b4d");
    }

    private void both(int from, int until, String version, String instance, String pod) {
        for (int second = from; second < until; second += 10) {
            send(
                    second,
                    Map.of(
                            "service.namespace",
                            "shop",
                            "service.name",
                            "cart",
                            "service.instance.id",
                            instance,
                            "service.version",
                            version),
                    "process.cpu.utilization");
            pod(second, second + 10, pod);
        }
    }

    private void pod(int from, int until, String pod) {
        for (int second = from; second < until; second += 10) {
            send(
                    second,
                    Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "cart", "k8s.pod.name", pod),
                    "k8s.pod.phase");
            receiver.look(second + 6);
        }
    }

    private void send(int second, Map<String, String> resource, String gauge) {
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(Requests.resource(resource), Requests.gauge(gauge, 2, at(second))));
    }
}
