package nightshift.act.interlock;

import java.time.Duration;
import java.util.Optional;

/// The cool-downs that rules ask for (`@cooldown`).
@FunctionalInterface
public interface CoolDowns {
    /// Of the rule with this `@id`; empty when it asks for none.
    Optional<Duration> of(String rule);
}
