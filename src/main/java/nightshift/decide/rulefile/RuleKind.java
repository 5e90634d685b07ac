package nightshift.decide.rulefile;

/// The two sorts of rules. Each has a directory and a KieBase of its own, swapped alone.
public enum RuleKind {
    /// Proposes actions.
    HEALING("healing"),
    /// Bounds what was proposed.
    POLICY("policy");

    private final String directory;

    RuleKind(String directory) {
        this.directory = directory;
    }

    /// Below the rules directory.
    public String directory() {
        return directory;
    }

    /// The Drools package that all files of the directory share.
    public String packageName() {
        return "rules." + directory;
    }

    /// What every file begins with, on its first line so that line numbers stay: rule files need no import lines.
    String header() {
        return "package " + packageName()
                + "; import nightshift.fact.*; import nightshift.fact.telemetry.*; import nightshift.fact.inventory.*;"
                + " import nightshift.fact.decision.*; import static nightshift.decide.language.Vocabulary.*; ";
    }
}
