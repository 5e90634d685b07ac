package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of the mistakes that people make: in the rule's own line and words, never in those of generated code.
class RuleMistakesTest {
    private static final String GOOD = """
            rule "Mine"
                @id("mine") @mode("shadow")
            when
                $slow : Anomaly( rising() )
                Breach( entity == $slow.entity, role == "QUEUE", above == 1, heldFor >= minutes(5) )
            then
                insert( propose("x").on($slow.entity()).because($slow) );
            end
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "minutes(5) | \"5m\" | 5 | heldFor is a duration, and \"5m\" is none | minutes(5)",
                "minutes(5) | 5 | 5 | heldFor is a duration | minutes(5)",
                "rising() | entity.kind == \"SERVICE\" | 4 | entity.kind is one of | entity.kind.name == \"SERVICE\"",
                "rising() | entity.kind() == \"SERVICE\" | 4 | entity.kind() is one of | .name == \"SERVICE\"",
                "rising() | (direction != \"UP\" && rows > 1) | 4 | direction is one of UP | direction.name == \"UP\"",
                "rising() | since > 5 | 4 | since is a time, and 5 is none | ago(minutes(5))",
                "rising() | rows == \"x\" | 4 | rows is a number, and \"x\" is none | without quotes",
                "rising() | confidance > 0.9 | 4 | reads 'confidance', which no fact has | is 'confidence' meant?",
                "rising() | entity.nmae == \"x\" | 4 | reads 'nmae', which no fact has | is 'name' meant?",
                "rising() | qwertyuiop == 1 | 4 | reads 'qwertyuiop' | rules only read facts",
                "\"QUEUE\" | \"QUEUE | 5 | a text begins here and does not end | in the same line",
                "\"mine\" | \"mine | 2 | a text begins here and does not end | in the same line",
                "because($slow) ); | because($slow) ) | 7 | a semicolon is missing | write: insert(",
                "rule \"Mine\" | \uFEFFrule \"Mine\" | 1 | a byte order mark | UTF-8 without one"
            })
    void aMistakeIsToldWhereItIsAndHowToMendIt(String good, String bad, int line, String message, String hint) {
        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", GOOD.replace(good, bad)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(line);
                    assertThat(problem.message()).contains(message).doesNotContain("Lambda", "alphaIndexedBy");
                    assertThat(problem.hint()).contains(hint);
                });
    }

    @Test
    void aNumberInQuotesAndATestForNullAreNone() {
        // When, Then
        assertThat(RuleCheck.checkText(
                        "mine.drl",
                        GOOD.replace(
                                "rising()", "confidence > \"0.9\", since != null, entity.kind.name == \"SERVICE\"")))
                .extracting(RuleProblem::message)
                .isEmpty();
    }
}
