package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a pattern after the first must have: an equality key to an earlier one, or a type of which
/// there are few.
class JoinsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anomaly( entity == $a.entity, value > $a.value )",
                "Anomaly( $a.entity == entity )",
                "Anomaly( service() == $a.service() && value > $a.value )",
                "Anomaly( (entity.service() == $a.service()) )",
                "Anomaly( rows == $a.rows - 1 )",
                "Anomaly( tellsHowServes($a.service()) )",
                "Workload( runs($a.service()) )",
                "Incident( open() ) Regression( confidence > 0.9 )",
                "$i : Incident( shows($a) ) Cause( incident == $i.id )",
                "$t : Turn() Anomaly( entity == $a.entity, since <= $t.ago(minutes(5)) )",
                "not Anomaly( role == \"QUEUE\" )",
                "exists( Anomaly( role == \"QUEUE\" ) )",
                "not Incident( openedAt < $a.since )",
                "( not Anomaly( entity == $a.entity ) or exists Anomaly( entity == $a.entity, value > 1 ) )",
                "( Anomaly( entity == $a.entity ) or Cause( entity == $a.entity ) )"
            })
    void anEqualityKeyOrATypeOfFewIsEnough(String conditions) {
        assertThat(problems(conditions)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not joined, or compared alone
                "Anomaly()",
                "Anomaly( value > $a.value )",
                "Anomaly( entity != $a.entity )",
                "Incident() Incident()",
                // an equality that needs not hold
                "Anomaly( entity == $a.entity || rows > 1 )",
                "Anomaly( !(entity == $a.entity) )",
                "Anomaly( (entity == $a.entity) == rising() )",
                // or one that says nothing
                "Anomaly( $a.rows == $a.rows )",
                "Anomaly( rows - rows == $a.rows - $a.rows )",
                "Anomaly( rows == rows + $a.rows - $a.rows )",
                "Anomaly( rows == (rows > 0 ? rows : $a.rows) )",
                "Anomaly( $r : rows, rows == $r )",
                "Anomaly( \"x\" == $a.signal )",
                // the turn is none of many
                "$t : Turn() Anomaly( rows == $t.hour )",
                "Turn( $h : hour() ) Anomaly( rows == $h )",
                // behind not, exists and or
                "not Anomaly( value > $a.value )",
                "exists( Anomaly( value > $a.value ) )",
                "( Anomaly( entity == $a.entity ) or Cause() )",
                "( Anomaly() or Cause( entity == $a.entity ) )",
                // what asks is not the fact's own question
                "Anomaly( tellsHowServes(service()) )",
                "Anomaly( $a.tellsHowServes(service()) )",
                "Anomaly( explains($a) )"
            })
    void whatMatchesOrIsComparedInEveryCombinationIsRefusedWithItsLine(String conditions) {
        assertThat(problems(conditions)).isNotEmpty().first().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.message()).containsAnyOf("in every combination", "is compared with every one");
            assertThat(problem.hint()).contains("entity == $a.entity");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not( Anomaly( entity == $a.entity ) and Cause( entity == $a.entity ) )",
                "not( Anomaly( entity == $a.entity ) and not Cause( entity == $a.entity ) )",
                "exists( Anomaly( entity == $a.entity ) and Cause( entity == $a.entity ) )",
                "exists( Anomaly( entity == $a.entity ) or Cause( entity == $a.entity ) )",
                "exists( not( Anomaly( entity == $a.entity ) ) )",
                "not( not( not( Anomaly( entity == $a.entity ) ) ) )",
                "not( ( Anomaly( entity == $a.entity ) and Turn() ) )"
            })
    void aGroupBehindNotOrExistsOfWhichTheEngineLosesMatchesIsRefused(String conditions) {
        assertThat(problems(conditions)).isNotEmpty().first().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.message()).contains("a group behind not or exists");
            assertThat(problem.hint()).contains("( not A() or not B() )");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval( $a.rows > 1 )",
                "forall( $b : Anomaly() Anomaly( this == $b ) )",
                "accumulate( Anomaly( $v : value ); $sum : sum( $v ) )",
                "$b : Anomaly() from $a.all",
                "not( $b : Anomaly() from $a.all )",
                "$b : List() from collect( Anomaly() )"
            })
    void whatMatchesInOtherWaysIsRefusedAltogether(String conditions) {
        assertThat(problems(conditions))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).containsAnyOf("not allowed", "is not a fact"));
    }

    private static List<RuleProblem> problems(String conditions) {
        return RuleCheck.checkText("healing/a.drl", """
                rule "Recycle" @id("recycle")
                when
                    $first : Turn()
                    $a : Anomaly( rising() )
                    %s
                then
                    insert( propose("pool.recycle").on($a.entity()).because($a) );
                end
                """.formatted(conditions));
    }
}
