package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityIdTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId BILLING_ORDERS = EntityId.service("billing", "orders");
    private static final EntityId SHOP_ORDERS = EntityId.service("shop", "orders");

    static Stream<EntityId> ofEveryForm() {
        return Stream.of(
                CART,
                CART.inCluster("eu-1"),
                CART.inCluster("arn:aws:eks:eu-west-1:1:cluster/prod"),
                EntityId.service("", "a/b:c|d->e%2F"),
                EntityId.instance("shop", "cart", "host:8080/0"),
                EntityId.of(EntityKind.POD, "eu-1", "shop", "cart", "cart-7f"),
                EntityId.node("node-1"),
                EntityId.edge(CART, BILLING_ORDERS),
                EntityId.edge(CART, EntityId.database("shop", "orders-db")),
                EntityId.edge(CART, EntityId.of(EntityKind.DATABASE, "", "shop", "127.0.0.1", "9840/lab")),
                EntityId.edge(CART.inCluster("eu-1"), CART.inCluster("us-1")),
                EntityId.edge(EntityId.service("a->b", "c/d"), EntityId.service("e:f", "g>h")),
                EntityId.NOT_IN_VIEW);
    }

    @ParameterizedTest
    @MethodSource("ofEveryForm")
    void theTextIsReadBackAsItWas(EntityId entity) {
        assertThat(EntityId.parse(entity.text())).isEqualTo(entity);
    }

    @Test
    void theTextOfTheDefaultClusterNamesNone() {
        assertThat(CART.text()).isEqualTo("service:shop/cart");
        assertThat(CART.inCluster("eu-1").text()).isEqualTo("service@eu-1:shop/cart");
        assertThat(EntityId.edge(CART, BILLING_ORDERS).text())
                .isEqualTo("edge:service:shop/cart->service:billing/orders");
    }

    @Test
    void textsFromBeforeEntitiesHadClustersAreStillRead() {
        assertThat(EntityId.parse("instance:shop/cart/cart-0")).isEqualTo(EntityId.instance("shop", "cart", "cart-0"));
        assertThat(EntityId.parse("edge:shop/cart/orders")).isEqualTo(EntityId.edge(CART, SHOP_ORDERS));
    }

    @Test
    void callsToOneNameInTwoNamespacesAndTwoClustersAreDifferentEdges() {
        List<EntityId> edges = List.of(
                EntityId.edge(CART, SHOP_ORDERS),
                EntityId.edge(CART, BILLING_ORDERS),
                EntityId.edge(CART, SHOP_ORDERS.inCluster("eu-1")),
                EntityId.edge(CART, EntityId.database("shop", "orders")));

        assertThat(edges).doesNotHaveDuplicates();
        assertThat(edges).extracting(EntityId::text).doesNotHaveDuplicates();
        assertThat(edges).extracting(EntityId::service).containsOnly(CART);
    }

    @Test
    void anEdgeOfAnInstanceIsItsServices() {
        EntityId edge = EntityId.edge(EntityId.instance("shop", "cart", "cart-0"), EntityId.workload("shop", "orders"));

        assertThat(edge).isEqualTo(EntityId.edge(CART, SHOP_ORDERS));
        assertThat(edge.label()).isEqualTo("cart -> orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "service:cart", ":shop/cart", "planet:shop/cart", "edge:service:shop/cart->"})
    void aTextOfAnotherFormIsRefusedWithTheFormExpected(String text) {
        assertThatThrownBy(() -> EntityId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
