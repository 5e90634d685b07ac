package nightshift.simulate.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.fact.Incident;
import nightshift.fact.decision.Remedy;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.trial.Statement;
import org.jspecify.annotations.Nullable;

/// What a run left behind: the world's truth and the product's own word.
///
/// @param struck when the first fault began, or would have
/// @param well since when the users are well and no cause lingers, after that; null when they are not
/// @param wasUnwell whether the fault was felt or lingered at all
/// @param errorSeconds of the users, from the first fault to the end
/// @param twinErrorSeconds the same in the world where nobody acted
/// @param carriedOut what the world was really asked to do
/// @param incidents of the product, oldest first
/// @param statements of the product about its incidents, in the order in which it made them
/// @param decisions of the product, oldest first
public record RunRecord(
        Instant struck,
        @Nullable Instant well,
        boolean wasUnwell,
        double errorSeconds,
        double twinErrorSeconds,
        List<CarriedOut> carriedOut,
        List<Incident> incidents,
        List<Statement> statements,
        List<Remedy> decisions) {
    public RunRecord {
        carriedOut = List.copyOf(carriedOut);
        incidents = List.copyOf(incidents);
        statements = List.copyOf(statements);
        decisions = List.copyOf(decisions);
    }

    /// Time from the first fault until it was over for good; null when it is not.
    @Nullable
    Duration healedAfter() {
        return well == null ? null : Duration.between(struck, well);
    }
}
