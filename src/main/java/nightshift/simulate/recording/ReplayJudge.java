package nightshift.simulate.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Cause;
import nightshift.fact.Incident;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.simulate.trial.Statement;

/// Judges what was said and decided during a replay by the truth of its recording.
public final class ReplayJudge {
    /// A fault has to be an incident within this.
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);

    /// A leak is nothing at first: the heap has to fill.
    private static final Map<String, Duration> SLOW_TO_SHOW = Map.of("memory-leak", Duration.ofSeconds(90));

    /// While a recording begins its processes start.
    private static final Duration START_UP = Duration.ofMinutes(1);

    private static final String OPENS = "opens an incident";
    private static final String DECIDES = "decides something";

    private final RecordedTruth truth;

    public ReplayJudge(RecordedTruth truth) {
        this.truth = truth;
    }

    public ReplayVerdict judge(Replay.Heard heard) {
        List<Statement> openings = openings(heard.statements());
        List<Remedy> decisions =
                heard.decisions().stream().filter(ReplayJudge::putForward).toList();
        return new ReplayVerdict(
                truth.faults().stream()
                        .map(fault -> onFault(fault, openings, decisions))
                        .toList(),
                quiet(openings, decisions));
    }

    /// The first statement of each incident.
    private static List<Statement> openings(List<Statement> statements) {
        Map<String, Statement> first = new LinkedHashMap<>();
        statements.forEach(said -> first.putIfAbsent(said.incident().id(), said));
        return List.copyOf(first.values());
    }

    private static boolean putForward(Remedy remedy) {
        Disposition disposition = remedy.decision().disposition();
        return disposition.acts() || disposition == Disposition.SUGGEST;
    }

    private ReplayVerdict.OnFault onFault(RecordedTruth.Fault fault, List<Statement> openings, List<Remedy> decisions) {
        List<Statement> own =
                openings.stream().filter(said -> fault.holds(said.at())).toList();
        List<Remedy> decided = decisions.stream()
                .filter(remedy -> fault.holds(remedy.decision().decidedAt()))
                .toList();
        Optional<Statement> first = own.stream().findFirst();
        Optional<String> blamed = first.map(said -> blamed(said.incident()));
        return new ReplayVerdict.OnFault(
                fault,
                first.map(said -> Duration.between(fault.on(), said.at())).orElse(null),
                SLOW_TO_SHOW.getOrDefault(fault.kind(), SEEN_WITHIN),
                blamed.orElse(null),
                blamed.filter(fault::is).isPresent(),
                first.map(said -> said.incident().kind()).orElse(null),
                own.size(),
                decided.stream().map(ReplayJudge::told).toList(),
                decided.stream().anyMatch(remedy -> right(remedy, fault)),
                decided.stream()
                        .filter(remedy -> !right(remedy, fault) && !acceptable(remedy, fault))
                        .map(ReplayJudge::told)
                        .toList());
    }

    private List<ReplayVerdict.Uncalled> quiet(List<Statement> openings, List<Remedy> decisions) {
        List<ReplayVerdict.Uncalled> quiet = new ArrayList<>();
        for (Statement said : openings) {
            if (quiet(said.at())) {
                quiet.add(uncalled(said.at(), OPENS, said.incident().title()));
            }
        }
        for (Remedy remedy : decisions) {
            if (quiet(remedy.decision().decidedAt())) {
                quiet.add(uncalled(remedy.decision().decidedAt(), DECIDES, told(remedy)));
            }
        }
        return quiet;
    }

    private boolean quiet(Instant at) {
        return truth.at(at).isEmpty() && at.isAfter(truth.begin().plus(START_UP));
    }

    private ReplayVerdict.Uncalled uncalled(Instant at, String what, String detail) {
        return new ReplayVerdict.Uncalled(
                truth.before(at).map(RecordedTruth.Fault::name).orElse("begin"), what, at + " " + detail);
    }

    /// A database is told by its address, of which the port is a part.
    private static String blamed(Incident incident) {
        EntityId entity =
                incident.causes().stream().findFirst().map(Cause::entity).orElse(incident.entity());
        return entity.kind() == EntityKind.DATABASE && !entity.part().isEmpty()
                ? entity.name() + ":" + entity.part()
                : entity.service().name();
    }

    private static boolean right(Remedy remedy, RecordedTruth.Fault fault) {
        return fault.remedies().contains(remedy.action().type())
                && fault.is(remedy.action().target().name());
    }

    /// A person may be woken about anybody.
    private static boolean acceptable(Remedy remedy, RecordedTruth.Fault fault) {
        return fault.acceptable().contains(remedy.action().type())
                && (remedy.escalates() || fault.is(remedy.action().target().name()));
    }

    private static String told(Remedy remedy) {
        return remedy.action().type() + " on " + remedy.action().target().name();
    }
}
