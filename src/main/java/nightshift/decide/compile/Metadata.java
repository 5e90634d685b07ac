package nightshift.decide.compile;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nightshift.decide.rulefile.ProblemList;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.RuleMode;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// What a rule says of itself between its name and `when`.
///
/// @param id `@id("...")`, mandatory; empty when it is missing
/// @param mode `@mode("...")`, SHADOW if it is missing: a rule that says nothing does nothing; a policy is AUTO
/// @param owner `@owner("...")`; empty if none
/// @param cooldown `@cooldown("10m")`; zero if none
public record Metadata(String id, RuleMode mode, String owner, Duration cooldown) {
    private static final Set<String> KNOWN = Set.of("id", "mode", "owner", "cooldown", "severity", "description");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /// Reads it; what is wrong goes to `problems`, and a harmless value stands in for it.
    public static Metadata read(RuleDescr rule, RuleKind kind, ProblemList problems) {
        Map<String, String> values = new TreeMap<>();
        for (AnnotationDescr annotation : rule.getAnnotations()) {
            if (annotation.isDuplicated()) {
                problems.add(rule.getLine(), "@" + annotation.getName() + " is there twice", "keep one");
            }
            if (!KNOWN.contains(annotation.getName())) {
                problems.add(
                        rule.getLine(),
                        "@" + annotation.getName() + " means nothing here",
                        "known are @id, @mode, @owner, @cooldown, @severity, @description");
            }
            values.put(annotation.getName(), String.valueOf(annotation.getSingleValueStripped()));
        }
        return new Metadata(
                id(values, rule, problems),
                mode(values, rule, kind, problems),
                values.getOrDefault("owner", ""),
                cooldown(values, rule, problems));
    }

    private static String id(Map<String, String> values, RuleDescr rule, ProblemList problems) {
        String id = values.getOrDefault("id", "");
        if (id.isEmpty()) {
            problems.add(
                    rule.getLine(),
                    "@id is missing",
                    "add @id(\"...\"): decisions are known by it, whatever the rule is called later");
        } else if (!ID.matcher(id).matches()) {
            problems.add(
                    rule.getLine(),
                    "@id(\"" + id + "\") has other characters than a-z, 0-9 and -",
                    "write \"db-slow\"");
        }
        return id;
    }

    private static RuleMode mode(Map<String, String> values, RuleDescr rule, RuleKind kind, ProblemList problems) {
        if (kind == RuleKind.POLICY) {
            if (values.containsKey("mode")) {
                problems.add(rule.getLine(), "a policy has no @mode: it always holds", "take @mode out");
            }
            return RuleMode.AUTO;
        }
        String text = values.getOrDefault("mode", "shadow");
        try {
            return RuleMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            problems.add(rule.getLine(), "@mode(\"" + text + "\") is unknown", "one of shadow, suggest, approve, auto");
            return RuleMode.SHADOW;
        }
    }

    private static Duration cooldown(Map<String, String> values, RuleDescr rule, ProblemList problems) {
        String text = values.getOrDefault("cooldown", "0s");
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException unreadable) {
            problems.add(
                    rule.getLine(),
                    "@cooldown(\"" + text + "\") is not a duration",
                    "write \"90s\", \"10m\" or \"1h\"");
            return Duration.ZERO;
        }
    }
}
