package nightshift.simulate.shop;

/// Somebody changed a service and told it.
///
/// @param id one change is told once
/// @param service which
/// @param kind `deployment`, `configuration`, `scaling`
/// @param version after it; empty for none
/// @param previousVersion before it; empty for none
/// @param by who did it
/// @param summary one line
/// @param at world nanoseconds
public record ChangeNotice(
        String id,
        String service,
        String kind,
        String version,
        String previousVersion,
        String by,
        String summary,
        long at) {}
