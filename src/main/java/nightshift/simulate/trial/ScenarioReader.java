package nightshift.simulate.trial;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nightshift.fact.ActionType;
import nightshift.fact.FailureKind;
import nightshift.fact.RuleMode;
import nightshift.simulate.target.Behaviour;
import nightshift.yaml.YamlException;
import nightshift.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/// Reads a scenario file strictly: a field that is not known is an error, and every error says where and what was
/// expected.
final class ScenarioReader {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration WARM_UP = Duration.ofMinutes(22);
    private static final Duration LASTS = Duration.ofMinutes(20);
    private static final Set<String> ACTIONS = Set.of(
            ActionType.POOL_RECYCLE,
            ActionType.WORKLOAD_SCALE,
            ActionType.WORKLOAD_ROLLBACK,
            ActionType.WORKLOAD_RESTART,
            ActionType.ESCALATE);

    private ScenarioReader() {}

    sealed interface Result {}

    record Understood(Scenario scenario) implements Result {}

    record NotUnderstood(ScenarioProblem problem) implements Result {}

    /// @param file its name, for messages; the scenario must be called like it
    static Result read(String file, String text) {
        try {
            Optional<YamlNode> root = YamlNode.read(new StringReader(text));
            return root.isEmpty()
                    ? new NotUnderstood(new ScenarioProblem(file, 1, "", "expected a scenario, the file is empty"))
                    : new Understood(scenario(file, new Field("", root.get())));
        } catch (Field.Invalid invalid) {
            return new NotUnderstood(invalid.in(file));
        } catch (YamlException refused) {
            return new NotUnderstood(new ScenarioProblem(file, refused.line(), "", refused.sentence()));
        }
    }

    private static Scenario scenario(String file, Field root) {
        Map<String, Field> fields = root.fields(Set.of("name", "description", "given", "when", "then"));
        Field name = root.required(fields, "name");
        if (!file.equals(name.text() + ".yaml")) {
            throw name.invalid("expected the file's name without .yaml, got '" + name.text() + "'");
        }
        Field given = fields.get("given");
        List<Scenario.Blow> when = root.required(fields, "when").items().stream()
                .map(FaultReader::read)
                .toList();
        return new Scenario(
                name.text(),
                root.required(fields, "description").text().strip(),
                given == null ? new Scenario.Given(START, WARM_UP, LASTS, 1, Map.of(), Map.of()) : given(given),
                when,
                then(root.required(fields, "then")));
    }

    private static Scenario.Given given(Field given) {
        Map<String, Field> fields = given.fields(Set.of("start", "warmUp", "lasts", "load", "modes", "actions"));
        return new Scenario.Given(
                or(fields.get("start"), Field::instant, START),
                or(fields.get("warmUp"), Field::duration, WARM_UP),
                or(fields.get("lasts"), Field::duration, LASTS),
                or(fields.get("load"), load -> load.number(0.01, 10), 1.0),
                or(fields.get("modes"), modes -> map(modes.entries(), mode -> mode.oneOf(RuleMode.class)), Map.of()),
                or(
                        fields.get("actions"),
                        actions -> map(actions.fields(ACTIONS), action -> action.oneOf(Behaviour.class)),
                        Map.of()));
    }

    private static Scenario.Then then(Field then) {
        Map<String, Field> fields = then.fields(Set.of(
                "outcome", "detectedWithin", "healedWithin", "cause", "kind", "actions", "incidents", "mustNot"));
        return new Scenario.Then(
                then.required(fields, "outcome").oneOf(Outcome.class),
                orNull(fields.get("detectedWithin"), Field::duration),
                orNull(fields.get("healedWithin"), Field::duration),
                orNull(fields.get("cause"), Field::text),
                orNull(fields.get("kind"), kind -> kind.oneOf(FailureKind.class)),
                or(fields.get("actions"), ScenarioReader::deeds, List.of()),
                or(fields.get("incidents"), count -> count.whole(0, 1000), 1000),
                or(fields.get("mustNot"), ScenarioReader::deeds, List.of()));
    }

    private static List<Scenario.Deed> deeds(Field list) {
        return list.items().stream().map(ScenarioReader::deed).toList();
    }

    private static Scenario.Deed deed(Field entry) {
        Map<String, Field> fields = entry.fields(Set.of("type", "target"));
        Field type = entry.required(fields, "type");
        if (!ACTIONS.contains(type.text())) {
            throw type.invalid("expected one of " + ACTIONS.stream().sorted().toList() + ", got '" + type.text() + "'");
        }
        return new Scenario.Deed(type.text(), orNull(fields.get("target"), Field::text));
    }

    private static <T> Map<String, T> map(Map<String, Field> fields, Function<Field, T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, value.apply(field)));
        return values;
    }

    private static <T> T or(@Nullable Field field, Function<Field, T> value, T usual) {
        return field == null ? usual : value.apply(field);
    }

    private static <T> @Nullable T orNull(@Nullable Field field, Function<Field, T> value) {
        return field == null ? null : value.apply(field);
    }
}
