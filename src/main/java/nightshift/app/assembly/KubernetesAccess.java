package nightshift.app.assembly;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import nightshift.app.settings.Settings;
import nightshift.app.settings.SettingsException;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.kubernetes.KubernetesConfig;
import nightshift.observe.kubernetes.KubernetesWatch;

/// Two clients of one cluster. Neither asks anything twice by itself: who watches is to know at once that nobody
/// answers, and tries again on its own account; a write that was sent twice could have two effects. Neither asks the
/// cluster before it is used.
///
/// @param watching reads and follows, each on a connection of its own: one that is dead takes no others along
/// @param acting asks once
public record KubernetesAccess(KubernetesClient watching, KubernetesClient acting) implements AutoCloseable {
    /// @param call how long one request may take
    /// @throws SettingsException when the file can't be used, naming its key
    public static KubernetesAccess of(Settings.Kubernetes.Access access, Duration call) {
        Config config = config(access);
        Config watching = new ConfigBuilder(config)
                .withRequestTimeout((int) call.toMillis())
                .withConnectionTimeout((int) call.dividedBy(2).toMillis())
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .build();
        Config acting = new ConfigBuilder(config)
                .withRequestTimeout((int) call.toMillis())
                .withConnectionTimeout((int) call.dividedBy(2).toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesAccess(client(watching), client(acting));
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// In a cluster the process has its ServiceAccount's token, which is read anew as it changes.
    private static Config config(Settings.Kubernetes.Access access) {
        String context = access.context().orElse(null);
        if (access.kubeconfig().isEmpty()) {
            return Config.autoConfigure(context);
        }
        Path file = access.kubeconfig().get();
        if (!Files.isReadable(file)) {
            throw wrong(file + " can't be read, expected a kubeconfig");
        }
        try {
            Config read = Config.fromKubeconfig(file.toFile());
            if (context != null && read.getContexts().stream().noneMatch(each -> context.equals(each.getName()))) {
                throw new SettingsException(List.of("nightshift.kubernetes.context: " + file + " has no context '"
                        + context + "', expected one of "
                        + read.getContexts().stream()
                                .map(each -> each.getName())
                                .toList()));
            }
            return context == null ? read : Config.fromKubeconfig(context, Files.readString(file), file.toString());
        } catch (KubernetesClientException | java.io.IOException unreadable) {
            throw wrong(file + " is not a kubeconfig: " + unreadable.getMessage());
        }
    }

    private static SettingsException wrong(String what) {
        return new SettingsException(List.of("nightshift.kubernetes.kubeconfig: " + what));
    }

    /// Follows the cluster, once it is started.
    public KubernetesWatch watch(KubernetesConfig config, ClusterIntake intake, InstantSource clock) {
        return new KubernetesWatch(config, watching, intake, clock);
    }

    @Override
    public void close() {
        watching.close();
        acting.close();
    }
}
