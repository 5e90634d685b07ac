package nightshift.app.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import nightshift.act.http.SignedClient;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.fact.decision.MuteLimits;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.RecallConfig;
import nightshift.loop.Watchdog;
import nightshift.observe.ObserveConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.sketch.LatencyConfig;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.incident.OpeningConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;

/// What a server can be told. Every key, its default and its meaning is in `docs/configuration.md`.
///
/// @param directories where its files are
/// @param ports where it listens
/// @param token bearer token for whatever changes something
/// @param turn how often the loop turns
/// @param deadlines how long what must end may take
/// @param watchdog how long Nightshift may be unable to deal with an open incident before a person is woken
/// @param targets where actions go
/// @param page where pages are posted to, besides the journal
/// @param capacity how much it takes in and watches at most
/// @param names what is remembered of names
/// @param latency what of the durations is an answer
/// @param changes when something that began is a change
/// @param windows how much of the past is kept on disk
/// @param recall how much of it a start takes in
/// @param incidents when an incident opens and closes
/// @param ruleSteps how many steps a rule may take in one turn
/// @param objectives what services promise, besides what all do
/// @param mutes how far people may mute
public record Settings(
        Directories directories,
        Ports ports,
        Optional<String> token,
        Duration turn,
        Deadlines deadlines,
        Duration watchdog,
        List<Target> targets,
        Optional<Webhook> page,
        Capacity capacity,
        NamesConfig names,
        LatencyConfig latency,
        ChangesConfig changes,
        WindowConfig windows,
        RecallConfig recall,
        IncidentConfig incidents,
        int ruleSteps,
        List<Promise> objectives,
        MuteLimits mutes) {

    /// @param data the journal, the kept windows and their lock
    /// @param rules `healing/` and `policy/`
    /// @param models the forecaster and its card
    public record Directories(Path data, Path rules, Path models) {}

    /// @param host address that all of them bind to
    /// @param otlpGrpc OTLP over gRPC
    /// @param otlpHttp OTLP over HTTP
    /// @param http REST and the page
    public record Ports(String host, int otlpGrpc, int otlpHttp, int http) {}

    /// @param call one call to a target, from the first byte sent to the last byte read
    /// @param shutdown from being told to end until the process has ended
    public record Deadlines(Duration call, Duration shutdown) {}

    /// @param service name, or `*`
    /// @param action type, or `*`
    /// @param address of `docs/http-actions.md`
    /// @param secret signs what is sent
    public record Target(String service, String action, URI address, String secret) {}

    /// @param address that is posted to
    /// @param secret signs what is sent
    public record Webhook(URI address, String secret) {}

    static final Ports DEFAULT_PORTS = new Ports("127.0.0.1", 4317, 4318, 8080);
    /// Of the end, calls that are out get half, which is the deadline of a call.
    static final Deadlines DEFAULT_DEADLINES = new Deadlines(SignedClient.DEADLINE, Duration.ofSeconds(20));
    public static final Duration DEFAULT_WATCHDOG = Watchdog.Config.AFTER;
    static final Duration DEFAULT_TURN = Duration.ofSeconds(1);

    public Settings {
        targets = List.copyOf(targets);
        objectives = List.copyOf(objectives);
    }

    /// @param home the folder that holds `rules/` and `models/`
    /// @param usual limits that nobody set otherwise
    /// @throws SettingsException naming all that is wrong
    public static Settings read(SettingsSource source, Path home, Capacity usual) {
        SettingsReader reader = new SettingsReader(source);
        reader.know("nightshift.home");
        // Variables of the launcher and of its tests, which the environment shows here too.
        reader.know("nightshift.java.opts");
        reader.know("nightshift.restart.seconds");
        reader.know("nightshift.chromium");
        reader.know("nightshift.otelcol");
        reader.know("nightshift.hosts"); // read by the gate of the REST interface, as the next
        reader.know("nightshift.proxies");
        Directories directories = new Directories(
                reader.path("nightshift.directories.data", home.resolve(".nightshift")),
                reader.path("nightshift.directories.rules", home.resolve("rules")),
                reader.path("nightshift.directories.models", home.resolve("models")));
        Ports ports = new Ports(
                reader.text("nightshift.host", DEFAULT_PORTS.host()),
                reader.port("nightshift.otlp.grpc.port", DEFAULT_PORTS.otlpGrpc()),
                reader.port("nightshift.otlp.http.port", DEFAULT_PORTS.otlpHttp()),
                reader.port("nightshift.http.port", DEFAULT_PORTS.http()));
        Settings settings = new Settings(
                directories,
                ports,
                reader.secret("nightshift.token"),
                reader.duration("nightshift.turn", DEFAULT_TURN),
                new Deadlines(
                        reader.duration("nightshift.deadline.call", DEFAULT_DEADLINES.call()),
                        reader.duration("nightshift.deadline.shutdown", DEFAULT_DEADLINES.shutdown())),
                reader.duration("nightshift.watchdog", DEFAULT_WATCHDOG),
                targets(reader),
                webhook(reader),
                capacity(reader, usual),
                names(reader),
                latency(reader),
                changes(reader),
                new WindowConfig(
                        reader.bytes("nightshift.windows.size", WindowConfig.DEFAULT.bytes()),
                        reader.duration("nightshift.windows.age", WindowConfig.DEFAULT.age())),
                recall(reader),
                incidents(reader),
                reader.count("nightshift.rules.steps", EvaluationLimits.STEPS),
                objectives(reader),
                new MuteLimits(
                        reader.duration("nightshift.mutes.longest", MuteLimits.DEFAULT.longest()),
                        reader.duration("nightshift.mutes.weekly", MuteLimits.DEFAULT.weekly()),
                        reader.count("nightshift.mutes.most", MuteLimits.DEFAULT.most())));
        reader.finish();
        return settings;
    }

    /// What the observing stage is set to.
    public ObserveConfig observing() {
        return capacity.observing()
                .names(names)
                .latency(latency)
                .changes(changes)
                .ownPorts(new HashSet<>(List.of(ports.otlpGrpc(), ports.otlpHttp())));
    }

    /// What the understanding stage is set to.
    public UnderstandConfig understanding() {
        return UnderstandConfig.defaults()
                .watching(capacity.watched())
                .promising(objectives)
                .incidents(incidents);
    }

    private static NamesConfig names(SettingsReader reader) {
        NamesConfig usual = NamesConfig.defaults();
        return new NamesConfig(
                reader.duration("nightshift.names.forgotten", usual.forgottenAfter()),
                reader.count("nightshift.names.calls", usual.calls()),
                reader.count("nightshift.names.servers", usual.servers()));
    }

    private static LatencyConfig latency(SettingsReader reader) {
        LatencyConfig usual = LatencyConfig.defaults();
        Duration answered = reader.duration("nightshift.latency.answered", usual.answered());
        Duration streamed = reader.duration("nightshift.latency.streamed", usual.streamed());
        int answers = reader.count("nightshift.latency.answers", usual.answers());
        double between = reader.share("nightshift.latency.between", usual.between());
        if (streamed.compareTo(answered) <= 0) {
            reader.problem("nightshift.latency.streamed", "expected more than nightshift.latency.answered");
            return usual;
        }
        return new LatencyConfig(answered, streamed, answers, between);
    }

    private static ChangesConfig changes(SettingsReader reader) {
        ChangesConfig usual = ChangesConfig.defaults();
        return new ChangesConfig(
                reader.count("nightshift.changes.remembered", usual.remembered()),
                reader.duration("nightshift.changes.same", usual.same()),
                reader.duration("nightshift.changes.settling", usual.settling()),
                reader.duration("nightshift.changes.absence", usual.absence()));
    }

    private static RecallConfig recall(SettingsReader reader) {
        RecallConfig usual = RecallConfig.DEFAULT;
        return new RecallConfig(
                reader.duration("nightshift.recall.reach", usual.reach()),
                reader.count("nightshift.recall.windows", usual.windows()),
                reader.count("nightshift.recall.judged", usual.judged()),
                reader.count("nightshift.recall.sampled", usual.sampled()));
    }

    private static IncidentConfig incidents(SettingsReader reader) {
        IncidentConfig usual = IncidentConfig.DEFAULT;
        OpeningConfig opens = usual.opening();
        return new IncidentConfig(
                new OpeningConfig(
                        reader.patience("nightshift.incidents.felt", opens.felt()),
                        reader.patience("nightshift.incidents.unready", opens.unready()),
                        reader.patience("nightshift.incidents.rollout", opens.rollout()),
                        reader.patience("nightshift.incidents.strained", opens.strained()),
                        reader.patience("nightshift.incidents.queued", opens.queued()),
                        reader.patience("nightshift.incidents.pressed", opens.pressed()),
                        reader.times("nightshift.incidents.far", opens.far()),
                        reader.count("nightshift.incidents.requests", opens.requests()),
                        reader.share("nightshift.incidents.few", opens.few()),
                        reader.share("nightshift.incidents.full", opens.full())),
                reader.patience("nightshift.incidents.close", usual.closeAfter()),
                reader.duration("nightshift.incidents.suspicion", usual.suspicion()),
                reader.duration("nightshift.incidents.settles", usual.settles()),
                new IncidentConfig.Turned(
                        reader.times(
                                "nightshift.incidents.turned.times",
                                usual.turned().times()),
                        reader.duration(
                                "nightshift.incidents.turned.insists",
                                usual.turned().insists())));
    }

    private static List<Target> targets(SettingsReader reader) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; ; i++) {
            String key = "nightshift.targets[" + i + "]";
            Optional<URI> address = reader.address(key + ".address");
            if (address.isEmpty()) {
                return targets;
            }
            Optional<String> secret = reader.secret(key + ".secret");
            if (secret.isEmpty()) {
                reader.problem(key + ".secret", "a target needs a secret: what is sent to it is signed");
            }
            targets.add(new Target(
                    reader.text(key + ".service", "*"),
                    reader.text(key + ".action", "*"),
                    address.get(),
                    secret.orElse("")));
        }
    }

    private static List<Promise> objectives(SettingsReader reader) {
        List<Promise> promises = new ArrayList<>();
        for (int i = 0; ; i++) {
            String key = "nightshift.objectives[" + i + "]";
            String services = reader.text(key + ".services", "");
            double availability = reader.share(key + ".availability", Objective.USUAL.availability());
            Optional<Duration> latency = reader.duration(key + ".latency");
            if (services.isEmpty()) {
                return promises;
            }
            promises.add(new Promise(services, new Objective(availability, latency)));
        }
    }

    /// Who lets more series in says apart that they are to be watched, since that is what fills the heap.
    private static Capacity capacity(SettingsReader reader, Capacity usual) {
        int series = reader.count("nightshift.limits.series", usual.series());
        return usual.with(
                series,
                reader.count("nightshift.limits.watched", Math.min(series, usual.watched())),
                reader.count("nightshift.limits.streams", usual.streams()));
    }

    private static Optional<Webhook> webhook(SettingsReader reader) {
        Optional<URI> address = reader.address("nightshift.page.address");
        Optional<String> secret = reader.secret("nightshift.page.secret");
        if (address.isPresent() && secret.isEmpty()) {
            reader.problem("nightshift.page.secret", "a page's address needs a secret: what is sent to it is signed");
        }
        return address.map(found -> new Webhook(found, secret.orElse("")));
    }

    /// The folder that holds `rules/`, `models/` and `scenarios/`: told by the launcher, else the current one.
    public static Path home() {
        return Path.of(System.getProperty("nightshift.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
