package nightshift.understand.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.RedSignals;

/// Those that are used and of which nobody tells how they fare: a database behind a proxy that counts bytes, a pool
/// that knows of no failures. What their users suffer and nothing that these show of themselves explains speaks for
/// them: a process that was not changed, whose processor is as idle as ever and of which no resource is used up waits
/// for somebody. That all who use it suffer speaks for it, each that is well against it; who suffers most
/// uses it most.
final class UnmeasuredCallees {
    /// What of a user's own strength it counts for the callee: no more than a guess.
    private static final double HANDED_OVER = 0.8;
    /// And what is left of it for a user that suffers alone; of several as much for all of them together, since that
    /// they begin to suffer at once, each by itself, would be chance.
    private static final double KEPT = 0.5;
    /// What a service suffers less of its own than this it may as well suffer by chance.
    private static final double REMARKABLE = 0.5;
    /// Times its usual load: so much may make a service slow or fail. Less is the time of day.
    private static final double LOADED = 1.8;

    /// Who was used before, under another name perhaps, is remembered for longer: three exports of a slow sender.
    private static final Duration LATELY = Duration.ofMinutes(3);

    /// By what a service shows that it is to blame itself.
    private static final Set<Channel> OF_ITSELF = EnumSet.of(
            Channel.SATURATION,
            Channel.CONSUMPTION,
            Channel.DISK,
            Channel.READINESS,
            Channel.SILENCE,
            Channel.CHANGE,
            Channel.REGRESSION);

    private final DiagnosisInput input;
    private final CalleeContribution contribution;

    UnmeasuredCallees(DiagnosisInput input, CalleeContribution contribution) {
        this.input = input;
        this.contribution = contribution;
    }

    /// The evidence, with what speaks for such callees in place of a part of what speaks for those who use them.
    List<Evidence> weighed(List<Evidence> evidence) {
        return weighed(weighed(evidence, SignalRole.REQUEST_LATENCY), SignalRole.REQUEST_ERRORS);
    }

    private List<Evidence> weighed(List<Evidence> evidence, SignalRole role) {
        Channel own = role == SignalRole.REQUEST_LATENCY ? Channel.OWN_LATENCY : Channel.OWN_ERRORS;
        Map<EntityId, Double> helpless = helpless(evidence, own);
        List<Evidence> weighed = new ArrayList<>(evidence);
        Map<EntityId, Double> kept = new LinkedHashMap<>();
        for (EntityId callee : helpless.isEmpty() ? Set.<EntityId>of() : unmeasured(role)) {
            List<EntityId> users = input.graph().callersOf(callee).stream()
                    .filter(user -> contribution.told(user, role).isPresent())
                    .toList();
            List<EntityId> suffering =
                    users.stream().filter(helpless::containsKey).toList();
            if (suffering.isEmpty() || users.size() == 1 && !excludesItself(users.getFirst(), role)) {
                continue;
            }
            suffering.forEach(user -> kept.merge(user, KEPT / suffering.size(), Math::min));
            weighed.add(evidence(callee, suffering, users.size(), helpless));
        }
        // What those who call a user say of it is the same trouble once more.
        Set<Channel> same = EnumSet.of(own, Channel.SEEN_BY_CALLERS);
        weighed.replaceAll(piece ->
                same.contains(piece.channel()) ? weaker(piece, kept.getOrDefault(piece.entity(), 1.0)) : piece);
        return weighed;
    }

    private static Evidence evidence(
            EntityId callee, List<EntityId> suffering, int users, Map<EntityId, Double> strengths) {
        double worst = suffering.stream()
                .mapToDouble(user -> strengths.getOrDefault(user, 0.0))
                .max()
                .orElse(0);
        String sentence = suffering.size() + " of " + users + " that use " + callee.label()
                + " suffer and show no cause of their own; nobody tells how it fares";
        return new Evidence(callee, Channel.SEEN_BY_CALLERS, HANDED_OVER * worst * suffering.size() / users, sentence);
    }

    private static Evidence weaker(Evidence piece, double kept) {
        return new Evidence(piece.entity(), piece.channel(), kept * piece.strength(), piece.sentence());
    }

    /// Who suffers, how strongly, and shows nothing that would explain it.
    private static Map<EntityId, Double> helpless(List<Evidence> evidence, Channel own) {
        Map<EntityId, Double> helpless = new LinkedHashMap<>();
        evidence.stream()
                .filter(piece -> piece.channel() == own && piece.strength() >= REMARKABLE)
                .forEach(piece -> helpless.merge(piece.entity(), piece.strength(), Math::max));
        evidence.stream().filter(UnmeasuredCallees::ofItself).forEach(piece -> helpless.remove(piece.entity()));
        return helpless;
    }

    private static boolean ofItself(Evidence piece) {
        return piece.channel() == Channel.LOAD
                ? piece.strength() > LOADED
                : piece.strength() > 0 && OF_ITSELF.contains(piece.channel());
    }

    /// Of one that is slow its processor must be known, else it may as well be busy.
    private boolean excludesItself(EntityId service, SignalRole role) {
        return role == SignalRole.REQUEST_ERRORS
                || !input.readings().of(service, SignalRole.PROCESSOR).isEmpty()
                || input.readings().of(service, SignalRole.SATURATION).stream()
                        .anyMatch(reading -> reading.key().signal().family() == SignalFamily.RUNTIME);
    }

    /// Who is used, and neither tells how it fares itself nor is told of by any who uses it.
    private Set<EntityId> unmeasured(SignalRole role) {
        Set<EntityId> unmeasured = new LinkedHashSet<>();
        Set<EntityId> measured = new LinkedHashSet<>();
        for (Dependency call : input.graph().dependencies()) {
            EntityId caller = call.caller().service();
            EntityId callee = call.callee().service();
            boolean told = contribution.told(callee, role).isPresent()
                    || input.silent().containsKey(callee)
                    || RedSignals.call(input.readings(), caller, callee, role).isPresent();
            if (told) {
                measured.add(callee);
            } else if (call.lastSeen().plus(LATELY).isAfter(input.readings().newest())) {
                unmeasured.add(callee);
            }
        }
        unmeasured.removeAll(measured);
        return unmeasured;
    }
}
