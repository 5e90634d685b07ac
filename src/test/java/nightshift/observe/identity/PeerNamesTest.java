package nightshift.observe.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.Test;

/// Whom a client's metric names, and how that is settled as more is heard of.
class PeerNamesTest {
    private static final EntityId WEB = EntityId.service("shop", "web");
    private static final EntityId ORDERS = EntityId.service("billing", "orders");

    private final Set<EntityId> sending = new HashSet<>();
    private final PeerNames peers = new PeerNames(sending::contains, NamesConfig.defaults());

    @Test
    void aNameOfKubernetesTellsTheNamespace() {
        assertThat(calledAt("orders.billing.svc.cluster.local").id()).isEqualTo(ORDERS);
    }

    @Test
    void aNameOfTwoLabelsIsAServiceOnceThatSends() {
        // Given a callee that has not sent yet
        Callee before = calledAt("orders.billing");
        assertThat(before.id()).isEqualTo(EntityId.service("shop", "orders.billing"));

        // When it does
        sending.add(ORDERS);
        peers.meetNewcomers();

        // Then whoever rested on less is to ask again
        assertThat(before.superseded()).isTrue();
        assertThat(calledAt("orders.billing").id()).isEqualTo(ORDERS);
    }

    @Test
    void whoIsMeantStaysWhenSomebodyElseBeginsToSend() {
        Callee before = calledAt("orders.billing.svc.cluster.local");

        sending.add(EntityId.service("shop", "cart"));
        peers.meetNewcomers();

        assertThat(before.superseded()).isFalse();
        assertThat(calledAt("orders.billing.svc.cluster.local")).isSameAs(before);
    }

    @Test
    void asManyCallsAreLookedAtAgainAsAreRememberedAndNoMore() {
        // Given
        PeerNames few = new PeerNames(sending::contains, new NamesConfig(Duration.ofMinutes(5), 2));
        Map<String, String> first = Map.of("server.address", "orders.billing");
        Callee called = Objects.requireNonNull(few.callee(WEB, first));

        // When
        few.callee(WEB, Map.of("server.address", "one"));
        Callee within = few.callee(WEB, first);
        few.callee(WEB, Map.of("server.address", "two"));
        few.callee(WEB, Map.of("server.address", "three"));
        sending.add(ORDERS);
        few.meetNewcomers();

        // Then
        assertThat(within).isSameAs(called);
        assertThat(called.superseded()).isFalse();
        assertThat(few.callee(WEB, first)).isNotSameAs(called);
    }

    @Test
    void aDatabaseIsOneWithItsDefaultPortAndWithoutAPort() {
        Map<String, String> bare = Map.of("server.address", "core-db", "db.namespace", "core");
        Map<String, String> told = Map.of("server.address", "core-db", "db.namespace", "core", "server.port", "5432");
        Map<String, String> other = Map.of("server.address", "core-db", "db.namespace", "core", "server.port", "5433");

        EntityId database = called(bare).id();

        assertThat(database.kind()).isEqualTo(EntityKind.DATABASE);
        assertThat(called(told).id()).isEqualTo(database);
        assertThat(called(other).id()).isNotEqualTo(database);
    }

    @Test
    void whoCallsItselfOrSaysNothingCallsNobody() {
        assertThat(peers.callee(WEB, Map.of("server.address", "web"))).isNull();
        assertThat(peers.callee(WEB, Map.of())).isNull();
    }

    private Callee calledAt(String address) {
        return called(Map.of("server.address", address));
    }

    private Callee called(Map<String, String> attributes) {
        return Objects.requireNonNull(peers.callee(WEB, attributes));
    }
}
