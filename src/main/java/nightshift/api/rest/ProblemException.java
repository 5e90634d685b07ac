package nightshift.api.rest;

import java.util.List;
import nightshift.api.view.Problem.FieldProblem;

/// A request that can't be answered as asked; becomes a problem document.
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<FieldProblem> errors;

    ProblemException(int status, String detail, List<FieldProblem> errors) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    static ProblemException notFound(String what, String id) {
        return new ProblemException(404, "there is no " + what + " '" + id + "'", List.of());
    }

    static ProblemException invalid(String field, String expected) {
        return invalid(List.of(new FieldProblem(field, expected)));
    }

    static ProblemException invalid(List<FieldProblem> errors) {
        FieldProblem first = errors.getFirst();
        return new ProblemException(400, first.field() + ": expected " + first.expected(), errors);
    }

    int status() {
        return status;
    }

    List<FieldProblem> errors() {
        return errors;
    }
}
