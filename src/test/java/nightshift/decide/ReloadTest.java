package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.compile.RuleFolder.RECYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.Watch;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Edits of rules while they are at work. Nobody waits: a look is a call, and a swap is the start of a turn.
class ReloadTest {
    private static final Assessment SLOW = belief(List.of(incident(), rising(CART, DB_DURATION, 0.8)));
    private static final String NEVER = RECYCLE.replace("confidence > 0.5", "confidence > 0.9");

    private final RuleCompiler compiler = new RuleCompiler();
    private RuleFolder folder;
    private Rulebook rulebook;
    private final List<Remedy> remedies = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path directory) {
        folder = new RuleFolder(directory).healing("a.drl", NEVER).policy("floor", "confidence < 0.1", "veto");
        rulebook = new Rulebook(DecideConfig.of(directory), compiler, List.of());
    }

    @AfterEach
    void stop() {
        rulebook.close();
        compiler.close();
    }

    @Test
    void anEditIsLiveInTheTurnAfterTheFilesCameToRest() {
        // Given
        assertThat(turn()).isEmpty();
        String before = rulebook.status().version();
        folder.healing("a.drl", RECYCLE);

        // When
        rulebook.look();
        List<Decision> whileTheEditorMayStillWrite = turn();
        rulebook.look();
        String untilTheTurn = rulebook.status().version();
        List<Decision> after = turn();

        // Then
        assertThat(whileTheEditorMayStillWrite).isEmpty();
        assertThat(untilTheTurn).isEqualTo(before);
        assertThat(after).hasSize(1);
        assertThat(rulebook.status().version()).isNotEqualTo(before);
        assertThat(rulebook.status().loadedAt()).isEqualTo(NOON);
    }

    @Test
    void aBrokenFileLeavesTheOldRulesLiveAndSaysWhereItIsBroken() {
        // Given
        edit(() -> folder.healing(
                "b.drl", RECYCLE.replace("\"recycle\"", "\"again\"").replace("rising()", "rising( ")));

        // When, Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle", "floor");
        assertThat(rulebook.status().problems()).first().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/b.drl");
            assertThat(problem.line()).isPositive();
        });

        // When
        edit(() -> folder.delete("healing/b.drl"));

        // Then
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void aBrokenPolicyDoesNotKeepHealingRulesFromGoingLive() {
        // When
        List<Decision> decisions = edit(() -> folder.policy("floor.drl", "rule").healing("a.drl", RECYCLE));

        // Then
        assertThat(decisions).hasSize(1);
        assertThat(rulebook.status().problems()).isNotEmpty();
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).contains("floor");
    }

    @Test
    void filesThatAllVanishAreAnAccidentAndAFileWithoutRulesIsNot() {
        // When
        edit(() -> folder.delete("healing/a.drl"));

        // Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle", "floor");
        assertThat(rulebook.status().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("all rule files are gone"));

        // When
        edit(() -> folder.healing("none.drl", "// no rules for now\n"));

        // Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("floor");
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void newRulesThatThrowOnTheLastTurnAreRefused() {
        // Given
        turn();

        // When
        edit(() -> folder.healing("b.drl", """
                rule "Careless" @id("careless")
                when
                    $i : Incident( closedAt.toString() != "" )
                then
                    insert( propose("escalate").on($i.entity()).because($i) );
                end
                """));

        // Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle", "floor");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("Careless");
            assertThat(problem.message()).contains("NullPointerException").contains("when tried on the last turn");
        });
    }

    @Test
    void newRulesThatWantToActOnEverythingAreRefused() {
        // Given
        List<Fact> storm = new ArrayList<>(List.of(incident()));
        for (int i = 0; i < 30; i++) {
            storm.add(rising(EntityId.service("shop", "s" + i), DB_DURATION, 0.8));
        }
        rulebook.decide(belief(storm), List.of(), List.of(), NOON);

        // When
        edit(() -> folder.healing("a.drl", RECYCLE));

        // Then
        assertThat(rulebook.status().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("30 times"));
    }

    @Test
    void thresholdsFollowTheRules() {
        // Given
        assertThat(rulebook.watches()).isEmpty();

        // When
        edit(() -> folder.healing("b.drl", """
                rule "Full" @id("full")
                when
                    $f : Breach( signal == "queue", above == 7, heldFor >= minutes(2), peak > 1 )
                    not Breach( signal == "queue", above == 7, heldFor >= hours(1) )
                    not Breach( role == "READINESS", share(), below == 0.5, entity == $f.entity, heldFor >= seconds(30) )
                then
                    insert( propose("workload.restart").on($f.entity()).because($f) );
                end
                """));
        turn();

        // Then
        assertThat(rulebook.watches())
                .extracting(Watch::toString)
                .containsExactly(
                        "Watch[scope=Named[signal=queue], above=7.0, below=NaN, durations=[PT2M, PT1H]]",
                        "Watch[scope=InRole[role=READINESS, share=true], above=NaN, below=0.5, durations=[PT30S]]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsEditedNothingIsDoneTwice(long seed) {
        // Given
        String second = RECYCLE.replace("Recycle the pool", "Restart")
                .replace("\"recycle\"", "\"restart\"")
                .replace("pool.recycle", "workload.restart")
                .replace("auto", "suggest");
        List<String> rules = new ArrayList<>(List.of(RECYCLE, second));
        assertThat(edit(() -> folder.healing("a.drl", String.join("\n", rules))))
                .hasSize(2);
        Random random = new Random(seed);

        for (int round = 0; round < 5; round++) {
            // When
            Collections.shuffle(rules, random);
            rules.replaceAll(rule -> edited(rule, random));
            boolean split = random.nextBoolean();
            String all = split ? rules.getFirst() : String.join("\n// next\n", rules);
            String other = split ? rules.getLast() : "// nothing here\n";
            List<Decision> again = edit(() -> folder.healing("a.drl", all).healing("moved/b.drl", other));

            // Then
            assertThat(again).as("seed %d, round %d", seed, round).isEmpty();
            assertThat(turn()).isEmpty();
            assertThat(rulebook.status().problems()).isEmpty();
        }
    }

    @Test
    void fiftySwapsLeaveNoClassesBehind() {
        // Given
        for (int i = 0; i < 10; i++) {
            swap(i);
        }
        long early = loadedClasses();

        // When
        for (int i = 10; i < 60; i++) {
            swap(i);
        }

        // Then: one generation of this rule is some 10 classes
        assertThat(loadedClasses() - early).isLessThan(50);
    }

    private void swap(int i) {
        edit(() -> folder.healing("a.drl", RECYCLE.replace("0.5", "0.5" + i)));
        assertThat(rulebook.status().problems()).isEmpty();
        turn();
    }

    private static long loadedClasses() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return classes.getLoadedClassCount();
    }

    private List<Decision> turn() {
        List<Decision> decisions = rulebook.decide(SLOW, List.copyOf(remedies), List.of(), NOON);
        decisions.stream().map(Remedy::of).forEach(remedies::add);
        return decisions;
    }

    /// Saves, and lets the next turn begin once the files have come to rest.
    private List<Decision> edit(Runnable save) {
        save.run();
        rulebook.look();
        rulebook.look();
        return turn();
    }

    private static String edited(String rule, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> rule.replaceFirst("rule \"", "rule \"Now ");
            case 1 -> rule.replaceFirst("\\.because", ".with(\"p" + random.nextInt(99) + "\", 1).because");
            case 2 -> "// " + random.nextInt() + "\n" + rule;
            case 3 -> rule.replaceFirst("rising\\(\\)", "rising(), rows > " + random.nextInt(99));
            default -> rule.replaceFirst("when", "when\n\n");
        };
    }
}
