package nightshift.decide.compile;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.MTD_void;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nightshift.app.bench.HostileRules;
import nightshift.decide.judge.ClassJudge;
import nightshift.decide.judge.CountedClasses;
import nightshift.decide.judge.Refusal;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Turn;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge alone, as if the check on the syntax tree were not there: what the compiler makes of hostile rules is
/// refused, whatever it was made of.
class JudgedClassesTest {
    /// What the syntax check refuses, and what of it comes to nothing, or ends by being counted.
    private static final Set<String> HARMLESS = Set.of(
            "a-pile-of-alternatives",
            "code-in-an-owner",
            "comment-end-in-a-name",
            "dialect",
            "eval-inside-of-a-pattern",
            "expression-that-looks-ahead",
            "expression-that-repeats-repetitions",
            "expression-with-a-back-reference",
            "four-patterns-in-every-combination",
            "import",
            "named-consequence",
            "static-import",
            "two-incidents-in-every-combination");

    static Stream<Path> files() throws IOException {
        return Files.list(Path.of("src/test/resources/nightshift/decide/hostile"))
                // what is never parsed, for that would not come to an end
                .filter(file -> !file.getFileName().toString().startsWith("brackets-"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatWasMadeOfAHostileFileIsRefused(Path file) throws IOException {
        // Given
        String name = file.getFileName().toString().replace(".drl", "");

        // When
        Collection<byte[]> classes = compiled(Files.readString(file));

        // Then
        assertThat(classes.isEmpty() || !ClassJudge.judge(classes).isEmpty()).isNotEqualTo(HARMLESS.contains(name));
    }

    /// Of the made rules those that try to run something of their own; how often patterns match, and how deep brackets
    /// stand in each other, is the syntax check's to bound.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8})
    void whatIsMadeOfMadeRulesRunsNothingOfTheirOwnWithoutTheSyntaxCheckEither(int way) {
        for (int number = way; number < 100; number += 10) {
            // Given
            String rule = HostileRules.make(7, number);
            System.clearProperty(HostileRules.REACHED);

            // When
            Map<String, byte[]> classes = built(rule);
            boolean refused =
                    classes.isEmpty() || !ClassJudge.judge(classes.values()).isEmpty();

            // Then
            assertThat(refused || evaluated(rule)).as(rule).isTrue();
            assertThat(System.getProperty(HostileRules.REACHED)).as(rule).isNull();
        }
    }

    /// Loads what the judge has passed, and lets it decide.
    private static boolean evaluated(String drl) {
        RuleFiles files = files(drl);
        DroolsBuild build = DroolsBuild.of(files);
        CountedClasses.Counted counted = CountedClasses.of(build.classes(), CountedJoin.class);
        build.replace(counted.classes());
        RuleSet rules = build.finish(files, List.of(), counted.counters());
        Turn noon = new Turn(Instant.parse("2026-11-27T12:00:00Z"));
        Evaluation.of(rules, List.of(noon), noon.now(), EvaluationLimits.usual());
        rules.dispose();
        return true;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rising(), entity.kind().compareTo(entity.kind()) == 0 | 4 | EntityKind.compareTo",
                "rising(), direction.equals(direction) | 4 | Direction.equals"
            })
    void whatOnlyTheJudgeSeesIsToldWithFileRuleLineAndMember(String constraint, int line, String member) {
        // Given
        String drl = RuleFolder.RECYCLE.replace("rising()", constraint);

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", drl)).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("mine.drl");
            assertThat(problem.rule()).isEqualTo("Recycle the pool");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(member);
            assertThat(problem.hint()).isNotEmpty();
        });
    }

    @Test
    void aConsequenceIsToldAtItsThen() {
        // Given
        String drl = RuleFolder.RECYCLE.replace(
                ".because($slow)",
                ".with(\"r\", $slow.entity().kind().compareTo($slow.entity().kind())).because($slow)");

        // When, Then
        assertThat(RuleCheck.checkText("mine.drl", drl))
                .extracting(RuleProblem::line)
                .containsExactly(5);
    }

    static Stream<Arguments> changes() {
        Consumer<ClassBuilder> starts = type -> type.withMethodBody(
                "<clinit>",
                MTD_void,
                ACC_STATIC,
                code -> code.loadConstant("x")
                        .invokestatic(
                                ClassDesc.of("java.lang.System"),
                                "clearProperty",
                                MethodTypeDesc.of(CD_String, CD_String))
                        .pop()
                        .return_());
        Consumer<ClassBuilder> method =
                type -> type.withMethodBody("more", MTD_void, ACC_PUBLIC, code -> code.return_());
        Consumer<ClassBuilder> field = type -> type.withField("kept", CD_String, ACC_STATIC);
        Consumer<ClassBuilder> parent = type -> type.withInterfaceSymbols(ClassDesc.of("java.lang.Runnable"));
        return Stream.of(
                Arguments.of("LambdaPredicate", method),
                Arguments.of("LambdaExtractor", field),
                Arguments.of("LambdaConsequence", parent),
                Arguments.of("RuleMethods", starts),
                Arguments.of("Metadata", method),
                Arguments.of("ProjectModel", field));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aClassThatHasMoreThanItsFamilyIsRefused(String family, Consumer<ClassBuilder> change) {
        // Given
        Collection<byte[]> classes = compiled(RuleFolder.RECYCLE);
        assertThat(ClassJudge.judge(classes)).isEmpty();
        List<byte[]> changed = new ArrayList<>();

        // When
        for (byte[] bytes : classes) {
            ClassModel type = ClassFile.of().parse(bytes);
            boolean meant = type.thisClass().asInternalName().contains(family);
            changed.add(meant ? ClassFile.of().transformClass(type, ClassTransform.endHandler(change)) : bytes);
        }

        // Then
        assertThat(ClassJudge.judge(changed)).isNotEmpty();
    }

    @Test
    void aClassOfNoFamilyAndWhatIsNoClassAreRefused() throws IOException {
        // Given
        byte[] own;
        try (InputStream file = JudgedClassesTest.class.getResourceAsStream("JudgedClassesTest.class")) {
            own = file.readAllBytes();
        }

        // When
        List<Refusal> refusals = ClassJudge.judge(List.of(own, new byte[] {1, 2, 3}));

        // Then
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.objection().message()).contains("not known to be made"));
    }

    private static Collection<byte[]> compiled(String drl) {
        return built(drl).values();
    }

    /// Empty when it does not compile.
    private static Map<String, byte[]> built(String drl) {
        try {
            DroolsBuild build = DroolsBuild.of(files(drl));
            Map<String, byte[]> classes = build.errors().isEmpty() ? build.classes() : Map.of();
            build.discard();
            return classes;
        } catch (RuntimeException refused) {
            return Map.of();
        }
    }

    private static RuleFiles files(String drl) {
        return RuleFiles.of(RuleKind.HEALING, List.of(new RuleFile("healing/mine.drl", drl)));
    }
}
