package nightshift.decide;

/// The two sorts of rules. Each has a directory and a KieBase of its own, swapped alone.
enum RuleKind {
    /// Proposes actions.
    HEALING("healing"),
    /// Bounds what was proposed.
    POLICY("policy");

    private final String directory;

    RuleKind(String directory) {
        this.directory = directory;
    }

    /// Below the rules directory.
    String directory() {
        return directory;
    }

    /// The Drools package that all files of the directory share.
    String packageName() {
        return "rules." + directory;
    }

    /// What every file begins with, on its first line so that line numbers stay: rule files need no import lines.
    String header() {
        return "package " + packageName()
                + "; import nightshift.fact.*; import static nightshift.decide.Vocabulary.*; ";
    }
}
