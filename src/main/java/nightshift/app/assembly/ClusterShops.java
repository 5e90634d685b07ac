package nightshift.app.assembly;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nightshift.simulate.cluster.ClusterShop;
import nightshift.simulate.send.channel.OtlpChannel;

/// Simulated shops in a cluster, with what they look at it and send with. Used by one thread.
///
/// @param shop in each of the namespaces
/// @param client closed with this
/// @param channel closed with this
public record ClusterShops(ClusterShop shop, KubernetesClient client, OtlpChannel channel) implements AutoCloseable {
    /// @param kubeconfig that may read pods
    /// @param otlp port of this machine that takes OTLP over gRPC
    public static ClusterShops open(Path kubeconfig, int otlp, List<String> namespaces, long seed) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        OtlpChannel channel = new OtlpChannel(otlp);
        return new ClusterShops(new ClusterShop(client, channel, namespaces, seed), client, channel);
    }

    /// See [ClusterShop#second].
    public void second(Instant now) {
        shop.second(now);
    }

    /// See [ClusterShop#load].
    public void load(String namespace, double perSecond) {
        shop.load(namespace, perSecond);
    }

    @Override
    public void close() {
        channel.close();
        client.close();
    }
}
