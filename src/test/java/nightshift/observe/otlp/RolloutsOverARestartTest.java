package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Changes that nobody told of, where another process was there before. `cart` runs from second 0 on, and the process
/// that looks ends at second 300.
class RolloutsOverARestartTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final int END = 300;

    private final Receiver before = new Receiver();
    private final Receiver after = new Receiver();

    @Test
    void aVersionThatAppearsSoonAfterARestartIsAChange() {
        // Given
        runs(before, 0, END, "1.0", "cart-1");
        restart(END + 10);

        // When
        runs(after, END + 10, END + 40, "1.0", "cart-1");
        runs(after, END + 40, END + 70, "1.1", "cart-2");

        // Then
        assertThat(after.changes())
                .extracting(Change::version, Change::previousVersion, Change::at)
                .containsExactly(tuple("1.1", "1.0", at(END + 40)));
    }

    @Test
    void aVersionThatAppearsDuringARestartIsAChange() {
        // Given
        runs(before, 0, END, "1.0", "cart-1");
        restart(END + 60);

        // When nothing is seen of the old one any more
        runs(after, END + 60, END + 90, "1.1", "cart-2");

        // Then
        assertThat(after.changes())
                .extracting(Change::version, Change::previousVersion, Change::at)
                .containsExactly(tuple("1.1", "1.0", at(END + 60)));
    }

    @Test
    void whatRanBeforeIsNoChangeHoweverLateItReports() {
        // Given
        runs(before, 0, 200, "1.0", "cart-1");
        runs(before, 200, END, "1.1", "cart-2");
        assertThat(before.changes()).hasSize(1);
        restart(END + 10);

        // When
        runs(after, END + 10, END + 100, "1.1", "cart-2");
        runs(after, END + 100, END + 160, "1.0", "cart-1");

        // Then
        assertThat(after.changes()).isEmpty();
    }

    @Test
    void whatRanBeforeAndIsGoneForLongIsAChangeWhenItComesBack() {
        // Given
        runs(before, 0, 200, "1.0", "cart-1");
        runs(before, 200, END, "1.1", "cart-2");
        restart(END + 10);

        // When
        runs(after, END + 10, END + 330, "1.1", "cart-2");
        runs(after, END + 330, END + 360, "1.0", "cart-1");

        // Then
        assertThat(after.changes()).extracting(Change::version).containsExactly("1.0");
    }

    @Test
    void goingBackAfterARestartIsAChange() {
        // Given
        runs(before, 0, END, "1.0", "the-host");
        restart(END + 10);

        // When
        runs(after, END + 10, END + 40, "1.0", "the-host");
        runs(after, END + 40, END + 70, "1.1", "the-host");
        runs(after, END + 70, END + 100, "1.0", "the-host");

        // Then
        assertThat(after.changes()).extracting(Change::version).containsExactly("1.1", "1.0");
    }

    @Test
    void whatRunsAfterAnAbsenceOfMoreThanAnHourIsMetForTheFirstTime() {
        // Given
        runs(before, 0, END, "1.0", "cart-1");
        restart(END + 3_601);

        // When
        runs(after, END + 3_610, END + 3_640, "1.1", "cart-2");

        // Then
        assertThat(after.changes()).isEmpty();
    }

    @Test
    void whatRunsAfterAnAbsenceOfAnHourIsHeldAgainstWhatRanBefore() {
        // Given
        runs(before, 0, END, "1.0", "cart-1");
        restart(END + 3_600);

        // When
        runs(after, END + 3_610, END + 3_640, "1.1", "cart-2");

        // Then
        assertThat(after.changes()).extracting(Change::version).containsExactly("1.1");
    }

    @Test
    void anotherNumberOfReplicasThanBeforeIsAScaling() {
        // Given
        desired(before, 0, END, 3);
        restart(END + 10);

        // When
        desired(after, END + 10, END + 30, 5);

        // Then
        assertThat(after.changes()).extracting(Change::kind).containsExactly(ChangeKind.SCALING);
    }

    @Test
    void whatWasToldBeforeIsNotSeenAsAnotherChange() {
        // Given
        runs(before, 0, END, "1.0", "cart-1");
        Change told =
                new Change("rollout-9", at(END - 10), CART, ChangeKind.DEPLOYMENT, "1.1", "", "argo", "cart rolls out");
        after.observer().recall(List.of(told), before.inventory(), at(END), at(END + 10));

        // When
        runs(after, END + 10, END + 40, "1.1", "cart-2");
        after.observer().change(told);
        after.look(END + 50);

        // Then
        assertThat(after.changes()).isEmpty();
    }

    private void restart(int begin) {
        after.observer().recall(List.of(), before.inventory(), at(END), at(begin));
    }

    private static void runs(Receiver receiver, int from, int until, String version, String instance) {
        sends(
                receiver,
                from,
                until,
                Map.of(
                        "service.namespace",
                        "shop",
                        "service.name",
                        "cart",
                        "service.instance.id",
                        instance,
                        "service.version",
                        version,
                        "process.pid",
                        Integer.toString(100 + from)),
                "process.cpu.utilization",
                0.3);
    }

    private static void desired(Receiver receiver, int from, int until, int replicas) {
        sends(
                receiver,
                from,
                until,
                Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "cart"),
                "k8s.deployment.desired",
                replicas);
    }

    private static void sends(
            Receiver receiver, int from, int until, Map<String, String> resource, String gauge, double value) {
        for (int second = from; second < until; second += 10) {
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(Requests.resource(resource), Requests.gauge(gauge, value, at(second))));
            receiver.look(second + 6);
        }
    }
}
