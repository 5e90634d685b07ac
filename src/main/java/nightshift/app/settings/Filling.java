package nightshift.app.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.act.ActConfig;
import nightshift.act.http.PageForm;
import nightshift.act.http.Secret;
import nightshift.api.access.Exposure;
import nightshift.api.access.Tokens;
import nightshift.api.rest.FollowConfig;
import nightshift.app.settings.Converters.Names;
import nightshift.app.settings.Settings.Access;
import nightshift.app.settings.Settings.Deadlines;
import nightshift.app.settings.Settings.Directories;
import nightshift.app.settings.Settings.Ports;
import nightshift.app.settings.Settings.Target;
import nightshift.app.settings.Settings.Webhook;
import nightshift.journal.RetentionConfig;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.HoldConfig;
import nightshift.loop.RecallConfig;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;

/// Fills the records with what was written, and looks at what only shows when two keys are seen together.
final class Filling {
    private final Configuration written;
    private final Path home;
    private final Capacity usual;
    private final Mistakes mistakes;

    Filling(Configuration written, Path home, Capacity usual, Mistakes mistakes) {
        this.written = written;
        this.home = home;
        this.usual = usual;
        this.mistakes = mistakes;
    }

    Settings settings() {
        Directories directories = directories();
        Ports ports = ports();
        checkAccess(ports.host());
        Deadlines deadlines = Settings.DEFAULT_DEADLINES;
        return new Settings(
                directories,
                ports,
                receiving(ports),
                new Access(
                        written.token(),
                        written.hosts().map(Names::each).orElse(Set.of()),
                        written.proxies().map(Names::each).orElse(Set.of()),
                        written.followers().orElse(FollowConfig.MOST)),
                written.turn().orElse(Settings.DEFAULT_TURN),
                new Deadlines(
                        written.deadline().call().orElse(deadlines.call()),
                        written.deadline().shutdown().orElse(deadlines.shutdown())),
                written.watchdog().orElse(Settings.DEFAULT_WATCHDOG),
                targets(),
                page(),
                KubernetesKeys.filled(written.kubernetes()),
                stages(directories.rules(), ports),
                mistakes.guarded(
                        "nightshift.journal.age",
                        () -> JournalKeys.retention(written.journal(), RetentionConfig.DEFAULT),
                        RetentionConfig.DEFAULT),
                written.log().json().orElse(false));
    }

    private Directories directories() {
        return new Directories(
                written.directories().data().orElse(home.resolve(".nightshift")),
                written.directories().rules().orElse(home.resolve("rules")),
                written.directories().models().orElse(home.resolve("models")));
    }

    private Ports ports() {
        Ports defaults = Settings.DEFAULT_PORTS;
        Ports ports = new Ports(
                written.host().orElse(defaults.host()),
                written.otlp().grpc().port().orElse(defaults.otlpGrpc()),
                written.otlp().http().port().orElse(defaults.otlpHttp()),
                written.http().port().orElse(defaults.http()));
        apart("nightshift.otlp.http.port", ports.otlpHttp(), "nightshift.otlp.grpc.port", ports.otlpGrpc());
        apart("nightshift.http.port", ports.http(), "nightshift.otlp.grpc.port", ports.otlpGrpc());
        apart("nightshift.http.port", ports.http(), "nightshift.otlp.http.port", ports.otlpHttp());
        return ports;
    }

    private OtlpConfig receiving(Ports ports) {
        OtlpConfig usual = OtlpConfig.defaults();
        long request = written.otlp().request().orElse((long) usual.maxRequestBytes());
        if (request > Integer.MAX_VALUE) {
            mistakes.at("nightshift.otlp.request", "expected less than 2GB");
            request = usual.maxRequestBytes();
        }
        return new OtlpConfig(
                ports.host(),
                ports.otlpGrpc(),
                ports.otlpHttp(),
                (int) request,
                written.otlp().items().orElse(usual.maxItems()),
                written.otlp().concurrent().orElse(usual.maxConcurrent()),
                Set.of());
    }

    private void apart(String key, int port, String otherKey, int other) {
        if (port == other && port != 0) {
            mistakes.at(key, "port " + port + " is that of " + otherKey + " too, expected another");
        }
    }

    /// A token that can't be one, and an address that others reach while there is none.
    private void checkAccess(String host) {
        Tokens none = Tokens.parse("");
        Tokens tokens = mistakes.guarded(
                "nightshift.token", () -> Tokens.parse(written.token().orElse("")), none);
        if (!mistakes.has("nightshift.token")) {
            new Exposure(host, tokens).refusal().ifPresent(reason -> mistakes.at("nightshift.host", reason));
        }
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (Configuration.Target target : written.targets()) {
            String key = "nightshift.targets[" + targets.size() + "]";
            if (target.address().isEmpty()) {
                mistakes.at(key + ".address", "a target needs an address, and the first is [0], the next [1]");
            }
            targets.add(new Target(
                    target.service().orElse("*"),
                    target.action().orElse("*"),
                    target.address().orElse(URI.create("http://none")),
                    secret(key + ".secret", target.secret(), "a target needs a secret: what is sent to it is signed")));
        }
        return targets;
    }

    private Optional<Webhook> page() {
        Configuration.Page page = written.page();
        PageForm form = page.form().orElse(PageForm.NIGHTSHIFT);
        return page.address()
                .map(address -> new Webhook(
                        address,
                        form,
                        form.needsSecret()
                                ? secret(
                                        "nightshift.page.secret",
                                        page.secret(),
                                        "a page's address needs a secret: what is sent to it is signed, or shows it")
                                : ""));
    }

    private String secret(String key, Optional<String> secret, String needed) {
        if (secret.isEmpty()) {
            mistakes.at(key, needed);
        } else {
            mistakes.guarded(key, () -> Secret.parse(secret.get()).toString(), "");
        }
        return secret.orElse("");
    }

    private StageConfigs stages(Path rules, Ports ports) {
        Capacity capacity = ObserveKeys.capacity(written.limits(), usual);
        return new StageConfigs(
                ObserveKeys.filled(written, capacity, mistakes)
                        .ownPorts(new HashSet<>(List.of(ports.otlpGrpc(), ports.otlpHttp()))),
                UnderstandKeys.remembering(written.changes(), UnderstandConfig.defaults())
                        .watching(capacity.watched())
                        .promising(objectives())
                        .incidents(UnderstandKeys.incidents(written.incidents(), IncidentConfig.DEFAULT)),
                DecideKeys.filled(written, rules),
                ActKeys.filled(written, ActConfig.defaults(), mistakes),
                JournalKeys.windows(written.windows(), WindowConfig.DEFAULT),
                JournalKeys.recall(written.recall(), RecallConfig.DEFAULT),
                JournalKeys.holds(written.holds(), HoldConfig.DEFAULT, mistakes),
                KubernetesKeys.soak(written.kubernetes()));
    }

    private List<Promise> objectives() {
        List<Promise> promises = new ArrayList<>();
        for (Configuration.Objective objective : written.objectives()) {
            String key = "nightshift.objectives[" + promises.size() + "].services";
            if (objective.services().isEmpty()) {
                mistakes.at(key, "an objective needs the name of a service, or *; the first is [0], the next [1]");
            }
            promises.add(new Promise(
                    objective.services().orElse("*"),
                    new Objective(
                            objective.availability().orElse(Objective.USUAL.availability()), objective.latency())));
        }
        return promises;
    }
}
