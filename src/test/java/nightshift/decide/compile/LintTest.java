package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each mistake that a rule file can hold, with the line it is told with and what is said of it.
class LintTest {
    private static final String GOOD = """
            rule "Recycle"
                @id("recycle") @mode("auto")
            when
                $slow : Anomaly( signal == "db.client.operation.duration", rising() )
            then
                insert( propose("pool.recycle").on($slow.entity()).because($slow) );
            end
            """;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // metadata
                mistake("@id(\"recycle\") @mode", "@mode", 1, "@id is missing"),
                mistake("@id(\"recycle\")", "@id(\"Recycle it\")", 1, "other characters"),
                mistake("@mode(\"auto\")", "@mode(\"always\")", 1, "@mode(\"always\") is unknown"),
                mistake("@mode(\"auto\")", "@cooldown(\"ten\")", 1, "not a duration"),
                mistake("@mode(\"auto\")", "@colour(\"red\")", 1, "@colour means nothing here"),
                mistake("@mode(\"auto\")", "@id(\"again\")", 1, "@id is there twice"),
                // what a file may hold
                mistake("rule \"Rec", "import java.io.File;\nrule \"Rec", 1, "import of 'java.io.File'"),
                mistake("rule \"Rec", "import static java.lang.System.exit;\nrule \"Rec", 1, "java.lang.System.exit"),
                mistake("rule \"Rec", "package rules.other;\nrule \"Rec", 1, "package 'rules.other'"),
                mistake("rule \"Rec", "global java.util.List out;\nrule \"Rec", 1, "global is not allowed"),
                mistake("rule \"Rec", "declare Thing\n a : int\nend\nrule \"Rec", 1, "declare is not allowed"),
                mistake("rule \"Rec", "function int f() { return 1; }\nrule \"Rec", 1, "function is not allowed"),
                mistake("rule \"Rec", "query \"q\"\n Turn()\nend\nrule \"Rec", 1, "query is not allowed"),
                mistake("when", "    timer( 10s )\nwhen", 1, "'timer' is not allowed"),
                mistake("when", "    salience 10\nwhen", 1, "'salience' is not allowed"),
                // conditions
                mistake("rising() )", "rising() ", 5, "mismatched"),
                mistake("$slow : Anomaly", "$slow : Anomalie", 4, "'Anomalie' is not a fact"),
                mistake("then", "    Proposal( confidence > 0.5 )\nthen", 5, "'Proposal' is not a fact"),
                mistake(
                        "then",
                        "    not nightshift.fact.Proposal()\nthen",
                        5,
                        "'nightshift.fact.Proposal' is not a fact"),
                mistake("rising()", "direction == UP", 4, "names the constant 'UP'"),
                mistake("rising()", "direction == Direction.UP", 4, "names the constant 'UP'"),
                mistake("rising()", "System.exit(1) == null", 4, "names the class 'System'"),
                mistake("rising()", "java.lang.Runtime.getRuntime() != null", 4, "names the class 'Runtime'"),
                mistake("rising()", "getClass() != null", 4, "'getClass()' is not allowed"),
                mistake("rising()", "signal.getClass() != null", 4, "'getClass()' is not allowed"),
                mistake("rising()", "new String(\"x\") != signal", 4, "'new String(\"x\")' is not allowed"),
                mistake("rising() )", "rising() ) over window:time( 2m )", 4, "windows"),
                mistake("rising()", "since after $x", 4, "uses the operator 'after'"),
                mistake("then", "    eval( true )\nthen", 5, "eval is not allowed"),
                mistake("then", "    $i : Incident() from $slow.all\nthen", 5, "from, accumulate and collect"),
                mistake(
                        "then",
                        "    accumulate( $c : Change(); $n : count($c) )\nthen",
                        5,
                        "from, accumulate and collect"),
                mistake("then", "    Breach( above == 1.0 )\nthen", 5, "exactly one threshold"),
                mistake("then", "    Breach( signal == \"x\" )\nthen", 5, "exactly one threshold"),
                mistake(
                        "then",
                        "    Breach( signal == \"x\", above == 1, below == 0 )\nthen",
                        5,
                        "exactly one threshold"),
                mistake("then", "    Breach( signal == \"x\", above > 1 )\nthen", 5, "exactly one threshold"),
                mistake("then", "    Breach( signal == $slow.signal, above == 1 )\nthen", 5, "names its signal"),
                mistake(
                        "then",
                        "    Breach( role == \"QUEUE\", signal == \"x\", above == 1 )\nthen",
                        5,
                        "names its signal"),
                mistake("then", "    Breach( role == \"QUEU\", above == 1 )\nthen", 5, "'QUEU' is no role"),
                mistake("rising()", "role in (\"QUEUE\", \"LATENCY\")", 4, "'LATENCY' is no role"),
                mistake("rising()", "confidenc > 0.5", 4, "confidenc"),
                // right-hand sides
                mistake("insert( propose", "System.exit(1);\n    insert( propose", 6, "'System.exit(1);'"),
                mistake("insert( propose", "update($slow);\n    insert( propose", 6, "'update($slow);'"),
                mistake("insert( propose", "while (true) {}\n    insert( propose", 6, "'while (true) {'"),
                mistake("insert( propose", "insertLogical( propose", 6, "may only insert"),
                mistake(".because($slow)", "", 6, "gives no reason"),
                mistake("propose(\"pool.recycle\")", "propose($slow.signal())", 6, "begins with"),
                mistake("propose(", "veto(", 6, "begins with"),
                mistake("on($slow.entity())", "on(drools.getWorkingMemory())", 6, "uses 'drools'"),
                mistake("on($slow.entity())", "on($slow.getClass())", 6, "'getClass()' is not allowed"),
                mistake("on($slow.entity())", "on(exit())", 6, "calls 'exit'"),
                mistake("on($slow.entity())", "on(new Object())", 6, "'new Object()' is not allowed"),
                mistake("on($slow.entity())", "on($slo.entity())", 6, "$slo"),
                mistake("$slow.entity()", "$slow.signal()", 6, "String"));
    }

    @ParameterizedTest(name = "{3}: {1}")
    @MethodSource
    void mistakes(String good, String bad, int line, String message) {
        // Given
        String drl = GOOD.replace(good, bad);
        assertThat(drl).isNotEqualTo(GOOD);

        // When
        List<RuleProblem> problems = RuleCheck.checkText("mine.drl", drl);

        // Then
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("mine.drl");
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    @Test
    void aGoodFileHasNoProblem() {
        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", GOOD)).isEmpty();
    }

    @Test
    void importsOfFactsAndWordsAreAllowedAndNotNeeded() {
        // Given
        String imports = "package rules.healing;\nimport nightshift.fact.*;\nimport nightshift.fact.Anomaly;\n"
                + "import static nightshift.decide.language.Vocabulary.*;\n";

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", imports + GOOD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import nightshift.fact.Anomaly;\n",
                "import nightshift.fact.*;\nimport nightshift.fact.Anomaly; import nightshift.fact.Anomaly;\n",
                "import nightshift.fact.telemetry.Replica;\nimport static nightshift.decide.language.Vocabulary.minutes;\n",
                "package rules.healing;\nimport nightshift.fact.*;\nimport static nightshift.decide.language.Vocabulary.*;\n"
            })
    void aMistakeKeepsItsLineWhateverTheFileImports(String imports) {
        // Given
        String drl = imports + GOOD.replace("$slow.entity()", "$slow.signal()");
        int above = Math.toIntExact(imports.lines().count());

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", drl))
                .extracting(RuleProblem::line)
                .containsExactly(above + 6);
    }

    @Test
    void anIdOrANameIsTakenOnlyOnce() {
        // When
        List<RuleProblem> problems = RuleCheck.checkText("mine.drl", GOOD + GOOD);

        // Then
        assertThat(problems)
                .extracting(RuleProblem::message)
                .anySatisfy(message -> assertThat(message).contains("@id \"recycle\" is taken by mine.drl:1"));
        assertThat(problems)
                .extracting(RuleProblem::message)
                .anySatisfy(message -> assertThat(message).contains("the name \"Recycle\" is taken by mine.drl:1"));
        assertThat(problems).extracting(RuleProblem::line).containsOnly(8);
    }

    @Test
    void aPolicyHasNoMode() {
        // Given
        String policy = """
                rule "No" @id("no") @mode("shadow")
                when
                    $p : Proposal( confidence < 0.5 )
                then
                    insert( veto($p).because("no") );
                end
                """;

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", policy))
                .extracting(RuleProblem::text)
                .singleElement()
                .asString()
                .startsWith("mine.drl:1: rule \"No\": a policy has no @mode");
        assertThat(RuleCheck.checkText("mine.drl", policy.replace(" @mode(\"shadow\")", "")))
                .isEmpty();
    }

    @Test
    void aPolicyRulesOnNothingButTheProposalThatItMatched() {
        // Given
        String policy = """
                rule "No" @id("no")
                when
                    $p : Proposal( confidence < 0.5 )
                then
                    insert( veto($p.with("by", 2)).because("no") );
                end
                """;

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", policy))
                .extracting(RuleProblem::text)
                .singleElement()
                .asString()
                .startsWith("mine.drl:5: rule \"No\": inserts something that begins with 'veto($p.with");
    }

    private static Arguments mistake(String good, String bad, int line, String message) {
        return Arguments.of(good, bad, line, message);
    }
}
