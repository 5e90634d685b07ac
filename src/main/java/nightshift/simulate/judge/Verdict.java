package nightshift.simulate.judge;

import java.time.Duration;
import java.util.List;
import nightshift.simulate.trial.Outcome;
import org.jspecify.annotations.Nullable;

/// What the judge says of one run.
///
/// @param outcome how it ended, by the world's truth
/// @param detectedAfter time from the first fault to the first incident; null when there was none
/// @param healedAfter time from the first fault until the users were well for good; null when they are not
/// @param causeNamed whether the product blamed the right service; null when none was to be blamed
/// @param kindNamed whether it named the right kind of failure; null when it does not matter
/// @param falseActions what was done though the scenario does not allow it
/// @param harmful whether the users fared worse than if nobody had acted
/// @param pages how often a human was woken
/// @param errorSeconds of the users
/// @param twinErrorSeconds of the users in the world where nobody acted
/// @param failures why it did not pass, one sentence each; empty when it passed
public record Verdict(
        Outcome outcome,
        @Nullable Duration detectedAfter,
        @Nullable Duration healedAfter,
        @Nullable Boolean causeNamed,
        @Nullable Boolean kindNamed,
        List<String> falseActions,
        boolean harmful,
        int pages,
        double errorSeconds,
        double twinErrorSeconds,
        List<String> failures) {
    public Verdict {
        falseActions = List.copyOf(falseActions);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
