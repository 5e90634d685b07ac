package nightshift.act.life;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Decision;

/// Calls to targets. They run on the executor and may block there; what came back is handed over on the loop's
/// thread, so that nobody else needs a lock. With an executor that runs at once the answer is there in the same turn.
public final class Effects {
    private final Executor executor;
    private final ActuatorTable actuators;
    private final Freshness fresh;
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();

    /// Not handed to the executor yet, because it would not take one; only the loop's thread touches it.
    private final Deque<Call> waiting = new ArrayDeque<>();

    private static final class Call {
        private final ActionRun run;
        private final Runnable refused;
        private Runnable work = () -> {};
        private volatile boolean began;

        private Call(ActionRun run, Runnable refused) {
            this.run = run;
            this.refused = refused;
        }
    }

    public Effects(Executor executor, ActuatorTable actuators, Freshness fresh) {
        this.executor = executor;
        this.actuators = actuators;
        this.fresh = fresh;
    }

    /// A turn begins to act.
    public void attend(Instant now) {
        fresh.attend(now);
    }

    /// Hands over what came back since the last call.
    ///
    /// @return whether anything did
    public boolean collect() {
        boolean any = false;
        for (Runnable one = arrived.poll(); one != null; one = arrived.poll()) {
            one.run();
            any = true;
        }
        return any;
    }

    void plan(ActionRun run) {
        Actuator.Order order = order(run);
        Actuator actuator = actuators.of(order.action());
        plan(run, () -> actuator.validate(order.action()).map(Effects::refusal).orElseGet(() -> actuator.plan(order)));
    }

    /// Asks whether the inverse would still be possible; changes nothing.
    void planUndo(ActionRun run, Action inverse) {
        Actuator.Order order = undoOrder(run, inverse);
        Actuator actuator = actuators.of(inverse);
        plan(run, () -> actuator.plan(order));
    }

    /// Carries a notice to people.
    void tell(ActionRun run, Actuator.Order notice) {
        ask(run, notice, Actuator::start);
    }

    void start(ActionRun run) {
        ask(run, order(run), unlessStale(Actuator::start));
    }

    void poll(ActionRun run) {
        ask(run, order(run), Actuator::poll);
    }

    void cancel(ActionRun run) {
        ask(run, order(run), Actuator::cancel);
    }

    void undo(ActionRun run) {
        ask(run, order(run), unlessStale(Actuator::undo));
    }

    /// What changes the target is sent while it is what the turn decided, and not later: then it never
    /// arrived.
    private BiFunction<Actuator, Actuator.Order, Actuator.Answer> unlessStale(
            BiFunction<Actuator, Actuator.Order, Actuator.Answer> change) {
        Instant decided = fresh.attended();
        return (actuator, order) -> fresh.stale(decided)
                .map(why -> new Actuator.Answer(ActionResult.UNKNOWN, true, why))
                .orElseGet(() -> change.apply(actuator, order));
    }

    /// An undo is an order of its own, so that it is asked for by an id of its own.
    void pollUndo(ActionRun run) {
        Action inverse = run.remedy().inverse().orElse(run.decision().action());
        ask(run, undoOrder(run, inverse), Actuator::poll);
    }

    private void plan(ActionRun run, Supplier<Actuator.Plan> question) {
        call(run, question, plan -> run.plan = plan, () -> refusal("its plan failed for a reason that is a defect"));
    }

    private void ask(
            ActionRun run, Actuator.Order order, BiFunction<Actuator, Actuator.Order, Actuator.Answer> question) {
        call(
                run,
                () -> question.apply(actuators.of(order.action()), order),
                answer -> run.answer = answer,
                () -> new Actuator.Answer(
                        ActionResult.UNKNOWN, false, "the call failed for a reason that is a defect"));
    }

    /// Whatever an actuator throws must neither stop the loop nor leave the run waiting for ever. An error of the
    /// JVM itself goes on to the thread's handler, once the run has its answer.
    private <T> void call(ActionRun run, Supplier<T> question, Consumer<T> taker, Supplier<T> onDefect) {
        run.busy = true;
        Call call = new Call(run, () -> hand(run, onDefect.get(), taker));
        call.work = () -> {
            call.began = true;
            T answer = onDefect.get();
            try {
                answer = question.get();
            } catch (VirtualMachineError broken) {
                throw broken;
            } catch (Throwable defect) {
                logDefect(run, defect);
            } finally {
                hand(run, answer, taker);
            }
        };
        waiting.add(call);
        send();
    }

    /// Hands to the executor what it has not taken yet.
    public void send() {
        for (Call next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                executor.execute(next.work);
            } catch (RejectedExecutionException ending) {
                logDefect(next.run, ending);
                next.refused.run();
            } catch (RuntimeException | Error untaken) {
                // What has begun is not sent again, whatever the executor threw after it.
                if (!next.began) {
                    waiting.addFirst(next);
                }
                throw untaken;
            }
        }
    }

    /// Takes back what the executor has not taken: its target never hears of it unless it is asked once more.
    public void withdraw() {
        waiting.forEach(call -> call.run.busy = false);
        waiting.clear();
    }

    private <T> void hand(ActionRun run, T answer, Consumer<T> taker) {
        arrived.add(() -> {
            run.busy = false;
            taker.accept(answer);
        });
    }

    private static void logDefect(ActionRun run, Throwable defect) {
        System.getLogger(Effects.class.getName())
                .log(
                        System.Logger.Level.ERROR,
                        "actuator failed on decision " + run.decision().id(),
                        defect);
    }

    private static Actuator.Plan refusal(String why) {
        return new Actuator.Plan.Impossible(why);
    }

    private static Actuator.Order order(ActionRun run) {
        return order(
                run, run.decision().id(), run.decision().action(), run.remedy().inverse());
    }

    private static Actuator.Order undoOrder(ActionRun run, Action inverse) {
        return order(run, run.decision().id() + "-undo", inverse, Optional.empty());
    }

    private static Actuator.Order order(ActionRun run, String id, Action action, Optional<Action> inverse) {
        Decision decision = run.decision();
        return new Actuator.Order(
                id,
                action,
                decision.incident(),
                reason(decision),
                inverse,
                run.remedy().execution().pinned());
    }

    private static String reason(Decision decision) {
        String why = decision.because().isEmpty()
                ? ""
                : ": " + decision.because().getFirst().describe();
        return "rule " + decision.rule().id() + why;
    }
}
