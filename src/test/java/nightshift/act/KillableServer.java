package nightshift.act;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import nightshift.KnownSignals;
import nightshift.act.http.SignedClient;
import nightshift.act.http.Target;
import nightshift.act.http.TargetTable;
import nightshift.act.interlock.InterlockConfig;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.KubernetesTargets;
import nightshift.act.kubernetes.OptIn;
import nightshift.act.life.LifeConfig;
import nightshift.act.life.NoticeConfig;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.EscalateActuator;
import nightshift.act.verify.Deadlines;
import nightshift.act.verify.VerifyConfig;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.decision.SafetyNet;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Patience;
import nightshift.journal.Journal;

/// A process of its own with a journal, a dispatcher and a target over HTTP, on the wall's clock and in quick turns.
/// It decides one action, and stands still at the point it is told to, so that it can be killed there; told nothing,
/// it goes on until everything is settled and ends by itself.
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
        ActuatorTable targets = address.startsWith("http") ? overHttp(address) : inCluster(Path.of(address));
        dispatcher = new Dispatcher(
                config(),
                action -> new StandingStill(targets.of(action), point),
                rule -> Optional.of(Duration.ZERO),
                journal,
                Executors.newVirtualThreadPerTaskExecutor(),
                InstantSource.system());
        incident = Ward.incident("i-1", Ward.CART, Ward.NOON);
        Action action = address.startsWith("http")
                ? new Action("workload.scale", Ward.CART, Map.of("by", "1", "behave", behave))
                : inCluster(behave);
        decision = Ward.decision("d-1", "i-1", action, 0.97, Disposition.ACT);
    }

    private static ActuatorTable overHttp(String address) {
        SignedClient client = new SignedClient(InstantSource.system(), Duration.ofSeconds(2));
        return new TargetTable(
                List.of(Target.parse("targets[0]", "*", "*", address, KillTest.SECRET)), Optional.empty(), client);
    }

    private static ActuatorTable inCluster(Path kubeconfig) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(0)
                .build();
        KubernetesBounds bounds =
                new KubernetesBounds(Set.of("kube-system"), OptIn.AUTO, 2, 10, 0.5, 0.5, Duration.ofMinutes(5), false);
        KubernetesTargets targets = new KubernetesTargets(
                new KubernetesClientBuilder().withConfig(config).build(),
                "",
                bounds,
                new KubernetesTargets.Knowledge(List::of, workload -> List.of()),
                InstantSource.system(),
                Duration.ofSeconds(5));
        Actuator pages = new EscalateActuator(Optional.empty());
        return action -> action.escalates() ? pages : targets.of(action).orElseThrow();
    }

    /// @param what type of the action and the text of its target
    private static Action inCluster(String what) {
        String[] parts = what.split(" ", 2);
        return new Action(
                parts[0],
                EntityId.parse(parts[1]),
                parts[0].equals(ActionType.WORKLOAD_SCALE) ? Map.of("by", "1") : Map.of());
    }

    /// Arguments: data directory, address or kubeconfig, behaviour of the receiver or what
    /// is done to what, point to stand still at, the signal's value once the action was done.
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
