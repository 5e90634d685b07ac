package nightshift.simulate.send.plan;

import java.util.Map;
import java.util.Set;
import nightshift.simulate.world.layout.ServiceId;

/// Who sends what in a world. Made by [SenderPlanner], or by hand in a test.
///
/// @param services how each service of ours sends
/// @param platform who tells about pods and queues
/// @param traceShare of the users' requests that are followed, 0 to 1: a head sampler at the entry decides, the others
///     follow it
/// @param latencyObjectives seconds within which 95 % of a service's requests shall be served; empty when nobody set
/// any
public record SenderPlan(
        Map<ServiceId, Sending> services,
        Platform platform,
        double traceShare,
        Map<ServiceId, Double> latencyObjectives) {
    /// The intervals that people set.
    public static final Set<Integer> INTERVALS = Set.of(5, 10, 15, 30, 60);

    public SenderPlan {
        services = Map.copyOf(services);
        latencyObjectives = Map.copyOf(latencyObjectives);
        if (!(traceShare >= 0 && traceShare <= 1)) {
            throw new IllegalArgumentException("traceShare is a share, 0 to 1, got " + traceShare);
        }
    }

    /// How the processes of one service send.
    ///
    /// @param interval seconds between two exports of a process's metrics, one of [#INTERVALS]
    public record Sending(
            Dialect dialect, LanguageRuntime runtime, int interval, Temporality temporality, Identity identity) {
        public Sending {
            if (!INTERVALS.contains(interval)) {
                throw new IllegalArgumentException("an interval is one of " + INTERVALS + ", got " + interval);
            }
            boolean foreign = dialect == Dialect.MICROMETER && runtime != LanguageRuntime.JVM;
            if (foreign || dialect.scraped() && temporality != Temporality.CUMULATIVE) {
                throw new IllegalArgumentException("Micrometer runs in a JVM, and what is scraped is cumulative");
            }
        }
    }

    /// What a process says of who it is.
    ///
    /// @param instance whether `service.instance.id` is set
    /// @param version whether `service.version` is set
    /// @param namespace whether `service.namespace` is set; else only Kubernetes tells namespaces apart
    /// @param kubernetes whether a collector adds `k8s.*`
    public record Identity(boolean instance, boolean version, boolean namespace, boolean kubernetes) {
        public Identity {
            if (!namespace && !kubernetes) {
                throw new IllegalArgumentException("a process says its namespace, or Kubernetes does");
            }
        }
    }

    /// Counters and histograms since the start, or since the last export.
    public enum Temporality {
        CUMULATIVE,
        DELTA
    }

    /// Who tells about the platform.
    ///
    /// @param interval seconds between two looks
    /// @param percentileHistograms whether Micrometer's timers were told to publish buckets
    public record Platform(Cluster cluster, int interval, boolean percentileHistograms) {}

    /// Who tells about pods.
    public enum Cluster {
        /// The receivers k8s_cluster and kubeletstats of a collector.
        COLLECTOR_RECEIVERS,
        /// kube-state-metrics, scraped by a collector.
        KUBE_STATE_METRICS,
        NOBODY
    }
}
