package nightshift.decide.rulefile;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Where the names are now that a rule file of an earlier version imports: such files go on working as they are.
final class MovedNames {
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)((?:^|;)\\s*import\\s+(?:static\\s+)?)nightshift\\.(fact|decide)\\.(\\*|\\w+)(?![\\w*])");
    /// What was told apart from the telemetry that it is read off.
    private static final Pattern INVENTORY =
            Pattern.compile("(?m)((?:^|;)\\s*import\\s+)nightshift\\.fact\\.telemetry\\."
                    + "(Deployed|Inventory|Release|Replica)(?![\\w*])");
    private static final String FACT = "nightshift.fact.";
    private static final String TELEMETRY = "nightshift.fact.telemetry.";
    private static final String DECISION = "nightshift.fact.decision.";
    private static final Set<String> MEASURED = Set.of(
            "EntityId",
            "EntityKind",
            "Direction",
            "Signal",
            "SignalKind",
            "SeriesKey",
            "SeriesDirectory",
            "Window",
            "Reading",
            "Readings",
            "Band",
            "HistoryPoint",
            "IntakeStatus");
    private static final Set<String> DECIDED = Set.of(
            "Decision",
            "Disposition",
            "RuleRef",
            "Guard",
            "Trigger",
            "Command",
            "RuleStatus",
            "RulebookStatus",
            "RuleProblem");

    private MovedNames() {}

    /// The text with its imports as they are written now; every line keeps its number.
    static String followed(String text) {
        String told = INVENTORY.matcher(text).replaceAll("$1nightshift.fact.inventory.$2");
        return IMPORT.matcher(told).replaceAll(found -> found.group(1) + target(found));
    }

    private static String target(MatchResult found) {
        String name = found.group(3);
        if (found.group(2).equals("decide")) {
            return "nightshift.decide." + (name.equals("Vocabulary") ? "language.Vocabulary" : name);
        }
        if (name.equals("*")) {
            return FACT + "*; import " + TELEMETRY + "*; import " + DECISION + "*";
        }
        return (MEASURED.contains(name) ? TELEMETRY : DECIDED.contains(name) ? DECISION : FACT) + name;
    }
}
