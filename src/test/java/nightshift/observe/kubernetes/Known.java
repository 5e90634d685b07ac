package nightshift.observe.kubernetes;

import java.time.Instant;
import java.util.Map;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.telemetry.EntityId;

/// What is kept of `shop/cart`, a Deployment, and of what belongs to it, as tests want it.
final class Known {
    static final EntityId CART = EntityId.workload("shop", "cart");
    static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private Known() {}

    /// A Deployment that is wanted in so many replicas of an image, and has them.
    static Kept.Workload cart(int generation, int replicas, String image) {
        return cart(generation, replicas, new Kept.Template(image, "", Map.of("cart", image)));
    }

    static Kept.Workload cart(int generation, int replicas, Kept.Template template) {
        return new Kept.Workload(
                ClusterWorkload.Kind.DEPLOYMENT,
                "shop",
                "cart",
                "uid-cart",
                generation,
                generation,
                new ClusterWorkload.Counts(replicas, replicas, replicas, replicas),
                replicas,
                false,
                Integer.toString(generation),
                "",
                "NewReplicaSetAvailable",
                false,
                template,
                new Kept.Author("kubectl-set", NOON),
                new Kept.Author("kubectl", null),
                Map.of("app", "cart"));
    }

    /// A replica set of it.
    static Kept.ReplicaSet set(int revision, String image, String hash) {
        return new Kept.ReplicaSet(
                "shop", "cart-" + hash, "uid-" + hash, "uid-cart", revision, hash, Map.of("cart", image));
    }

    /// A pod of a replica set.
    static Kept.Pod pod(String hash, String end, boolean ready) {
        return new Kept.Pod(
                "shop",
                "uid-" + hash,
                new ClusterPod(
                        "cart-" + hash + "-" + end,
                        "uid-" + end,
                        "node-1",
                        hash,
                        Map.of("cart", "1.4"),
                        ready,
                        false,
                        0,
                        "",
                        null,
                        NOON));
    }
}
