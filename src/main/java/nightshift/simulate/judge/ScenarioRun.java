package nightshift.simulate.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.shop.World;
import nightshift.simulate.shop.WorldSettings;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Playthrough;
import nightshift.simulate.trial.Scenario;
import nightshift.simulate.trial.Timeline;
import nightshift.simulate.trial.TrialFactory;

/// Plays one scenario in one world, and its twin in which nobody acts.
public final class ScenarioRun {
    private final TrialFactory factory;
    private final Candidate candidate;

    public ScenarioRun(TrialFactory factory, Candidate candidate) {
        this.factory = factory;
        this.candidate = candidate;
    }

    /// Plays it from the warm-up to the end; takes seconds. Safe to call from several threads.
    public ScenarioResult play(Scenario scenario, long seed) {
        Scenario.Given given = scenario.given();
        Instant struck = struck(scenario);
        Instant end = given.start().plus(given.warmUp()).plus(given.lasts());
        Timeline timeline = new Timeline();
        try (Playthrough play = new Playthrough(factory, candidate, given, seed)) {
            World world = play.world();
            Truth truth = new Truth(world);
            strikeTimed(scenario, world);
            List<Scenario.Blow> waiting = new ArrayList<>(scenario.when());
            while (world.instant().isBefore(end)) {
                play.turn();
                follow(scenario, waiting, play, truth, timeline);
                if (truth.look()) {
                    timeline.world(world.instant(), truth.told());
                }
            }
            RunRecord evidence = evidence(play, truth, struck, end, twin(scenario, seed, struck, end));
            timeline.add(evidence.carriedOut(), evidence.incidents(), evidence.decisions());
            return new ScenarioResult(scenario, seed, evidence, Judge.judge(scenario, evidence), timeline.moments());
        }
    }

    private static Instant struck(Scenario scenario) {
        Duration first = scenario.when().stream()
                .map(blow -> blow.at() == null ? Duration.ZERO : blow.at())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        return scenario.given().start().plus(scenario.given().warmUp()).plus(first);
    }

    private static void strikeTimed(Scenario scenario, World world) {
        Instant warm = scenario.given().start().plus(scenario.given().warmUp());
        for (Scenario.Blow blow : scenario.when()) {
            if (blow.at() != null) {
                world.strike(blow.fault(), warm.plus(blow.at()), blow.lasting());
            }
        }
    }

    /// Notes the faults that began in this turn, and strikes those that waited for an action.
    private static void follow(
            Scenario scenario, List<Scenario.Blow> waiting, Playthrough play, Truth truth, Timeline timeline) {
        World world = play.world();
        Instant warm = scenario.given().start().plus(scenario.given().warmUp());
        waiting.removeIf(blow -> {
            boolean timed = blow.at() != null;
            boolean due = timed
                    ? !world.instant().isBefore(warm.plus(blow.at()))
                    : play.desk().carriedOut().stream()
                            .anyMatch(done -> done.type().equals(blow.after()));
            if (due) {
                if (!timed) {
                    world.strike(blow.fault(), world.instant(), blow.lasting());
                }
                truth.struck(blow.fault());
                timeline.world(timed ? warm.plus(blow.at()) : world.instant(), "is struck: " + blow.fault());
            }
            return due;
        });
    }

    private static double twin(Scenario scenario, long seed, Instant struck, Instant end) {
        Scenario.Given given = scenario.given();
        World twin = new World(new WorldSettings(seed, given.start(), given.load()));
        strikeTimed(scenario, twin);
        twin.advanceTo(end);
        return twin.users().errorSeconds(twin.second(struck), twin.second(end));
    }

    private static RunRecord evidence(Playthrough play, Truth truth, Instant struck, Instant end, double twin) {
        World world = play.world();
        List<CarriedOut> carriedOut = play.desk().carriedOut();
        return new RunRecord(
                struck,
                truth.wellSince() != null && truth.wellSince().isBefore(struck) ? struck : truth.wellSince(),
                truth.wasUnwell(),
                world.users().errorSeconds(world.second(struck), world.second(end)),
                twin,
                carriedOut,
                play.trial().incidents(),
                play.trial().statements(),
                play.trial().decisions());
    }
}
