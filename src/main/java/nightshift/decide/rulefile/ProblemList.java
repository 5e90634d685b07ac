package nightshift.decide.rulefile;

import java.util.ArrayList;
import java.util.List;
import nightshift.fact.decision.RuleProblem;

/// Gathers what is wrong in one place of one file. Not thread-safe.
public final class ProblemList {
    private final String file;
    private final String rule;
    private final List<RuleProblem> found;

    private ProblemList(String file, String rule, List<RuleProblem> found) {
        this.file = file;
        this.rule = rule;
        this.found = found;
    }

    public static ProblemList of(String file) {
        return new ProblemList(file, "", new ArrayList<>());
    }

    /// The same list, for a rule of the file.
    public ProblemList in(String name) {
        return new ProblemList(file, name, found);
    }

    public void add(int line, Objection objection) {
        found.add(new RuleProblem(file, line, rule, objection.message(), objection.hint()));
    }

    public void add(int line, String message, String hint) {
        add(line, new Objection(message, hint));
    }

    public List<RuleProblem> found() {
        return List.copyOf(found);
    }
}
