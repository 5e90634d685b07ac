package nightshift.simulate.shop;

/// A timed piece of a sampled request, as the process that did it saw it.
///
/// @param instance who
/// @param role what sort of piece
/// @param high first half of the trace id
/// @param low second half of the trace id
/// @param id its own
/// @param parent the piece it is part of; 0 for none
/// @param method HTTP method or database verb
/// @param subject route or table
/// @param peer the other side; empty for none
/// @param start world nanoseconds
/// @param end world nanoseconds
/// @param reply how it ended
public record Span(
        Instance instance,
        Role role,
        long high,
        long low,
        long id,
        long parent,
        String method,
        String subject,
        String peer,
        long start,
        long end,
        Reply reply) {
    /// Which side of what.
    public enum Role {
        SERVER,
        CLIENT,
        DATABASE,
        CONSUMER
    }
}
