package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import nightshift.app.assembly.Shared;
import nightshift.app.cli.Trials;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;
import nightshift.simulate.judge.WorldResult;
import nightshift.simulate.judge.WorldRun;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.trial.Statement;
import nightshift.simulate.trial.Trial;
import nightshift.simulate.trial.TrialSetup;
import nightshift.simulate.trial.WorldCatalogue;
import nightshift.simulate.trial.WorldLottery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same seed gives the same worlds, the same verdicts and the same journals, however busy the machine is.
@Tag("worlds")
class WorldsRepeatTest {
    private static final int BURNERS = 2;
    private static final WorldCatalogue CATALOGUE = WorldCatalogue.shipped();

    /// What a play leaves behind.
    private record Left(List<WorldResult> results, List<Map<String, List<String>>> journals) {}

    @Test
    void theSameSeedUnderLoadGivesTheSameVerdictsAndJournals() throws InterruptedException {
        // Given
        List<DrawnWorld> worlds = threeShortOnes();

        // When
        Left first = play(worlds);
        List<Thread> burners = burn();
        Left again;
        try {
            again = play(worlds);
        } finally {
            for (Thread burner : burners) {
                burner.interrupt();
                burner.join();
            }
        }

        // Then
        for (int i = 0; i < worlds.size(); i++) {
            assertThat(again.results().get(i).truth())
                    .isEqualTo(first.results().get(i).truth());
            assertThat(again.results().get(i).said())
                    .isEqualTo(first.results().get(i).said());
            assertThat(again.results().get(i).verdict())
                    .isEqualTo(first.results().get(i).verdict());
        }
        assertThat(first.journals())
                .anySatisfy(journal -> assertThat(journal.get("incident")).isNotEmpty());
        assertThat(again.journals()).isEqualTo(first.journals());
    }

    /// With a short warm-up and something wrong; in one of them the product is restarted.
    private static List<DrawnWorld> threeShortOnes() {
        List<DrawnWorld> brief = WorldLottery.draw(CATALOGUE, 200, 1).stream()
                .filter(world -> world.setting().warmUpMinutes() == 12 && !world.faultFree())
                .toList();
        List<DrawnWorld> chosen = new ArrayList<>();
        brief.stream()
                .filter(world -> world.setting().restart().isPresent())
                .findFirst()
                .ifPresent(chosen::add);
        brief.stream()
                .filter(world -> world.setting().restart().isEmpty())
                .limit(2)
                .forEach(chosen::add);
        assertThat(chosen).hasSize(3);
        return chosen;
    }

    private static Left play(List<DrawnWorld> worlds) {
        List<Map<String, List<String>>> journals = Collections.synchronizedList(new ArrayList<>());
        Path models = Path.of("models");
        Candidate candidate = new Candidate(Path.of("rules"), models, Map.of(), true);
        List<WorldResult> results = new ArrayList<>();
        try (Shared shared = Shared.open(models)) {
            Trials trials = new Trials(shared);
            WorldRun run = new WorldRun(setup -> new Dumped(trials.open(setup), setup, journals), candidate, CATALOGUE);
            worlds.forEach(world -> results.add(run.play(world)));
        }
        return new Left(results, List.copyOf(journals));
    }

    private static List<Thread> burn() {
        List<Thread> burners = new ArrayList<>();
        for (int i = 0; i < BURNERS; i++) {
            burners.add(Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }));
        }
        return burners;
    }

    /// A trial whose journal is read when it has been closed.
    private record Dumped(Trial trial, TrialSetup setup, List<Map<String, List<String>>> journals) implements Trial {
        @Override
        public int otlpPort() {
            return trial.otlpPort();
        }

        @Override
        public void step(Instant now) {
            trial.step(now);
        }

        @Override
        public void submit(Command command) {
            trial.submit(command);
        }

        @Override
        public void tell(Change change) {
            trial.tell(change);
        }

        @Override
        public List<Incident> incidents() {
            return trial.incidents();
        }

        @Override
        public List<Statement> statements() {
            return trial.statements();
        }

        @Override
        public List<Remedy> decisions() {
            return trial.decisions();
        }

        @Override
        public void close() {
            trial.close();
            journals.add(JournalDump.of(setup.dataDirectory()));
        }
    }
}
