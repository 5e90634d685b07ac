package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Assessment;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.DecisionQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run in which turns throw, at random places inside of the stages, ends like the run of the same input in which none
/// does: every row of the journal, every fact that the rules were told, every belief and every effect.
class TurnPropertyTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final int BETWEEN_STEPS = -1;
    private static final int STEPS = Telemetry.WARM + 64;

    @TempDir
    private Path directory;

    private static final Set<Faults.Place> THROWN_AT = EnumSet.noneOf(Faults.Place.class);

    @AfterAll
    static void everyPlaceThrew() {
        COMPILER.close();
        assertThat(THROWN_AT).containsExactlyInAnyOrder(Faults.Place.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void runThatThrowsEndsLikeTheRunThatDoesNot(long seed) {
        // Given
        Plan plan = new Plan();
        Story calm = calm(seed, plan);
        List<Plan.Fault> faults = plan.faults(new Random(seed), STEPS);

        // When
        Story rough = rough(seed, plan, faults);

        // Then
        faults.forEach(fault -> THROWN_AT.add(fault.place()));
        assertThat(faults).hasSizeGreaterThan(5);
        assertThat(rough.thrown())
                .isEqualTo(faults.stream().mapToInt(Plan.Fault::times).sum());
        assertThat(rough.rows()).isEqualTo(calm.rows());
        assertThat(rough.facts()).isEqualTo(calm.facts());
        assertThat(rough.effects()).isEqualTo(calm.effects());
        rough.beliefs()
                .forEach((step, belief) -> assertThat(belief)
                        .as("what is believed after step %d", step)
                        .isEqualTo(calm.beliefs().get(step)));
    }

    /// @param beliefs after each step that came to its end
    private record Story(
            List<String> rows,
            Map<String, List<String>> facts,
            List<String> effects,
            Map<Integer, String> beliefs,
            int thrown) {}

    private Story calm(long seed, Plan plan) {
        int[] step = {0};
        People people = new People(new Random(seed));
        try (LoopOnTrial trial =
                new LoopOnTrial(directory.resolve("calm"), COMPILER, place -> plan.passed(step[0], place))) {
            return play(
                    seed,
                    trial,
                    at -> {
                        step[0] = BETWEEN_STEPS;
                        plan.orders.put(at, people.orders(trial, at));
                        return plan.orders.get(at);
                    },
                    at -> step[0] = at);
        }
    }

    private Story rough(long seed, Plan plan, List<Plan.Fault> faults) {
        Saboteur saboteur = new Saboteur(faults);
        try (LoopOnTrial trial = new LoopOnTrial(directory.resolve("rough"), COMPILER, saboteur)) {
            Story story = play(
                    seed,
                    trial,
                    at -> {
                        saboteur.rest();
                        return plan.orders.get(at);
                    },
                    saboteur::begin);
            return new Story(story.rows(), story.facts(), story.effects(), story.beliefs(), saboteur.thrown);
        }
    }

    private interface Orders {
        List<Command> before(int step);
    }

    private static Story play(long seed, LoopOnTrial trial, Orders orders, IntConsumer beginning) {
        Telemetry telemetry = new Telemetry(seed, STEPS);
        Map<Integer, String> beliefs = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            trial.now = Telemetry.turn(step);
            orders.before(step).forEach(trial.nightshift::submit);
            beginning.accept(step);
            if (trial.step(telemetry, step)) {
                beliefs.put(step, text(trial.nightshift.assessment().orElseThrow()));
            }
        }
        Map<String, List<String>> facts = new TreeMap<>();
        trial.facts.forEach((at, told) -> facts.put(at.toString(), told));
        return new Story(trial.rows(), facts, List.copyOf(trial.effects), beliefs, 0);
    }

    private static String text(Assessment belief) {
        StringBuilder text = new StringBuilder(belief.now().toString());
        belief.facts().forEach(fact -> text.append('\n').append(fact));
        belief.readings().all().forEach(reading -> text.append('\n').append(reading));
        return text.toString();
    }

    /// Gives orders by a seed.
    private static final class People {
        private final Random random;
        private final Set<String> answered = new HashSet<>();
        private boolean paused;

        People(Random random) {
            this.random = random;
        }

        List<Command> orders(LoopOnTrial trial, int step) {
            List<Command> orders = new ArrayList<>();
            if (step < Telemetry.WARM) {
                return orders;
            }
            for (Remedy record : trial.nightshift
                    .journal()
                    .decisions(DecisionQuery.newest(50))
                    .items()) {
                String id = record.decision().id();
                if (record.state() == DecisionState.AWAITING_APPROVAL && random.nextInt(3) == 0 && answered.add(id)) {
                    orders.add(
                            random.nextInt(3) > 0
                                    ? new Command.Approve(id, "ann", "go on", trial.now)
                                    : new Command.Reject(id, "bob", "", trial.now));
                }
            }
            if (random.nextInt(12) == 0) {
                orders.add(
                        paused
                                ? new Command.Resume("ann", "", trial.now)
                                : new Command.Pause("ann", "lunch", trial.now));
                paused = !paused;
            }
            if (random.nextInt(10) == 0) {
                RuleMode mode = random.nextBoolean() ? RuleMode.AUTO : RuleMode.APPROVE;
                orders.add(new Command.SetMode("recycle", mode, "bob", "", trial.now));
            }
            return orders;
        }
    }

    /// Throws as planned, and counts it.
    private static final class Saboteur implements Faults {
        private final List<Plan.Fault> faults;
        private int step = -1;
        private int passed;
        private int thrown;
        private boolean resting = true;

        Saboteur(List<Plan.Fault> faults) {
            this.faults = faults;
        }

        /// Until the next step begins nothing throws.
        void rest() {
            resting = true;
        }

        void begin(int next) {
            step = next;
            passed = 0;
            resting = false;
        }

        @Override
        public void passing(Place place) {
            if (resting) {
                return;
            }
            for (Plan.Fault fault : faults) {
                boolean first = fault.step() == step;
                boolean again = fault.step() + 1 == step && fault.times() == 2;
                if (fault.place() == place && (first || again)) {
                    if (passed++ == (first ? fault.passing() : 0)) {
                        thrown++;
                        throw new Thrown(place);
                    }
                }
            }
        }
    }
}
