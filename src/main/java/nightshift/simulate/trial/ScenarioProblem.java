package nightshift.simulate.trial;

/// What is wrong with a scenario file, and where.
///
/// @param file its name
/// @param line from 1
/// @param field such as `when[0].service`
/// @param expected what should be there
public record ScenarioProblem(String file, int line, String field, String expected) {
    /// One line for people.
    public String message() {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + expected;
    }
}
