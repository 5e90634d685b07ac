package nightshift;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who may use whom, where each library lives, and who may read a clock: an allow-list, so that what is
/// not written here is a violation. It changes only together with ARCHITECTURE.md.
final class House {
    private static final String ROOT = "nightshift";
    private static final List<String> FRONTS = List.of("observe", "understand", "decide", "act");

    /// Package to the packages it may use, both below the root; a package may always use itself.
    private final Map<String, Set<String>> rows = new LinkedHashMap<>();

    /// Packages that plug into a port. Only `app` may use them.
    private final Set<String> adapters = new TreeSet<>();

    /// Library to the packages that may see it; a sub-package may see what its parent may.
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.jspecify", Set.of("")),
            Map.entry("ai.djl", Set.of("understand.detect.forecast")),
            Map.entry("org.kie", Set.of("decide.compile")),
            Map.entry("org.drools", Set.of("decide.compile")),
            Map.entry("com.github.javaparser", Set.of("decide.compile")),
            Map.entry("com.google.re2j", Set.of("decide.judge")),
            Map.entry("io.fabric8", Set.of("observe.kubernetes", "act.kubernetes", "app.assembly", "simulate.cluster")),
            Map.entry("io.grpc", Set.of("observe.otlp", "simulate.send.channel")),
            Map.entry("io.netty", Set.of("observe.otlp", "simulate.send.channel")),
            Map.entry("com.google.protobuf", Set.of("simulate.send", "simulate.shop.send", "simulate.cluster")),
            Map.entry("io.opentelemetry.proto", Set.of("simulate.send", "simulate.shop.send", "simulate.cluster")),
            Map.entry("com.datadoghq", Set.of("observe.sketch")),
            Map.entry("com.github.luben", Set.of("journal.window", "observe.otlp", "simulate.recording")),
            Map.entry("org.xerial.snappy", Set.of("observe.otlp")),
            Map.entry("java.sql", Set.of("journal")),
            Map.entry("javax.sql", Set.of("journal")),
            Map.entry("org.sqlite", Set.of("journal")),
            Map.entry("org.jdbi", Set.of("journal")),
            Map.entry("org.flywaydb", Set.of("journal")),
            Map.entry(
                    "com.fasterxml.jackson",
                    Set.of(
                            "journal",
                            "act.http",
                            "act.kubernetes",
                            "api",
                            "simulate.target",
                            "simulate.trial",
                            "app.bench.diagnosis",
                            "simulate.recording",
                            "app.bench.detection",
                            "app.bench.soak",
                            "app.cli")),
            Map.entry("com.sun.net.httpserver", Set.of("simulate.target", "app.bench.soak")),
            Map.entry("com.sun.management", Set.of("app.bench", "app.cli")),
            Map.entry("java.net.http", Set.of("act.http", "act.kubernetes", "app.bench", "app.bench.soak", "app.cli")),
            Map.entry("org.yaml.snakeyaml", Set.of("yaml")),
            Map.entry(
                    "org.apache.commons.statistics",
                    Set.of("understand.version", "understand.objective", "simulate.judge")),
            Map.entry("org.apache.commons.numbers", Set.of("understand.version")),
            Map.entry("org.apache.commons.text", Set.of("decide.language", "app.settings")),
            Map.entry("io.vertx", Set.of("observe.otlp", "api", "app.server")),
            Map.entry("jakarta", Set.of("api", "app.server")),
            Map.entry("org.jboss.resteasy", Set.of("api")),
            Map.entry("org.eclipse.microprofile", Set.of("api", "app.server", "app.settings")),
            Map.entry("org.jboss.jandex", Set.of("api.contract")),
            Map.entry("io.smallrye", Set.of("api", "app.server", "app.settings")),
            Map.entry("io.micrometer", Set.of("api")),
            Map.entry("io.quarkus", Set.of("app", "api.contract", "api.access")),
            Map.entry("picocli", Set.of("app.cli")));

    /// Methods that tell what time it is, by owner.
    private static final Map<String, Set<String>> CLOCKS = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds"),
            "java.time.InstantSource", Set.of("system"));

    House() {
        stage("fact", Set.of(), "fact.telemetry", "fact.inventory", "fact", "fact.decision");
        Set<String> fact = Set.copyOf(rows.keySet());
        rows.put("yaml", Set.of());
        stage("journal", fact, "database", "proof", "window", "");
        Set<String> kept = with(fact, "journal");
        stage("observe", fact, "intake", "naming", "identity", "sketch", "series", "calls", "changes", "");
        rows.computeIfPresent("observe.naming", (naming, used) -> with(used, "yaml"));
        adapter("observe.kubernetes", "observe.intake");
        adapter("observe.otlp", "observe.intake", "wire", "request");
        stage(
                "understand",
                fact,
                "detect.history",
                "detect",
                "threshold",
                "objective",
                "topology",
                "symptom",
                "version",
                "diagnose",
                "incident",
                "");
        adapter("understand.detect.forecast", "understand.detect");
        stage("decide", fact, "language", "rulefile", "judge", "compile", "live", "decision", "");
        stage("act", kept, "target", "verify", "interlock", "life", "");
        adapter("act.http", "act.target");
        adapter("act.kubernetes", "act.target", "api");
        Set<String> turned = new TreeSet<>(kept);
        turned.addAll(FRONTS);
        turned.add("journal.window");
        stage("loop", turned, "loop");
        Set<String> viewed = with(kept, "loop");
        stage("api", viewed, "view", "overview", "incident", "access", "contract", "rest", "probe", "");
        stage("simulate.world", Set.of(), "chance", "layout", "design", "truth", "physics", "run", "");
        Set<String> worlds = with(Set.of(), simulated());
        stage("simulate.send", worlds, "channel", "plan", "row", "sample", "encode", "");
        rows.put("simulate.shop", Set.of());
        rows.put("simulate.cluster", Set.of("simulate.send.channel"));
        rows.put("simulate.shop.send", Set.of("simulate.shop", "simulate.send.channel"));
        rows.put("simulate.target", with(worlds, "simulate.shop"));
        rows.put("simulate.trial", with(with(viewed, "yaml"), simulated()));
        rows.put("simulate.recording", with(viewed, simulated()));
        rows.put("simulate.judge", with(viewed, simulated()));
        rows.put("simulate", Set.of());
        Set<String> everything = with(Set.copyOf(rows.keySet()), adapters.toArray(String[]::new));
        stage(
                "app",
                everything,
                "settings",
                "assembly",
                "server",
                "bench.detection",
                "bench.diagnosis",
                "bench.soak",
                "bench",
                "cli",
                "");
    }

    /// Uses that no row allows.
    List<String> forbiddenUses(JavaClasses classes) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            String from = home(type.getPackageName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to =
                        home(dependency.getTargetClass().getBaseComponentType().getPackageName());
                boolean inside = !from.isEmpty() && !to.isEmpty() && !from.equals(to);
                if (inside && !rows.getOrDefault(from, Set.of()).contains(to)) {
                    violations.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        return violations;
    }

    /// Every package with those it may use.
    Map<String, Set<String>> table() {
        return Map.copyOf(rows);
    }

    /// Packages without a row.
    Set<String> homeless(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        classes.forEach(type -> names.add(home(type.getPackageName())));
        names.remove("");
        names.removeAll(rows.keySet());
        return names;
    }

    /// Libraries outside of their packages, and libraries that nobody wrote down.
    List<String> strayLibraries(JavaClasses classes) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            String from = home(type.getPackageName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!from.isEmpty()
                        && foreign(target)
                        && homes(target).stream().noneMatch(home -> within(from, home))) {
                    violations.add(from + " sees " + target + ": " + dependency.getDescription());
                }
            }
        }
        return violations;
    }

    /// Calls of and references to methods that tell the time, outside of `app`.
    List<String> clockReads(JavaClasses classes) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            String from = home(type.getPackageName());
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String owner = access.getTargetOwner().getName();
                if (!from.isEmpty()
                        && !within(from, "app")
                        && CLOCKS.getOrDefault(owner, Set.of())
                                .contains(access.getTarget().getName())) {
                    violations.add(from + " reads a clock: " + access.getDescription());
                }
            }
        }
        return violations;
    }

    private void stage(String name, Set<String> used, String... rooms) {
        Set<String> before = new LinkedHashSet<>(used);
        for (String room : rooms) {
            String full = room.isEmpty() || room.equals(name) ? name : room.startsWith(name) ? room : name + "." + room;
            rows.put(full, Set.copyOf(before));
            before.add(full);
        }
    }

    /// It and its rooms may use its port's room and what that may use.
    private void adapter(String name, String port, String... rooms) {
        Set<String> before = with(rows.get(port), port);
        for (String room : rooms) {
            rows.put(name + "." + room, Set.copyOf(before));
            adapters.add(name + "." + room);
            before.add(name + "." + room);
        }
        rows.put(name, Set.copyOf(before));
        adapters.add(name);
    }

    /// The rooms of the simulation so far.
    private String[] simulated() {
        return rows.keySet().stream().filter(row -> row.startsWith("simulate.")).toArray(String[]::new);
    }

    private static Set<String> with(Collection<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> homes(String target) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> within(target, library.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }

    /// Whether it is neither ours nor Java's own; of Java's own only what has a row is confined.
    private static boolean foreign(String target) {
        boolean java = target.isEmpty() || within(target, "java") || within(target, "javax");
        boolean confined = LIBRARIES.keySet().stream().anyMatch(library -> within(target, library));
        return confined || !java && home(target).isEmpty();
    }

    private static boolean within(String name, String parent) {
        return parent.isEmpty() || name.equals(parent) || name.startsWith(parent + ".");
    }

    /// The part below the root package; seeded violations have a root of their own, further down. Empty for others.
    private static String home(String name) {
        int at = name.indexOf(ROOT);
        return at < 0 || name.length() <= at + ROOT.length() ? "" : name.substring(at + ROOT.length() + 1);
    }
}
