package nightshift.act;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import nightshift.KnownSignals;
import nightshift.act.http.SignedClient;
import nightshift.act.http.Target;
import nightshift.act.http.TargetTable;
import nightshift.act.interlock.InterlockConfig;
import nightshift.act.life.LifeConfig;
import nightshift.act.life.NoticeConfig;
import nightshift.act.target.Actuator;
import nightshift.act.verify.Deadlines;
import nightshift.act.verify.VerifyConfig;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.decision.SafetyNet;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Patience;
import nightshift.journal.Journal;

/// A process of its own with a journal, a dispatcher and a target over HTTP, on the wall's clock and in quick turns.
/// It decides one action, and stands still at the point it is told to, so that it can be killed there; told nothing, it
/// goes on until everything is settled and ends by itself.
final class KillableServer {
    private static final Duration TURN = Duration.ofMillis(30);

    private final KillPoint point;
    private final double after;
    private final Journal journal;
    private final Dispatcher dispatcher;
    private final Incident incident;
    private final Decision decision;
    private final SafetyNet safetyNet =
            new SafetyNet(new DecisionConfig(Duration.ofMillis(200), Duration.ofDays(9999)));

    private KillableServer(Path data, String address, String behave, KillPoint point, double after) {
        this.point = point;
        this.after = after;
        journal = Journal.open(data, KnownSignals::meaning);
        SignedClient client = new SignedClient(InstantSource.system(), Duration.ofSeconds(2));
        TargetTable targets = new TargetTable(
                List.of(Target.parse("targets[0]", "*", "*", address, KillTest.SECRET)), Optional.empty(), client);
        dispatcher = new Dispatcher(
                config(),
                action -> new StandingStill(targets.of(action), point),
                rule -> Optional.of(Duration.ZERO),
                journal,
                Executors.newVirtualThreadPerTaskExecutor(),
                InstantSource.system());
        incident = Ward.incident("i-1", Ward.CART, Ward.NOON);
        Action action = new Action("workload.scale", Ward.CART, Map.of("by", "1", "behave", behave));
        decision = Ward.decision("d-1", "i-1", action, 0.97, Disposition.ACT);
    }

    /// Arguments: data directory, address, behaviour of the receiver, point to stand still at, the signal's value once
    /// the action was done.
    public static void main(String... args) {
        new KillableServer(Path.of(args[0]), args[1], args[2], KillPoint.valueOf(args[3]), Double.parseDouble(args[4]))
                .run();
        System.exit(0);
    }

    private static ActConfig config() {
        return new ActConfig(
                InterlockConfig.defaults(),
                new LifeConfig(
                        Duration.ofHours(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(50),
                        new Deadlines(Map.of(), Duration.ofMinutes(1)),
                        Duration.ofSeconds(1)),
                new VerifyConfig(
                        new Patience(4, Duration.ZERO),
                        VerifyConfig.Proof.defaults(),
                        new VerifyConfig.Worse(new Patience(3, Duration.ZERO), 2.0, 1.25),
                        TURN,
                        new Deadlines(Map.of(), Duration.ofSeconds(2)),
                        VerifyConfig.defaults().young()),
                NoticeConfig.defaults(),
                MuteLimits.DEFAULT);
    }

    private void run() {
        List<Remedy> remedies = journal.remediesOfOpenIncidents();
        List<Decision> fresh = List.of(decision);
        while (!over()) {
            Instant now = InstantSource.system().instant();
            Assessment belief = Ward.belief(now, List.of(incident), value(), TURN.dividedBy(2));
            List<Decision> decisions = new ArrayList<>(fresh);
            decisions.addAll(safetyNet.due(belief, remedies));
            journal.intend(decisions, List.of(), now);
            remedies = dispatcher.advance(decisions, List.of(), belief, now);
            fresh = List.of();
            journal.conclude(List.of(incident), now);
            standStillIn(state());
            LockSupport.parkNanos(TURN.toNanos());
        }
    }

    private DecisionState state() {
        return journal.decision("d-1").orElseThrow().state();
    }

    private double value() {
        return journal.decision("d-1").map(Remedy::state).orElse(DecisionState.INTENT) == DecisionState.VERIFYING
                ? after
                : Ward.SICK;
    }

    /// The action is settled, and so is the page if one is due.
    private boolean over() {
        Optional<Remedy> remedy = journal.decision("d-1");
        boolean settled = remedy.isPresent() && remedy.get().state().settled();
        return settled
                && (remedy.get().state() == DecisionState.HEALED
                        || journal.inFlight().isEmpty()
                                && journal.remediesOfOpenIncidents().stream().anyMatch(Remedy::escalates));
    }

    private void standStillIn(DecisionState state) {
        if (point == KillPoint.OUTCOME && state == DecisionState.VERIFYING
                || point == KillPoint.VERIFIED && state == DecisionState.HEALED) {
            point.standStill();
        }
    }

    /// Stands still before or after a call to the target.
    private record StandingStill(Actuator target, KillPoint point) implements Actuator {
        @Override
        public Optional<String> validate(Action action) {
            return target.validate(action);
        }

        @Override
        public Plan plan(Order order) {
            at(order.id().endsWith("-undo") ? KillPoint.VERIFICATION : KillPoint.INTENT);
            return target.plan(order);
        }

        @Override
        public Answer start(Order order) {
            at(KillPoint.STARTED);
            Answer answer = target.start(order);
            at(KillPoint.ANSWERED);
            return answer;
        }

        @Override
        public Answer poll(Order order) {
            return target.poll(order);
        }

        @Override
        public Answer undo(Order order) {
            at(KillPoint.UNDO_STARTED);
            Answer answer = target.undo(order);
            at(KillPoint.UNDO_ANSWERED);
            return answer;
        }

        @Override
        public Answer cancel(Order order) {
            return target.cancel(order);
        }

        private void at(KillPoint here) {
            if (here == point) {
                point.standStill();
            }
        }
    }
}
