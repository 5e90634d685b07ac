package nightshift.simulate.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nightshift.fact.Incident;
import nightshift.journal.DecisionRecord;
import nightshift.journal.DecisionState;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.shop.World;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Moment;
import nightshift.simulate.trial.Outcome;
import nightshift.simulate.trial.Playthrough;
import nightshift.simulate.trial.Retelling;
import nightshift.simulate.trial.Scenario;
import nightshift.simulate.trial.Trial;
import nightshift.simulate.trial.TrialFactory;
import org.jspecify.annotations.Nullable;

/// One world, one warm-up, and the faults of several scenarios in turn: the next begins when the last is over.
public final class Demo implements AutoCloseable {
    private static final Duration CALM = Duration.ofMinutes(4);

    private final Playthrough play;
    private final Duration warmUp;
    private final Pace pace;
    private final Consumer<Moment> listener;
    private final Retelling retelling;

    /// How fast the world's time may go by.
    @FunctionalInterface
    public interface Pace {
        /// As fast as it can.
        Pace FREE = moment -> {};

        /// Returns when the world may live on from this moment of its time.
        void await(Instant moment);
    }

    /// What came of one fault.
    ///
    /// @param name of the scenario
    /// @param outcome healed, escalated or failed; healed only if the product verified it too
    /// @param detectedAfter null when it was not
    /// @param healedAfter null when it was not
    public record Act(
            String name,
            Outcome outcome,
            @Nullable Duration detectedAfter,
            @Nullable Duration healedAfter) {}

    /// Opens a world as the first scenario has it.
    ///
    /// @param listener hears what happens, in the world and in the product
    public Demo(
            TrialFactory factory,
            Candidate candidate,
            Scenario.Given given,
            long seed,
            Pace pace,
            Consumer<Moment> listener) {
        this.play = new Playthrough(factory, candidate, given, seed);
        this.warmUp = given.warmUp();
        this.pace = pace;
        this.listener = listener;
        this.retelling = new Retelling(play.trial(), listener);
    }

    /// Plays the scenarios in turn.
    public List<Act> play(List<Scenario> scenarios) {
        tell("the shop opens; all is well for " + warmUp.toMinutes() + " minutes");
        rest(warmUp);
        List<Act> acts = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            acts.add(play(scenario));
            rest(CALM);
        }
        return acts;
    }

    /// Ten more seconds of the world.
    public void turn() {
        pace.await(play.world().instant());
        play.turn();
        retelling.tellNews();
    }

    /// The Nightshift that the demo shows.
    public Trial trial() {
        return play.trial();
    }

    @Override
    public void close() {
        play.close();
    }

    private void rest(Duration duration) {
        Instant end = play.world().instant().plus(duration);
        while (play.world().instant().isBefore(end)) {
            turn();
        }
    }

    private Act play(Scenario scenario) {
        World world = play.world();
        Instant struck = world.instant();
        int before = play.desk().carriedOut().size();
        Truth truth = new Truth(world);
        for (Scenario.Blow blow : scenario.when()) {
            Fault fault = blow.fault();
            world.strike(fault, struck.plus(blow.at() == null ? Duration.ZERO : blow.at()), blow.lasting());
            truth.struck(fault);
        }
        tell(scenario.name() + ": " + scenario.description());
        Instant end = struck.plus(scenario.given().lasts());
        while (world.instant().isBefore(end) && !over(struck, truth)) {
            turn();
            if (truth.look()) {
                tell(truth.told());
            }
        }
        boolean acted = play.desk().carriedOut().size() > before;
        return act(scenario, struck, truth, acted);
    }

    /// Whether the users are well for good and the product has seen it too: its incidents are closed.
    private boolean over(Instant struck, Truth truth) {
        boolean seen = play.trial().incidents().stream()
                .anyMatch(one -> !one.openedAt().isBefore(struck));
        return seen
                && truth.wasUnwell()
                && truth.well()
                && play.trial().incidents().stream().noneMatch(Incident::open);
    }

    private Act act(Scenario scenario, Instant struck, Truth truth, boolean acted) {
        Instant well = truth.wellSince();
        boolean verified = decidedSince(struck).stream().anyMatch(one -> one.state() == DecisionState.HEALED);
        Outcome outcome;
        if (decidedSince(struck).stream().anyMatch(Judge::page)) {
            outcome = Outcome.ESCALATED;
        } else if (acted && verified && well != null) {
            outcome = Outcome.HEALED;
        } else {
            outcome = Outcome.FAILED;
        }
        Duration detected = play.trial().incidents().stream()
                .filter(one -> !one.openedAt().isBefore(struck))
                .findFirst()
                .map(one -> Duration.between(struck, one.openedAt()))
                .orElse(null);
        tell(scenario.name() + " ended: " + outcome.sentence());
        return new Act(
                scenario.name(),
                outcome,
                detected,
                outcome == Outcome.HEALED && well != null ? Duration.between(struck, well) : null);
    }

    private List<DecisionRecord> decidedSince(Instant struck) {
        return play.trial().decisions().stream()
                .filter(one -> !one.decision().decidedAt().isBefore(struck))
                .toList();
    }

    private void tell(String text) {
        listener.accept(new Moment(play.world().instant(), Moment.WORLD, text));
    }
}
