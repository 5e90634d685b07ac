package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Changes that nobody told of, as telemetry shows them. `cart` is first heard of at second 0.
class RolloutsTest {
    private static final EntityId CART = EntityId.service("shop", "cart");

    private final Receiver receiver = new Receiver();

    @Test
    void anotherVersionOfAServiceIsADeploymentThatNobodyTold() {
        // Given
        runs(0, 300, "1.0", "cart-1");

        // When
        runs(300, 330, "1.1", "cart-2");

        // Then
        assertThat(receiver.changes()).singleElement().satisfies(change -> {
            assertThat(change.service()).isEqualTo(CART);
            assertThat(change.kind()).isEqualTo(ChangeKind.DEPLOYMENT);
            assertThat(change.version()).isEqualTo("1.1");
            assertThat(change.previousVersion()).isEqualTo("1.0");
            assertThat(change.at()).isEqualTo(at(300));
            assertThat(change.source()).isEqualTo(Change.Source.TELEMETRY);
            assertThat(change.by()).isEmpty();
            assertThat(change.describe()).contains("seen in telemetry").doesNotContain(" by ");
        });
    }

    @Test
    void aVersionUnderTheSameInstancesNameIsAnotherVersionAllTheSame() {
        // Given
        runs(0, 300, "1.0", "the-host");

        // When
        runs(300, 330, "1.1", "the-host");

        // Then
        assertThat(receiver.changes()).extracting(Change::version, Change::at).containsExactly(tuple("1.1", at(300)));
    }

    @Test
    void goingBackIsAChangeToo() {
        // Given
        runs(0, 300, "1.0", "the-host");
        runs(300, 600, "1.1", "the-host");

        // When
        runs(600, 630, "1.0", "the-host");

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("1.1", "1.0");
        assertThat(receiver.changes().getLast().previousVersion()).isEqualTo("1.1");
    }

    @Test
    void moreInstancesOfTheSameVersionAreNoChange() {
        // When
        runs(0, 300, "1.0", "cart-1");
        runs(300, 330, "1.0", "cart-2");

        // Then
        assertThat(receiver.changes()).isEmpty();
    }

    @Test
    void whatIsHeardSoonAfterItsServiceMayHaveRunBefore() {
        // When two versions run, and the second exports a minute later
        runs(0, 60, "1.0", "cart-1");
        runs(60, 90, "1.1", "cart-2");

        // Then
        assertThat(receiver.changes()).isEmpty();
    }

    @Test
    void whatIsFirstHeardTwoMinutesAfterItsServiceIsNew() {
        // When
        runs(0, 120, "1.0", "cart-1");
        runs(120, 150, "1.1", "cart-2");

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("1.1");
    }

    @Test
    void whatIsHeardALittleEarlierThanThatIsNot() {
        // When
        runs(0, 119, "1.0", "cart-1");
        runs(119, 150, "1.1", "cart-2");

        // Then
        assertThat(receiver.changes()).isEmpty();
    }

    @Test
    void withoutAVersionOfItsOwnTheImagesTagTells() {
        // Given
        pods(0, 300, Map.of("k8s.pod.name", "cart-7d9fbc6b5d-2xkzl", "container.image.tags", "[1.4.0]"));

        // When
        pods(300, 330, Map.of("k8s.pod.name", "cart-5c8d9f7b4d-9vqwt", "container.image.tags", "[1.5.0]"));

        // Then
        assertThat(receiver.changes())
                .extracting(Change::kind, Change::previousVersion, Change::version)
                .containsExactly(tuple(ChangeKind.DEPLOYMENT, "1.4.0", "1.5.0"));
    }

    @Test
    void anotherPodTemplateOfTheSameImageIsAnotherConfiguration() {
        // Given
        Map<String, String> image = Map.of("container.image.tags", "[1.4.0]");
        pods(0, 300, with(image, "k8s.pod.name", "cart-7d9fbc6b5d-2xkzl"));

        // When
        pods(300, 330, with(image, "k8s.pod.name", "cart-5c8d9f7b4d-9vqwt"));

        // Then
        assertThat(receiver.changes())
                .extracting(Change::kind, Change::previousVersion, Change::version)
                .containsExactly(tuple(ChangeKind.CONFIGURATION, "7d9fbc6b5d", "5c8d9f7b4d"));
    }

    @Test
    void aPodThatIsSeenBeforeItsProgramSpeaksMayRunAnotherVersion() {
        // Given
        pods(0, 300, Map.of("k8s.pod.name", "cart-7d9fbc6b5d-2xkzl", "service.version", "1.0"));

        // When
        pods(300, 330, Map.of("k8s.pod.name", "cart-5c8d9f7b4d-9vqwt"));

        // Then
        assertThat(receiver.changes())
                .extracting(Change::kind, Change::previousVersion, Change::version)
                .containsExactly(tuple(ChangeKind.DEPLOYMENT, "1.0", "5c8d9f7b4d"));
    }

