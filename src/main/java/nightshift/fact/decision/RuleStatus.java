package nightshift.fact.decision;

import nightshift.fact.RuleMode;
import org.jspecify.annotations.Nullable;

/// One live rule.
///
/// @param id its `@id`
/// @param name the sentence it is called by
/// @param file path below the rules directory
/// @param line where it begins
/// @param owner its `@owner`; empty if none
/// @param version hash of its text
/// @param policy true for a policy, false for a healing rule
/// @param declared mode in the file; a policy has AUTO
/// @param override set by a person; null if none
/// @param effective the lower of the two
/// @param fired how many turns it proposed something in since it was loaded
public record RuleStatus(
        String id,
        String name,
        String file,
        int line,
        String owner,
        String version,
        boolean policy,
        RuleMode declared,
        @Nullable RuleMode override,
        RuleMode effective,
        long fired) {}
