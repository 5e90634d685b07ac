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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        PeerNames few = new PeerNames(sending::contains, new NamesConfig(Duration.ofMinutes(5), 2, 8));
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

    @ParameterizedTest
    @CsvSource({
        "orders-db, database:shop/orders-db",
        "HikariPool-orders-db, database:shop/orders-db",
        "orders-db:5432/orders, database:shop/orders-db/orders",
        "orders-db.data.svc.cluster.local:5433/orders, database:data/orders-db/5433/orders"
    })
    void aPoolIsNamedAfterWhatIsBehindIt(String pool, String database) {
        assertThat(pooled(pool).id().text()).isEqualTo(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HikariPool-1", "BasicDataSource@7c2f", "db=orders"})
    void aPoolThatNobodyNamedSaysNothing(String pool) {
        assertThat(peers.pooled(WEB, pool)).isNull();
    }

    @Test
    void aDatabaseHasOneNameWhoeverTellsOfIt() {
        // Given a pool and a proxy that know no more than the host
        Callee byPool = pooled("core-db");
        Callee byProxy = Objects.requireNonNull(peers.proxied(WEB, EntityId.service("shop", "core-db")));

        // When a client says which database is there
        EntityId database = called(Map.of("server.address", "core-db", "db.namespace", "core"))
                .id();
        assertThat(peers.learned()).isTrue();
        peers.meetNewcomers();

        // Then
        assertThat(byPool.superseded()).isTrue();
        assertThat(byProxy.superseded()).isTrue();
        assertThat(pooled("core-db").id()).isEqualTo(database);
        assertThat(Objects.requireNonNull(peers.proxied(WEB, EntityId.service("shop", "core-db")))
                        .id())
                .isEqualTo(database);
        assertThat(peers.learned()).isFalse();
    }

    @Test
    void aPoolIsOfTheOnlyDatabaseOfItsNameInWhateverNamespace() {
        // Given
        EntityId elsewhere = called(Map.of("server.address", "core-db.data.svc", "db.namespace", "core"))
                .id();
        assertThat(pooled("HikariPool-core-db").id()).isEqualTo(elsewhere);

        // When there are two of them
        called(Map.of("server.address", "core-db.test.svc", "db.namespace", "core"));
        peers.meetNewcomers();

        // Then
        assertThat(pooled("HikariPool-core-db").id()).isEqualTo(EntityId.database("shop", "core-db"));
    }

    @Test
    void aHostOfSeveralDatabasesIsNoneOfThem() {
        called(Map.of("server.address", "core-db", "db.namespace", "core"));
        called(Map.of("server.address", "core-db", "db.namespace", "stock"));

        assertThat(pooled("core-db").id()).isEqualTo(EntityId.database("shop", "core-db"));
    }

    @Test
    void aServiceThatSendsIsNoDatabaseToAProxy() {
        sending.add(ORDERS);

        assertThat(Objects.requireNonNull(peers.proxied(WEB, ORDERS)).id()).isEqualTo(ORDERS);
    }

    @Test
    void whoServesWhatIsCalledIsLearnedFromTheServer() {
        // Given a client that knows no address
        Map<String, String> call = Map.of("rpc.service", "billing.Orders", "rpc.method", "Place");
        Callee before = called(call);
        assertThat(before.id()).isEqualTo(EntityId.service("shop", "billing.Orders"));

        // When its server is heard
        peers.serves(ORDERS, Map.of("rpc.method", "billing.Orders/Place"));
        peers.meetNewcomers();

        // Then
        assertThat(before.superseded()).isTrue();
        assertThat(called(call).id()).isEqualTo(ORDERS);
    }

    @ParameterizedTest
    @CsvSource({"shop.Orders, shop, orders", "OrderBookService, shop, order-book", "billing.Orders, billing, orders"})
    void whileNobodyTellsWhoServesItItIsWhoeverIsCalledLikeIt(String service, String namespace, String name) {
        Map<String, String> call = Map.of("rpc.service", service);
        EntityId namesake = EntityId.service(namespace, name);
        assertThat(called(call).id()).isNotEqualTo(namesake);

        sending.add(namesake);
        peers.meetNewcomers();

        assertThat(called(call).id()).isEqualTo(namesake);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "-service", "shop.", "/"})
    void aServiceOfNoNameThatAnyoneCanHaveIsCalledByItsOwn(String service) {
        assertThat(called(Map.of("rpc.service", service)).id()).isEqualTo(EntityId.service("shop", service));
    }

    @Test
    void whatSeveralServeIsServedByTheOneInTheCallersNamespaceOrByNobodyInParticular() {
        Map<String, String> call = Map.of("rpc.service", "grpc.health.v1.Health");
        peers.serves(ORDERS, call);
        peers.serves(EntityId.service("shop", "cart"), call);
        assertThat(called(call).id()).isEqualTo(EntityId.service("shop", "cart"));

        peers.serves(EntityId.service("shop", "stock"), call);
        peers.meetNewcomers();
        assertThat(peers.callee(WEB, call)).isNull();
    }

    @Test
    void whatMoreServeThanAreToldApartIsServedByThoseThatWereHeardOfFirst() {
        // Given
        PeerNames one = new PeerNames(sending::contains, new NamesConfig(Duration.ofMinutes(5), 10, 1));
        Map<String, String> call = Map.of("rpc.service", "billing.Orders");
        one.serves(ORDERS, call);
        one.meetNewcomers();

        // When
        one.serves(EntityId.service("stock", "orders"), call);

        // Then
        assertThat(one.learned()).isFalse();
        assertThat(Objects.requireNonNull(one.callee(WEB, call)).id()).isEqualTo(ORDERS);
    }

    private Callee pooled(String pool) {
        return Objects.requireNonNull(peers.pooled(WEB, pool));
    }

    private Callee calledAt(String address) {
        return called(Map.of("server.address", address));
    }

    private Callee called(Map<String, String> attributes) {
        return Objects.requireNonNull(peers.callee(WEB, attributes));
    }
}
