package nightshift.understand.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;

/// Time that is lost between caller and callee: what a call takes longer and the callee's own answers do not.
/// One end of such a call is to blame, most likely the one whose other calls, in or out, lose time as well.
/// Says nothing of a callee that sends no telemetry.
final class NetworkEvidence {
    private static final double ALL = 0.25;
    /// A single call out speaks for the other end.
    private static final int SEVERAL = 2;

    private final DiagnosisInput input;
    private final CalleeContribution contribution;
    private final Map<EntityId, List<Double>> in = new LinkedHashMap<>();
    private final Map<EntityId, List<Double>> out = new LinkedHashMap<>();

    NetworkEvidence(DiagnosisInput input, CalleeContribution contribution) {
        this.input = input;
        this.contribution = contribution;
        for (Dependency call : input.graph().dependencies()) {
            EntityId caller = call.caller().service();
            EntityId callee = call.callee().service();
            lost(caller, callee).ifPresent(strength -> {
                in.computeIfAbsent(callee, fresh -> new ArrayList<>()).add(strength);
                out.computeIfAbsent(caller, fresh -> new ArrayList<>()).add(strength);
            });
        }
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        in.forEach((callee, calls) -> add(evidence, callee, calls, "calls to"));
        out.forEach((caller, calls) -> {
            if (calls.size() >= SEVERAL) {
                add(evidence, caller, calls, "calls from");
            }
        });
        return evidence;
    }

    private static void add(List<Evidence> evidence, EntityId entity, List<Double> calls, String which) {
        double mean = calls.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double worst = calls.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (worst > 0) {
            long losing = calls.stream().filter(call -> call > 0).count();
            evidence.add(new Evidence(
                    entity,
                    Channel.NETWORK,
                    Math.min(Evidence.STRONGEST, mean * (1 + ALL)),
                    losing + " of " + calls.size() + " " + which + " " + entity.label()
                            + " take longer on the way than usual"));
        }
    }

    /// How strongly a call loses time on the way, 0 when it does not; empty when one of its ends does not tell.
    private Optional<Double> lost(EntityId caller, EntityId callee) {
        Optional<Measurement> call = RedSignals.callLatency(input.readings(), caller, callee);
        Optional<Double> told = contribution.told(callee, SignalRole.REQUEST_LATENCY);
        if (call.isEmpty() || told.isEmpty() || input.silent().containsKey(callee)) {
            return Optional.empty();
        }
        Measurement level = call.get();
        double share = input.worse(level, caller) ? Math.clamp(1 - told.get() / level.extra(), 0, 1) : 0;
        return Optional.of(share * Investigation.strength(level.excess(Direction.UP)));
    }
}
