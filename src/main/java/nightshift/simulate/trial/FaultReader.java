package nightshift.simulate.trial;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.shop.Version;
import nightshift.simulate.shop.World;

/// Reads one entry of `when`. The table below is the whole language of faults.
final class FaultReader {
    private static final double GREATEST = 1_000;
    private static final Map<String, Kind> KINDS = kinds();

    private FaultReader() {}

    /// @param fields that it has beside `at`, `after`, `fault` and `for`
    private record Kind(List<String> fields, Function<Values, Fault> make) {}

    static Scenario.Blow read(Field entry) {
        Map<String, Field> all = entry.entries();
        Field name = entry.required(all, "fault");
        Kind kind = KINDS.get(name.text());
        if (kind == null) {
            throw name.invalid("expected one of " + KINDS.keySet() + ", got '" + name.text() + "'");
        }
        Set<String> allowed = new HashSet<>(kind.fields());
        allowed.addAll(List.of("at", "after", "fault", "for"));
        entry.fields(allowed);
        Field at = all.get("at");
        Field after = all.get("after");
        if ((at == null) == (after == null)) {
            throw entry.invalid("expected either 'at' (a time after the warm-up) or 'after' (an action type)");
        }
        Field lasting = all.get("for");
        return new Scenario.Blow(
                at == null ? null : at.duration(),
                after == null ? null : after.text(),
                kind.make().apply(new Values(entry, all)),
                lasting == null ? null : lasting.duration());
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "leak-connections",
                new Kind(
                        List.of("service", "perMinute"),
                        values -> new Fault.LeakConnections(values.service(), values.number("perMinute"))));
        kinds.put(
                "slow-code",
                new Kind(
                        List.of("service", "factor"),
                        values -> new Fault.SlowCode(values.service(), values.number("factor"))));
        kinds.put(
                "noisy-neighbour",
                new Kind(
                        List.of("service", "instances", "factor"),
                        values -> new Fault.NoisyNeighbour(
                                values.service(), values.whole("instances"), values.number("factor"))));
        kinds.put(
                "crash",
                new Kind(
                        List.of("service", "instances", "forGood"),
                        values ->
                                new Fault.Crash(values.service(), values.whole("instances"), values.truth("forGood"))));
        kinds.put(
                "surge",
                new Kind(
                        List.of("journey", "factor", "ramp"),
                        values -> new Fault.Surge(
                                values.journey(),
                                values.number("factor"),
                                values.duration("ramp", Duration.ofMinutes(1)))));
        kinds.put("deploy", new Kind(List.of("service", "version", "errors", "work", "ready"), FaultReader::deploy));
        kinds.put(
                "spoil-version",
                new Kind(
                        List.of("service", "version", "errors"),
                        values -> new Fault.SpoilVersion(
                                values.service(), values.text("version"), values.number("errors"))));
        kinds.put("slow-bank", new Kind(List.of("factor"), values -> new Fault.SlowBank(values.number("factor"))));
        kinds.put("telemetry-loss", new Kind(List.of("service"), values -> new Fault.TelemetryLoss(values.service())));
        kinds.put(
                "batch-job",
                new Kind(
                        List.of("service", "work", "every"),
                        values -> new Fault.BatchJob(
                                values.service(),
                                values.number("work"),
                                values.duration("every", Duration.ofMinutes(5)))));
        kinds.put("debug-logging", new Kind(List.of("service"), values -> new Fault.DebugLogging(values.service())));
        return kinds;
    }

    private static Fault deploy(Values values) {
        Version version = new Version(
                values.text("version"),
                values.number("errors", Version.USUAL_ERRORS),
                values.number("work", 1),
                values.truth("ready", true));
        return new Fault.Deploy(values.service(), version);
    }

    /// The fields of one entry, with the names that are known in the shop.
    private record Values(Field entry, Map<String, Field> all) {
        String service() {
            return known("service", World.SERVICES);
        }

        String journey() {
            return known("journey", World.JOURNEYS);
        }

        String text(String name) {
            return entry.required(all, name).text();
        }

        double number(String name) {
            return entry.required(all, name).number(0, GREATEST);
        }

        double number(String name, double usual) {
            return all.containsKey(name) ? number(name) : usual;
        }

        int whole(String name) {
            return entry.required(all, name).whole(1, 100);
        }

        boolean truth(String name) {
            return truth(name, false);
        }

        boolean truth(String name, boolean usual) {
            Field field = all.get(name);
            return field == null ? usual : field.truth();
        }

        Duration duration(String name, Duration usual) {
            Field field = all.get(name);
            return field == null ? usual : field.duration();
        }

        private String known(String name, Set<String> names) {
            Field field = entry.required(all, name);
            if (!names.contains(field.text())) {
                throw field.invalid(
                        "expected one of " + names.stream().sorted().toList() + ", got '" + field.text() + "'");
            }
            return field.text();
        }
    }
}
