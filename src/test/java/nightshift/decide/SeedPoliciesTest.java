package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.decision.Judgement;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Action;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.Turn;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shipped policies, each on a proposal that it bounds and on one that it narrowly does not.
@Tag("rules")
class SeedPoliciesTest {
    private static final Instant SUNDAY = Instant.parse("2026-03-01T03:00:00Z");
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static RuleSet policies;

    @BeforeAll
    static void compile() throws IOException {
        Compilation compilation = COMPILER.compile(RuleFiles.read(Path.of("rules"), RuleKind.POLICY));
        policies = ((Compilation.Compiled) compilation).rules();
    }

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0.9,  APPROVAL",
        "0.91, PASS",
    })
    void theConfidenceFloor(double confidence, Guard.Verdict verdict) {
        // When, Then
        assertThat(verdicts(proposal("pool.recycle", Map.of(), confidence), NOON))
                .containsEntry("confidence-floor", verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "volume.delete,     APPROVAL",
        "pool.recycle,      PASS",
        "workload.restart,  PASS",
        "workload.scale,    PASS",
        "workload.rollback, PASS",
    })
    void whatCantBeUndone(String type, Guard.Verdict verdict) {
        // When, Then
        assertThat(verdicts(proposal(type, Map.of("by", "1"), 0.99), NOON))
                .containsEntry("irreversible-needs-approval", verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "4,    PASS",
        "1,    PASS",
        "5,    VETO",
        "0,    VETO",
        "-1,   VETO",
        "many, VETO",
    })
    void theStepOfScaling(String by, Guard.Verdict verdict) {
        // When, Then
        assertThat(verdicts(proposal("workload.scale", Map.of("by", by), 0.99), NOON))
                .containsEntry("scale-step", verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T03:00:00Z, workload.restart,  APPROVAL",
        "2026-03-01T03:59:59Z, workload.rollback, APPROVAL",
        "2026-03-01T03:30:00Z, pool.recycle,      PASS",
        "2026-03-01T02:59:59Z, workload.restart,  PASS",
        "2026-03-01T04:00:00Z, workload.restart,  PASS",
        "2026-03-02T03:30:00Z, workload.restart,  PASS",
    })
    void theFreezeWindow(Instant now, String type, Guard.Verdict verdict) {
        // When, Then
        assertThat(verdicts(proposal(type, Map.of(), 0.99), now)).containsEntry("freeze-sunday-backup", verdict);
    }

    @Test
    void theStrictestVerdictCounts() {
        // Given
        Proposal proposal = proposal("workload.scale", Map.of("by", "9"), 0.5);

        // When
        Optional<Disposition> disposition = judgement(proposal, SUNDAY).disposition(RuleMode.AUTO);

        // Then
        assertThat(disposition).contains(Disposition.VETOED);
    }

    private static Proposal proposal(String type, Map<String, String> parameters, double confidence) {
        return new Proposal("r", RuleMode.AUTO, "i", new Action(type, CART, parameters), confidence, List.of());
    }

    private static Judgement judgement(Proposal proposal, Instant now) {
        Evaluation evaluation =
                Evaluation.of(policies, List.of(proposal, new Turn(now)), now, EvaluationLimits.usual());
        assertThat(evaluation.failures()).isEmpty();
        return Judgement.of(proposal, policies.rules(), evaluation);
    }

    private static Map<String, Guard.Verdict> verdicts(Proposal proposal, Instant now) {
        Map<String, Guard.Verdict> verdicts = new TreeMap<>();
        judgement(proposal, now).guards().forEach(guard -> verdicts.put(guard.name(), guard.verdict()));
        return verdicts;
    }
}
