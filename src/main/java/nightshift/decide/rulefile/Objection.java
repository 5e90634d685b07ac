package nightshift.decide.rulefile;

/// What is wrong, before it is known where.
///
/// @param message what is wrong, with the text that is wrong
/// @param hint what to do
public record Objection(String message, String hint) {}
