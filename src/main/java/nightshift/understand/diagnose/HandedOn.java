package nightshift.understand.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Materiality;

/// What users feel, followed down the calls that explain it: the strength that is taken off a service
/// because its callees explain its trouble speaks for those callees. Nothing of it is lost on the way,
/// so that a callee too young, or of too noisy calls, to be far from usual by itself is still named by
/// what it does to those above it.
final class HandedOn {
    /// Calls down from where users feel it.
    private static final int FARTHEST = 4;

    private final DiagnosisInput input;
    private final CalleeContribution contribution;
    private final SignalRole role;
    private final Map<EntityId, Double> suffering = new HashMap<>();

    /// @param role latency or errors of requests
    HandedOn(DiagnosisInput input, CalleeContribution contribution, SignalRole role) {
        this.input = input;
        this.contribution = contribution;
        this.role = role;
        ofTheirOwn();
        boolean further = true;
        for (int calls = 0; further && calls < FARTHEST; calls++) {
            further = spread();
        }
    }

    /// In the strength of evidence: how much of what a service suffers, or makes those above it suffer,
    /// comes from one of those it calls; 0 where it suffers nothing.
    double over(EntityId caller, EntityId callee) {
        double suffers = suffering.getOrDefault(caller, 0.0);
        double extra = suffers > 0 ? contribution.told(caller, role).orElse(0.0) : 0;
        return extra > 0 ? suffers * Math.min(1, contribution.passedOn(caller, callee, role) / extra) : 0;
    }

    private void ofTheirOwn() {
        for (ActiveSymptom felt : input.activeSymptoms()) {
            if (felt.role() == role
                    && Materiality.matters(felt, input.load(felt.service()))
                    && !input.contradicted(felt)) {
                suffering.merge(felt.service(), Investigation.strength(felt), Math::max);
            }
        }
    }

    /// One call further down.
    ///
    /// @return whether anybody suffers more than was known
    private boolean spread() {
        List<Map.Entry<EntityId, Double>> further = new ArrayList<>();
        for (Dependency call : input.graph().dependencies()) {
            double handed = over(call.caller().service(), call.callee());
            if (handed > suffering.getOrDefault(call.callee(), 0.0)) {
                further.add(Map.entry(call.callee(), handed));
            }
        }
        further.forEach(each -> suffering.merge(each.getKey(), each.getValue(), Math::max));
        return !further.isEmpty();
    }
}
