package nightshift.decide.rulefile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.fact.RuleMode;
import nightshift.fact.Watch;
import nightshift.fact.decision.RuleStatus;

/// One rule as its file says it.
///
/// @param id its `@id`
/// @param name the sentence it is called by
/// @param file path below the rules directory
/// @param span its lines
/// @param owner its `@owner`; empty if none
/// @param mode its `@mode`; a policy has AUTO
/// @param cooldown its `@cooldown`; zero if none
/// @param version hash of its text
/// @param watches the thresholds its `Breach` patterns ask for
/// @param mentions what it names that may be unknown here
public record RuleText(
        String id,
        String name,
        String file,
        Span span,
        String owner,
        RuleMode mode,
        Duration cooldown,
        String version,
        List<Watch> watches,
        RuleMentions mentions) {

    /// What people see of it.
    ///
    /// @param override the mode that a person set, if any
    /// @param fired how many turns it proposed something in
    public RuleStatus status(RuleKind kind, Optional<RuleMode> override, long fired) {
        return new RuleStatus(
                id,
                name,
                file,
                span.first(),
                owner,
                version,
                kind == RuleKind.POLICY,
                mode,
                override.orElse(null),
                override.map(mode::atMost).orElse(mode),
                fired);
    }

    /// Lines of a file, 1-based, both ends included.
    ///
    /// @param first where it begins
    /// @param last where its `end` stands
    public record Span(int first, int last) {
        public int clamp(int line) {
            return Math.clamp(line, first, last);
        }
    }
}
