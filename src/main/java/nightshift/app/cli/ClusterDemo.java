package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.app.server.ExitCode;
import org.jspecify.annotations.Nullable;

/// `demo --cluster`: a shop in each of four namespaces of a real control plane, a fault in each, and a server that
/// watches the pods, hears the telemetry that follows from them, and writes to the API server alone.
final class ClusterDemo {
    /// Windows of a second: a series is known after a hundred.
    private static final Duration KNOWN = Duration.ofSeconds(130);

    /// What begins in the same moment is taken for one thing.
    private static final Duration APART = Duration.ofSeconds(6);

    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Output output;
    private final int port;
    private final long seed;
    private final Map<String, String> told = new LinkedHashMap<>();

    ClusterDemo(Output output, int port, long seed) {
        this.output = output;
        this.port = port;
        this.seed = seed;
    }

    /// @param namespace that it happens in
    /// @param sentence for people
    /// @param version that is rolled out; empty when more is asked instead
    private record Fault(String namespace, String sentence, String version) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("too-few", "five times as much is asked of it", ""),
            new Fault("bad-version", "version 1.5.0-errors fails every other request", "1.5.0-errors"),
            new Fault("crash-loop", "version 1.5.0-crash ends as it begins", "1.5.0-crash"),
            new Fault("never-ready", "version 1.5.0-never-ready never takes requests", "1.5.0-never-ready"));

    private static final double FIVE_TIMES = 160;

    Integer play() {
        List<String> namespaces = FAULTS.stream().map(Fault::namespace).toList();
        try (DemoCluster cluster = DemoCluster.start(output::progress, port, namespaces, seed)) {
            output.progress(
                    "the page is at http://127.0.0.1:" + port + "; to look at the cluster: " + cluster.lookingGlass());
            output.progress("Nightshift learns the shops for " + KNOWN.toSeconds() + " s");
            cluster.pass(KNOWN);
            Map<String, Instant> broken = breakAll(cluster);
            Map<String, Instant> healed = awaitHealed(cluster, broken);
            return table(broken, healed);
        }
    }

    private Map<String, Instant> breakAll(DemoCluster cluster) {
        Map<String, Instant> broken = new LinkedHashMap<>();
        for (Fault fault : FAULTS) {
            output.progress(fault.namespace() + ": " + fault.sentence());
            if (fault.version().isEmpty()) {
                cluster.load(fault.namespace(), FIVE_TIMES);
            } else {
                cluster.rollOut(fault.namespace(), fault.version());
            }
            broken.put(fault.namespace(), cluster.now());
            cluster.pass(APART);
        }
        return broken;
    }

    private Map<String, Instant> awaitHealed(DemoCluster cluster, Map<String, Instant> broken) {
        Map<String, Instant> healed = new LinkedHashMap<>();
        Instant last = cluster.now().plus(LONGEST);
        while (healed.size() < broken.size() && cluster.now().isBefore(last)) {
            cluster.pass(LOOK);
            for (JsonNode decision : cluster.decisions()) {
                String namespace = decision.at("/action/target/namespace").asText();
                String state = decision.path("state").asText();
                tell(namespace, decision, state);
                if (state.equals("healed")) {
                    healed.putIfAbsent(namespace, cluster.now());
                }
            }
        }
        return healed;
    }

    private void tell(String namespace, JsonNode decision, String state) {
        String line = namespace + ": " + decision.at("/action/type").asText() + " " + state + ", "
                + decision.path("detail").asText();
        String before = told.put(decision.path("id").asText(), line);
        if (!line.equals(before)) {
            output.progress(line);
        }
    }

    private int table(Map<String, Instant> broken, Map<String, Instant> healed) {
        List<List<String>> rows = new ArrayList<>();
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Fault fault : FAULTS) {
            Optional<Duration> after = Optional.ofNullable(healed.get(fault.namespace()))
                    .map(at -> Duration.between(broken.get(fault.namespace()), at));
            String outcome = after.isPresent() ? "healed" : "failed";
            rows.add(List.of(fault.namespace(), outcome, Durations.said(after.orElse(null))));
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("name", fault.namespace());
            object.put("outcome", outcome);
            object.put("healedAfter", Durations.iso(after.orElse(null)));
            objects.add(object);
        }
        output.object(Map.of("scenarios", objects));
        output.line("");
        output.table(List.of("FAULT", "OUTCOME", "HEALED AFTER"), rows);
        output.line(healed.size() + " of " + FAULTS.size() + " faults healed and verified without a human");
        return healed.size() == FAULTS.size() ? ExitCode.OK : ExitCode.NOT_DONE;
    }
}
