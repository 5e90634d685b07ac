package nightshift.decide.live;

import java.nio.file.Path;
import java.time.Duration;

/// Where the rules are, and how patient one is with a rule that throws.
///
/// @param rules directory that holds `healing` and `policy`; either may be missing and then holds no rules
/// @param facts how many facts they look at
/// @param failures exceptions after which a rule is set aside until its text changes
/// @param rehearsal what files must pass before they are compiled
public record LiveConfig(Path rules, FactLimits facts, int failures, RehearsalConfig rehearsal) {
    /// The pace at which a server looks at its rule files: an edit is live after two looks, a rehearsal, a
    /// compilation and the turn that is under way.
    public static final Duration LOOK = Duration.ofMillis(100);

    public LiveConfig {
        if (failures < 1) {
            throw new IllegalArgumentException("expected at least one failure, got " + failures);
        }
    }

    public static LiveConfig of(Path rules) {
        return new LiveConfig(rules, FactLimits.defaults(), 3, RehearsalConfig.defaults());
    }

    /// The same with somebody who rehearses.
    public LiveConfig rehearsedBy(Rehearsal by) {
        return new LiveConfig(rules, facts, failures, rehearsal.by(by));
    }
}
