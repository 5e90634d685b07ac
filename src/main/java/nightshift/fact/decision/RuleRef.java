package nightshift.fact.decision;

import nightshift.fact.RuleMode;

/// Which rule, in which version, in which mode.
///
/// @param id its `@id`
/// @param version hash of its text
/// @param mode the effective one: the lower of the file's and the override
public record RuleRef(String id, String version, RuleMode mode) {}
