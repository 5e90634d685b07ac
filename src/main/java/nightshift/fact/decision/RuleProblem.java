package nightshift.fact.decision;

/// What is wrong in a rule file.
///
/// @param file path below the rules directory
/// @param line 1-based; 0 when it concerns the whole file
/// @param rule name of the rule; empty when it concerns the whole file
/// @param message what is wrong, with the text that is wrong
/// @param hint what to do
public record RuleProblem(String file, int line, String rule, String message, String hint) {
    /// `file:line: message; hint`, as compilers say it.
    public String text() {
        return file + ":" + line + ": " + (rule.isEmpty() ? "" : "rule \"" + rule + "\": ") + message
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