    @Test
    void anotherNumberOfReplicasIsAScaling() {
        // When
        desired(0, 300, 3);
        desired(300, 330, 5);

        // Then
        assertThat(receiver.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.SCALING);
            assertThat(change.summary()).isEqualTo("cart is to have 5 replicas, before it 3");
        });
    }

    @Test
    void whatWasToldAlreadyIsNotSeenAsAnother() {
        // Given
        runs(0, 300, "1.0", "cart-1");
        receiver.observer().change(told("1.1", at(295)));

        // When
        runs(300, 330, "1.1", "cart-2");

        // Then
        assertThat(receiver.changes()).extracting(Change::id).containsExactly("rollout-9");
    }

    @Test
    void whatIsToldOfAChangeThatWasSeenJoinsIt() {
        // Given
        runs(0, 300, "1.0", "cart-1");
        runs(300, 330, "1.1", "cart-2");

        // When
        receiver.observer().change(told("1.1", at(320)));
        receiver.look(335);

        // Then
        List<Change> changes = receiver.changes();
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast().id()).isEqualTo(changes.getFirst().id());
        assertThat(changes.getLast().by()).isEqualTo("argo");
        assertThat(changes.getLast().previousVersion()).isEqualTo("1.0");
        assertThat(changes.getLast().at()).isEqualTo(at(300));
    }

    @Test
    void whatIsToldHalfAnHourAfterItWasSeenIsAChangeOfItsOwn() {
        // Given
        runs(0, 300, "1.0", "cart-1");
        runs(300, 330, "1.1", "cart-2");
        String seen = receiver.changes().getFirst().id();

        // When
        receiver.observer().change(told("1.1", at(300 + 1_800)));
        receiver.look(335);

        // Then
        assertThat(receiver.changes()).extracting(Change::id).containsExactly(seen, "rollout-9");
    }

    @Test
    void whatIsToldALittleEarlierThanThatJoinsIt() {
        // Given
        runs(0, 300, "1.0", "cart-1");
        runs(300, 330, "1.1", "cart-2");
        String seen = receiver.changes().getFirst().id();

        // When
        receiver.observer().change(told("1.1", at(300 + 1_799)));
        receiver.look(335);

        // Then
        assertThat(receiver.changes()).extracting(Change::id).containsExactly(seen, seen);
    }

    @Test
    void whatIsToldOfAnotherVersionIsAChangeOfItsOwn() {
        // Given
        runs(0, 300, "1.0", "cart-1");
        runs(300, 330, "1.1", "cart-2");

        // When
        receiver.observer().change(told("1.2", at(320)));
        receiver.look(335);

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("1.1", "1.2");
    }

    @Test
    void aTemplateWithoutANameIsTheVersionThatWasTold() {
        // Given
        pods(0, 300, Map.of("k8s.pod.name", "cart-7d9fbc6b5d-2xkzl"));
        receiver.observer().change(told("1.1", at(295)));

        // When
        pods(300, 330, Map.of("k8s.pod.name", "cart-5c8d9f7b4d-9vqwt"));

        // Then
        assertThat(receiver.changes())
                .extracting(Change::id, Change::version)
                .containsExactly(tuple("rollout-9", "1.1"));
    }

    @Test
    void aSecondTemplateWithoutANameIsNotTheVersionThatWasTold() {
        // Given
        pods(0, 300, Map.of("k8s.pod.name", "cart-7d9fbc6b5d-2xkzl"));
        receiver.observer().change(told("1.1", at(295)));
        pods(300, 600, Map.of("k8s.pod.name", "cart-5c8d9f7b4d-9vqwt"));

        // When
        pods(600, 630, Map.of("k8s.pod.name", "cart-6b8f7c9d4f-hk7cx"));

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("1.1", "6b8f7c9d4f");
    }

    @Test
    void whatIsToldOfATemplateWithoutANameJoinsItOnce() {
        // Given
        pods(0, 300, Map.of("k8s.pod.name", "cart-7d9fbc6b5d-2xkzl"));
        pods(300, 330, Map.of("k8s.pod.name", "cart-5c8d9f7b4d-9vqwt"));
        String seen = receiver.changes().getFirst().id();

        // When
        receiver.observer().change(told("1.1", at(320)));
        receiver.look(335);
        pods(340, 370, Map.of("k8s.pod.name", "cart-6b8f7c9d4f-hk7cx"));

        // Then
        assertThat(receiver.changes()).extracting(Change::version).containsExactly("5c8d9f7b4d", "1.1", "6b8f7c9d4f");
        assertThat(receiver.changes().get(1).id()).isEqualTo(seen);
    }

    private static Change told(String version, Instant at) {
        return new Change("rollout-9", at, CART, ChangeKind.DEPLOYMENT, version, "", "argo", "cart rolls out");
    }

    /// One instance sends every ten seconds.
    private void runs(int from, int until, String version, String instance) {
        Map<String, String> resource = Map.of(
                "service.namespace",
                "shop",
                "service.name",
                "cart",
                "service.instance.id",
                instance,
                "service.version",
                version,
                "process.pid",
                Integer.toString(100 + from)); // a process started anew is another process
        sends(from, until, resource, "process.cpu.utilization", 0.3);
    }

    private void pods(int from, int until, Map<String, String> pod) {
        sends(
                from,
                until,
                with(pod, "service.namespace", "shop", "service.name", "cart"),
                "process.cpu.utilization",
                0.3);
    }

    private void desired(int from, int until, int replicas) {
        sends(
                from,
                until,
                Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "cart"),
                "k8s.deployment.desired",
                replicas);
    }

    private void sends(int from, int until, Map<String, String> resource, String gauge, double value) {
        for (int second = from; second < until; second += 10) {
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(Requests.resource(resource), Requests.gauge(gauge, value, at(second))));
            receiver.look(second + 6);
        }
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
