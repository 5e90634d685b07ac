package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.OptIn;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsFactor;
import nightshift.app.settings.Converters.AsFlag;
import nightshift.app.settings.Converters.AsNames;
import nightshift.app.settings.Converters.AsOptIn;
import nightshift.app.settings.Converters.AsPart;
import nightshift.app.settings.Converters.AsPath;
import nightshift.app.settings.Converters.AsText;
import nightshift.app.settings.Converters.Names;
import nightshift.loop.Nightshift;
import nightshift.observe.kubernetes.KubernetesConfig;

/// What Nightshift can be told of a Kubernetes cluster.
final class KubernetesKeys {
    private KubernetesKeys() {}

    interface Kubernetes {
        @WithConverter(AsFlag.class)
        Optional<Boolean> observe();

        @WithConverter(AsFlag.class)
        Optional<Boolean> act();

        @WithConverter(AsPath.class)
        Optional<Path> kubeconfig();

        @WithConverter(AsText.class)
        Optional<String> context();

        @WithConverter(AsText.class)
        Optional<String> cluster();

        @WithConverter(AsNames.class)
        Optional<Names> namespaces();

        @WithConverter(AsDuration.class)
        Optional<Duration> staleAfter();

        @WithConverter(AsDuration.class)
        Optional<Duration> soak();

        Bounds bounds();
    }

    interface Bounds {
        @WithConverter(AsNames.class)
        Optional<Names> namespaces();

        @WithConverter(AsOptIn.class)
        Optional<OptIn> unlabelled();

        @WithConverter(AsFactor.class)
        Optional<Double> growth();

        @WithConverter(AsCount.class)
        Optional<Integer> replicas();

        @WithConverter(AsPart.class)
        Optional<Double> minHealthy();

        @WithConverter(AsPart.class)
        Optional<Double> nodes();

        @WithConverter(AsDuration.class)
        Optional<Duration> steady();

        @WithConverter(AsFlag.class)
        Optional<Boolean> admission();
    }

    static Settings.Kubernetes filled(Kubernetes written) {
        return new Settings.Kubernetes(
                written.observe().orElse(false),
                written.act().orElse(false),
                new Settings.Kubernetes.Access(
                        written.kubeconfig(),
                        written.context(),
                        written.cluster().orElse("")),
                new KubernetesConfig(
                        written.cluster().orElse(""),
                        written.namespaces().map(Names::each).orElse(Set.of()),
                        written.staleAfter().orElse(KubernetesConfig.STALE_AFTER)),
                bounds(written.bounds(), KubernetesBounds.DEFAULT));
    }

    static Duration soak(Kubernetes written) {
        return written.soak().orElse(Nightshift.SOAK);
    }

    private static KubernetesBounds bounds(Bounds written, KubernetesBounds usual) {
        return new KubernetesBounds(
                written.namespaces().map(Names::each).orElse(usual.protectedNamespaces()),
                written.unlabelled().orElse(usual.unlabelled()),
                written.growth().orElse(usual.growth()),
                written.replicas().orElse(usual.replicas()),
                written.minHealthy().orElse(usual.minHealthy()),
                written.nodes().orElse(usual.nodes()),
                written.steady().orElse(usual.steady()),
                written.admission().orElse(usual.admission()));
    }
}
