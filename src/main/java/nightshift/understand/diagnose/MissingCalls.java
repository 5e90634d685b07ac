package nightshift.understand.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;

/// Calls that a service no longer makes though it is asked as often: it gives up, or answers wrongly, before it
/// comes to them. The only trace of a wrong answer that is neither slow nor an error. What another callee's
/// failures cut short is not its own doing.
final class MissingCalls {
    /// Share of the usual calls per request that must be missing.
    private static final double PLAIN = 0.4;
    private static final double BEYOND_BAND = 1.5;

    private final DiagnosisInput input;
    private final CalleeContribution contribution;

    MissingCalls(DiagnosisInput input, CalleeContribution contribution) {
        this.input = input;
        this.contribution = contribution;
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (Dependency call : input.graph().dependencies()) {
            missing(call.caller().service(), call.callee().service()).ifPresent(evidence::add);
        }
        return evidence;
    }

    private Optional<Evidence> missing(EntityId caller, EntityId callee) {
        Optional<Measurement> calls = RedSignals.callRate(input.readings(), caller, callee);
        Optional<Measurement> requests = RedSignals.rate(input.readings(), caller);
        if (calls.isEmpty() || requests.isEmpty()) {
            return Optional.empty();
        }
        double usual =
                calls.get().expected().forecast() / requests.get().expected().forecast();
        double now = calls.get().value() / requests.get().value();
        double gone = 1 - now / usual;
        boolean clear = gone >= PLAIN && calls.get().excess(Direction.DOWN) >= BEYOND_BAND;
        if (!clear) {
            return Optional.empty();
        }
        double own = 1 - contribution.share(caller, SignalRole.REQUEST_ERRORS);
        String sentence = caller.label() + " calls " + callee.label() + " " + Figure.times(now)
                + " times a request, usually " + Figure.times(usual);
        return Optional.of(new Evidence(caller, Channel.MISSING_CALLS, own * gone * Evidence.STRONGEST, sentence));
    }
}
