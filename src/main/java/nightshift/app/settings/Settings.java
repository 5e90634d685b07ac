package nightshift.app.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.act.http.PageForm;
import nightshift.act.http.SignedClient;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.journal.RetentionConfig;
import nightshift.loop.Watchdog;
import nightshift.observe.kubernetes.KubernetesConfig;
import nightshift.observe.otlp.request.OtlpConfig;

/// What a server can be told. Every key, its default and its meaning is in `docs/configuration.md`.
///
/// @param directories where its files are
/// @param ports where it listens
/// @param receiving the same for OTLP, and how much of it is taken at a time; without tokens
/// @param access who may change something
/// @param turn how often the loop turns
/// @param deadlines how long what must end may take
/// @param watchdog how long Nightshift may be unable to deal with an open incident before a person is woken
/// @param targets where actions go
/// @param page where pages are posted to, besides the journal
/// @param kubernetes the cluster that is watched and acted on, if any
/// @param stages what the stages are set to
/// @param retention how much of the journal is kept
/// @param jsonLog whether each line of the log is a JSON object
public record Settings(
        Directories directories,
        Ports ports,
        OtlpConfig receiving,
        Access access,
        Duration turn,
        Deadlines deadlines,
        Duration watchdog,
        List<Target> targets,
        Optional<Webhook> page,
        Kubernetes kubernetes,
        StageConfigs stages,
        RetentionConfig retention,
        boolean jsonLog) {

    /// @param data the journal, the kept windows and their lock
    /// @param rules `healing/` and `policy/`
    /// @param models the forecaster and its card
    public record Directories(Path data, Path rules, Path models) {}

    /// @param host address that all of them bind to
    /// @param otlpGrpc OTLP over gRPC
    /// @param otlpHttp OTLP over HTTP
    /// @param http REST and the page
    public record Ports(String host, int otlpGrpc, int otlpHttp, int http) {}

    /// @param token bearer tokens for whatever changes something
    /// @param hosts names under which people reach the server, in lower case
    /// @param proxies addresses of those that know who a person is, in lower case
    /// @param followers who may follow the events at one time
    public record Access(Optional<String> token, Set<String> hosts, Set<String> proxies, int followers) {
        /// Without the token.
        @Override
        public String toString() {
            return "Access[" + (token.isPresent() ? "(token)" : "no token") + ", " + hosts + ", " + proxies + ", "
                    + followers + "]";
        }
    }

    /// @param call one call to a target, from the first byte sent to the last byte read
    /// @param shutdown from being told to end until the process has ended
    public record Deadlines(Duration call, Duration shutdown) {}

    /// @param service name, or `*`
    /// @param action type, or `*`
    /// @param address of `docs/http-actions.md`
    /// @param secret signs what is sent
    public record Target(String service, String action, URI address, String secret) {
        @Override
        public String toString() {
            return "Target[" + service + ", " + action + ", " + address + ", (secret)]";
        }
    }

    /// @param address that is posted to
    /// @param form whose form it is posted in
    /// @param secret signs what is sent, or is the routing key; empty where the form needs none
    public record Webhook(URI address, PageForm form, String secret) {
        @Override
        public String toString() {
            return "Webhook[(address), " + form + ", (secret)]";
        }
    }

    /// @param observe whether it is watched
    /// @param act whether actions that no target takes go to it
    /// @param access how it is reached
    /// @param watching how it is followed
    /// @param bounds how far acting on it may go
    public record Kubernetes(
            boolean observe, boolean act, Access access, KubernetesConfig watching, KubernetesBounds bounds) {
        /// @param kubeconfig empty for what `kubectl` would use, or the ServiceAccount in a cluster
        /// @param context of the file; empty for its current one
        /// @param cluster its name in telemetry, `k8s.cluster.name`; empty when no sender says one
        public record Access(Optional<Path> kubeconfig, Optional<String> context, String cluster) {}
    }

    public static final Ports DEFAULT_PORTS = new Ports("127.0.0.1", 4317, 4318, 8080);
    /// Of the end, calls that are out get half, which is the deadline of a call.
    static final Deadlines DEFAULT_DEADLINES = new Deadlines(SignedClient.DEADLINE, Duration.ofSeconds(20));
    static final Duration DEFAULT_WATCHDOG = Watchdog.Config.AFTER;
    static final Duration DEFAULT_TURN = Duration.ofSeconds(1);

    public Settings {
        targets = List.copyOf(targets);
    }

    /// @param home the folder that holds `rules/` and `models/`
    /// @param usual limits that nobody set otherwise
    /// @throws SettingsException naming all that is wrong
    public static Settings read(Sources sources, Path home, Capacity usual) {
        Mistakes mistakes = new Mistakes(sources);
        Map<String, String> right = mistakes.read();
        Settings settings = new Filling(Keys.mapped(right), home, usual, mistakes).settings();
        mistakes.tell();
        return settings;
    }

    /// What this process was started with.
    ///
    /// @param sources of it
    public static Settings ofProcess(Sources sources) {
        return read(sources, home(), Capacity.of(Runtime.getRuntime().maxMemory()));
    }

    /// The folder that holds `rules/`, `models/` and `scenarios/`: told by the launcher, else the current one.
    public static Path home() {
        return Path.of(System.getProperty("nightshift.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
