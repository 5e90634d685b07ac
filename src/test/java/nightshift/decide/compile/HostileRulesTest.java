package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.decide.language.AllowedNames;
import nightshift.decide.language.Ruling;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rule files that would run something of their own. Each is refused on its text, with its line, before any of it is
/// compiled: every one of them sets a property when it gets that far.
class HostileRulesTest {
    private static final String REACHED = "nightshift.test.reached";

    private static final String GOOD = """
            // a comment
            rule "Recycle"
                @id("recycle") @mode("auto") @owner("payments")
            when
                $slow : Anomaly( signal == "db.client.operation.duration", rising() )
            then
                insert( propose("pool.recycle").on($slow.entity()).with("r", "text").because($slow) );
            end
            """;

    static Stream<Arguments> files() {
        String set = "java.lang.System.setProperty(\"" + REACHED + "\", \"1\")";
        String escaped = set.replace("\"", "\\u0022");
        return Stream.of(
                // a backslash with a u, wherever it stands
                file("// a comment", "// a comment \\u000a " + set, 1, "backslash followed by u"),
                file("\"text\"", "\"\\u0022 + " + escaped + " + \\u0022\"", 7, "backslash followed by u"),
                file("\"text\"", "\"\\uuu0022 + " + escaped + " + \\u0022\"", 7, "backslash followed by u"),
                file(
                        "    insert",
                        "    /* \\u002a\\u002f " + set + "; /* */\n    insert",
                        7,
                        "backslash followed by u"),
                file("rising()", "\\u0073ignal != null", 5, "backslash followed by u"),
                file("\"Recycle\"", "\"Recycle \\u0022 + " + escaped + " + \\u0022\"", 2, "backslash followed by u"),
                file("\"payments\"", "\"\\u0022\"", 3, "backslash followed by u"),
                file("// a comment", "// a comment\r" + set, 1, "control character"),
                // names and annotations
                file("\"Recycle\"", "\"Recycle \\\" + " + set.replace("\"", "\\\"") + " + \\\"\"", 2, "its name"),
                file("\"Recycle\"", "\"Recycle */ " + "{\"", 2, "its name"),
                file("\"Recycle\"", "\"Recycle // all\"", 2, "its name"),
                file("\"Recycle\"", "'Recycle \" + x + \"'", 2, "its name"),
                file("\"payments\"", "\"pay\\\" + 1 + \\\"\"", 2, "@owner holds other characters"),
                file("\"payments\"", "\"pay */ }\"", 2, "@owner holds other characters"),
                file("\"payments\"", "value = \"a\", other = \"b\"", 2, "@owner holds other characters"),
                file("rising() )", "rising() ) @watch( entity )", 5, "annotation inside of the conditions"),
                // ways to a class
                file("rising()", "entity.kind().getDeclaringClass() != null", 5, "getDeclaringClass"),
                file("rising()", "entity.kind.declaringClass != null", 5, "reads 'declaringClass'"),
                file("rising()", "direction.declaringClass.classLoader != null", 5, "'declaringClass'"),
                file("rising()", "class != null", 5, ""),
                file("rising()", "entity.class != null", 5, ""),
                file("rising()", "this.class != null", 5, ""),
                file("rising()", "direction.describeConstable().get() != null", 5, "describeConstable"),
                file("rising()", "signal.describeConstable != null", 5, "describeConstable"),
                file("\"text\"", "\"\" + $slow.direction().getDeclaringClass()", 7, "getDeclaringClass"),
                file("\"text\"", "\"\" + $slow.direction.declaringClass", 7, "'declaringClass'"),
                file("\"text\"", "$slow.signal().transform($slow)", 7, "transform"),
                file("\"text\"", "Class.forName(\"x\").toString()", 7, "uses 'Class'"),
                file("\"text\"", "$slow.entity().<Runtime>name()", 7, "not allowed"),
                file("\"text\"", "(\"\" + Runtime.getRuntime())", 7, "uses 'Runtime'"),
                file("rising()", "forName(\"java.lang.Runtime\") != null", 5, "forName"),
                file("rising()", "getClassLoader() != null", 5, "getClassLoader"),
                file("rising()", "signal.invoke(null) != null", 5, "invoke"),
                file("rising()", "ProcessHandle.current() != null", 5, "names the class 'ProcessHandle'"),
                file("rising()", "Thread.sleep(1) == null", 5, "names the class 'Thread'"),
                // ways to all memory
                file("rising()", "signal.repeat(70000000).length() > 3", 5, "repeat"),
                file("\"text\"", "$slow.signal().repeat(70000000)", 7, "repeat"),
                file("rising()", "signal.replace(\"\", \"x\") != null", 5, "replace"),
                // texts
                file("rising()", "signal == 'x\" + " + set.replace("\"", "'") + " + \"y'", 5, ""),
                file("rising()", "signal == \"x\\042 + 1 + \\042\"", 5, "escape"),
                file("\"text\"", "\"\"\"\n x\"\"\"", 7, ""),
                // paths
                file("rising()", "$n : /entity/name", 5, "can't read '$n : /entity/name'"),
                file("then", "    $b : /anomalies[ rising() ]\nthen", 6, "path"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void files(String good, String bad, int line, String message) {
        // Given
        System.clearProperty(REACHED);
        String drl =
                GOOD.replaceFirst(java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad));
        assertThat(drl).isNotEqualTo(GOOD);

        // When
        List<RuleProblem> problems = RuleCheck.checkText("mine.drl", drl);

        // Then
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("mine.drl");
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).isNotEmpty();
            assertThat(problem.line()).isEqualTo(line);
        });
        assertThat(System.getProperty(REACHED)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b.drl", "a\\b.drl", "a{b.drl", "a*b.drl", "a//b.drl"})
    void aFileIsCalledByPlainCharacters(String path) {
        // When, Then
        assertThat(RuleCheck.checkText(path, GOOD))
                .extracting(RuleProblem::message)
                .anySatisfy(message -> assertThat(message).contains("its name"));
    }

    @Test
    void aFileNestedTooDeepIsRefusedAndNoStackTrace() {
        // Given
        String drl = GOOD.replace("rising()", "(".repeat(20_000) + "true" + ")".repeat(20_000));

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", drl))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("mine.drl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rising() | signal matches \"db\\\\.[a-z.]*\"",
                "rising() | signal.startsWith(\"db.\") && !signal.isEmpty()",
                "rising() | entity.kind().name() == \"SERVICE\" || entity.kind.name == \"NODE\"",
                "rising() | since.isBefore(since.plus(minutes(5)))",
                "rising() | $name : entity.name, $name != \"\"",
                "\"Recycle\" | \"Zürich: what can't wait (90 %), CPU/memory?\"",
                "\"payments\" | \"#on-call, team@example.org\"",
                "\"text\" | \"it's \\\"full\\\"\"",
                "\"text\" | \"at \" + $slow.entity().label().toLowerCase()"
            })
    void whatOnlyReadsFactsIsAllowed(String good, String other) {
        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", GOOD.replace(good, other))).isEmpty();
    }

    /// The list as a whole: from a fact no chain of allowed calls comes to anything that could do something.
    @Test
    void noChainOfAllowedCallsLeadsOutOfValues() {
        // Given
        Deque<Class<?>> open = new ArrayDeque<>(List.of(Fact.class.getPermittedSubclasses()));
        open.addAll(List.of(Proposal.class, Proposal.Untargeted.class, Ruling.class, String.class));
        Set<Class<?>> reached = new HashSet<>(open);

        // When
        while (!open.isEmpty()) {
            for (Method method : open.pop().getMethods()) {
                boolean callable = AllowedNames.method(method.getName()) && !Modifier.isStatic(method.getModifiers());
                if (callable && reached.add(method.getReturnType())) {
                    open.add(method.getReturnType());
                }
            }
        }

        // Then
        assertThat(reached)
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(type.getName())
                        .matches("(nightshift\\.(fact|decide)\\..*|boolean|int|long|double|void"
                                + "|java\\.lang\\.(String|Object|Comparable|Enum)|java\\.time\\..*"
                                + "|java\\.util\\.(List|Map|Set|SortedSet|Optional|Collection))"));
        assertThat(AllowedNames.property("declaringClass")).isFalse();
        assertThat(AllowedNames.property("class")).isFalse();
    }

    private static Arguments file(String good, String bad, int line, String message) {
        return Arguments.of(good, bad, line, message);
    }
}
