package nightshift.decide;

import java.util.ArrayList;
import java.util.List;
import nightshift.fact.RuleProblem;

/// Gathers what is wrong in one place of one file. Not thread-safe.
final class ProblemList {
    private final String file;
    private final String rule;
    private final List<RuleProblem> found;

    private ProblemList(String file, String rule, List<RuleProblem> found) {
        this.file = file;
        this.rule = rule;
        this.found = found;
    }

    static ProblemList of(String file) {
        return new ProblemList(file, "", new ArrayList<>());
    }

    /// The same list, for a rule of the file.
    ProblemList in(String name) {
        return new ProblemList(file, name, found);
    }

    void add(int line, Objection objection) {
        found.add(new RuleProblem(file, line, rule, objection.message(), objection.hint()));
    }

    void add(int line, String message, String hint) {
        add(line, new Objection(message, hint));
    }

    List<RuleProblem> found() {
        return List.copyOf(found);
    }
}
