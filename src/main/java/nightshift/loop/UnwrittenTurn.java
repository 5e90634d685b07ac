package nightshift.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nightshift.fact.Assessment;
import nightshift.fact.Snapshot;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;
import nightshift.observe.Observer;

/// A turn that is not written yet: when it began, the orders that it found, how often it failed, and what the stages
/// that it came through have answered. Taken again it goes on behind them.
final class UnwrittenTurn {
    /// So often a turn is delivered; with the last delivery entries that throw are set aside.
    static final int DELIVERIES = 3;

    final Kept<Assessment> belief = new Kept<>("the understanding of a turn");
    final Kept<List<Decision>> decisions = new Kept<>("the deciding of a turn");
    final Step intents = new Step("the intents of a turn");
    final Kept<List<Remedy>> remedies = new Kept<>("the acting of a turn");
    final Step conclusion = new Step("the conclusion of a turn");
    final Step notes = new Step("the notes of a turn");

    private final Kept<Snapshot> seen = new Kept<>("the snapshot of a turn");
    private final Instant now;
    private final List<Command> orders;
    private int failures;

    UnwrittenTurn(Instant now, List<Command> orders) {
        this.now = now;
        this.orders = List.copyOf(orders);
    }

    Instant now() {
        return now;
    }

    List<Command> orders() {
        return orders;
    }

    /// What was visible when it began.
    Snapshot observe(SetAside letters, TurnTimes times, Observer observer) {
        return seen.once(
                letters,
                () -> times.stage(TurnTimes.Stage.OBSERVE, () -> observer.snapshot(now)),
                () -> Snapshot.nothing(now));
    }

    void failed() {
        failures++;
    }

    boolean lastDelivery() {
        return failures >= DELIVERIES - 1;
    }

    /// What one stage answered.
    static final class Kept<T> {
        private final String stage;
        private Optional<T> answer = Optional.empty();

        Kept(String stage) {
            this.stage = stage;
        }

        /// The answer, for which the stage is asked once. A stage that as a whole can't be delivered is set aside for
        /// this turn, and `otherwise` stands in for it.
        T once(SetAside letters, Supplier<T> work, Supplier<T> otherwise) {
            if (answer.isEmpty()) {
                letters.deliverWhole(stage, () -> answer = Optional.of(work.get()));
            }
            if (answer.isEmpty()) {
                answer = Optional.of(otherwise.get());
            }
            return answer.get();
        }
    }

    /// Something that is done once, without an answer.
    static final class Step {
        private final String name;
        private boolean done;

        Step(String name) {
            this.name = name;
        }

        void once(SetAside letters, Runnable work) {
            if (!done) {
                letters.deliverWhole(name, work);
                done = true;
            }
        }
    }
}
