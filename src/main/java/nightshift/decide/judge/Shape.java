package nightshift.decide.judge;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightshift.decide.rulefile.Objection;

/// One kind of method of a family: how it is called, and what it may do. All but the code of rules themselves equals
/// what the engine makes: as a whole, or line by line where its length follows the rules.
final class Shape {
    static final String LAMBDA_FIELDS = "INSTANCE|EXPRESSION_HASH|ENUM\\$VALUES|regexp_[0-9A-F]{32}";

    private static final String MODEL = "org/drools/model/";
    private static final String DSL = "org/drools/modelcompiler/dsl/pattern/D\\.";
    private static final String STRAIGHT = "load \\d+|store \\d+|text|number|dup|pop|aastore|[ai]?return";

    static final Shape CONSTRUCTOR =
            whole("<init>:()V", "load 0", "invokespecial java/lang/Object.<init>:()V", "return");

    private static final String CONSTANTS = String.join(
            "\n",
            "new SELF",
            "dup",
            "text",
            "number",
            "invokespecial SELF.<init>:(Ljava/lang/String;I)V",
            "putstatic SELF.INSTANCE",
            "number",
            "anewarray SELF",
            "dup",
            "number",
            "getstatic SELF.INSTANCE",
            "aastore",
            "putstatic SELF.ENUM$VALUES",
            "");

    /// The one constant, and the regular expressions that are written in the condition.
    private static final Shape ENUM_BEGIN = new Shape(
            "<clinit>:\\(\\)V",
            false,
            exactly(
                    Pattern.quote(CONSTANTS) + "(text\ninvokestatic java/util/regex/Pattern\\.compile:"
                            + "\\(Ljava/lang/String;\\)Ljava/util/regex/Pattern;\nputstatic SELF\\.regexp_[0-9A-F]{32}\n)*return\n"));

    private static final Shape ENUM_CONSTRUCTOR = whole(
            "<init>:(Ljava/lang/String;I)V",
            "load 0",
            "load 1",
            "load 2",
            "invokespecial java/lang/Enum.<init>:(Ljava/lang/String;I)V",
            "return");

    private static final Shape ENUM_VALUES = whole(
            "values:()[LSELF;",
            "getstatic SELF.ENUM$VALUES",
            "dup",
            "store 0",
            "number",
            "load 0",
            "arraylength",
            "dup",
            "store 1",
            "anewarray SELF",
            "dup",
            "store 2",
            "number",
            "load 1",
            "invokestatic java/lang/System.arraycopy:(Ljava/lang/Object;ILjava/lang/Object;II)V",
            "load 2",
            "areturn");

    private static final Shape ENUM_VALUE = whole(
            "valueOf:(Ljava/lang/String;)LSELF;",
            "class SELF",
            "load 0",
            "invokestatic java/lang/Enum.valueOf:(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;",
            "checkcast SELF",
            "areturn");

    private static final Shape HASH = whole("getExpressionHash:()Ljava/lang/String;", "text", "areturn");

    static final Shape PREDICATE_INFORMATION = lines(
            "predicateInformation:\\(\\)L" + MODEL + "functions/PredicateInformation;",
            STRAIGHT + "|(new|invoke(special|virtual)) " + MODEL + "functions/PredicateInformation(\\.\\S*)?"
                    + "|anewarray java/lang/String");

    /// How a rule is put together of its conditions, by the names of the classes that hold them.
    static final Shape RULE = lines(
            "rule_\\S+:\\(\\)L" + MODEL + "Rule;",
            STRAIGHT + "|constant null|class (nightshift/(fact|decide)/[\\w/$]+|java/(lang|time|util)/\\w+)"
                    + "|getstatic rules/\\w+/(P[0-9A-F]{2}/Lambda\\w+\\.INSTANCE|DomainClassesMetadata\\w+\\.\\w+_INSTANCE)"
                    + "|getstatic (java/lang/(Double|Integer|Long|Boolean|Float|Short|Byte|Character)\\.(TYPE|TRUE|FALSE)"
                    + "|" + MODEL + "Index\\$ConstraintType\\.[A-Z_]+)"
                    + "|invokestatic java/lang/(Double|Integer|Long|Boolean|Float|Short|Byte|Character)\\.valueOf:\\([A-Z]\\)\\S+"
                    + "|invokestatic " + DSL
                    + "(rule|declarationOf|pattern|alphaIndexedBy|betaIndexedBy|not|exists|and|or|on|reactOn):\\S+"
                    + "|invokeinterface " + MODEL + "(DomainClassMetadata\\.getPropertyIndex|PatternDSL\\$PatternDef"
                    + "\\.(expr|bind|and|or|endAnd|endOr|watch)):(?!\\S*(Temporal|BetaIndex\\S*ReactOn))\\S+"
                    + "|invokevirtual " + MODEL + "(impl/RuleBuilder\\.(metadata|build)|consequences/ConsequenceBuilder"
                    + "\\$_\\d+\\.execute):\\S+"
                    + "|anewarray (" + MODEL + "(RuleItemBuilder|view/ViewItemBuilder|Variable|functions/\\w+)"
                    + "|java/lang/(String|Object))");

    static final Shape RULES_BEGIN = lines(
            "<(cl)?init>:\\(\\)V",
            STRAIGHT + "|new java/time/format/DateTimeFormatterBuilder"
                    + "|invoke(special|virtual) java/time/format/DateTimeFormatterBuilder\\.\\S+"
                    + "|invokestatic org/drools/util/DateUtils\\.getDateFormatMask:\\S+"
                    + "|getstatic java/util/Locale\\.ENGLISH|putstatic SELF\\.DATE_TIME_FORMATTER"
                    + "|invokespecial java/lang/Object\\.<init>:\\(\\)V|invokestatic java/util/Collections\\.emptyList:\\S+"
                    + "|putfield SELF\\.(globals|typeMetaDatas|rules)|invokevirtual SELF\\.getRulesList:\\S+");

    static final Shape RULES_PARTS = lines(
            "get(Name|Globals|TypeMetaDatas|Rules|RulesList\\w*|Queries|EntryPoints):\\(\\)\\S+",
            STRAIGHT + "|getfield SELF\\.(globals|typeMetaDatas|rules)|anewarray " + MODEL + "Rule"
                    + "|invokestatic rules/\\w+/Rules[0-9A-F]{32}RuleMethods\\d+\\.rule_\\S+:\\(\\)L" + MODEL + "Rule;"
                    + "|invokestatic java/util/(Arrays\\.asList|Collections\\.emptyList):\\S+");

    static final Shape METADATA_BEGIN = lines(
            "<clinit>:\\(\\)V",
            STRAIGHT
                    + "|(new|invokespecial) rules/\\w+/DomainClassesMetadata[0-9A-F]{32}\\$\\w+_Metadata(\\.<init>:\\(\\)V)?|putstatic SELF\\.\\w+_INSTANCE");

    static final Shape METADATA_PARTS = lines(
            "get(DomainClass|PropertiesSize|PropertyIndex):\\S+",
            STRAIGHT + "|class (nightshift/(fact|decide)/[\\w/$]+|java/(lang|time|util)/\\w+)|lookupswitch|goto|ifne"
                    + "|invokevirtual java/lang/String\\.(hashCode|equals):\\S+"
                    + "|new java/lang/RuntimeException|invokespecial java/lang/RuntimeException\\.<init>:\\S+|athrow"
                    + "|invokedynamic java/lang/invoke/StringConcatFactory\\.makeConcatWithConstants");

    static final Shape PROJECT_PARTS = lines(
            "get(Version|Models|ModelsForKieBase|ReleaseId|KieModuleModel):\\S+",
            STRAIGHT + "|anewarray " + MODEL + "Model|lookupswitch|goto|ifne|athrow"
                    + "|(new|invokespecial) rules/(healing|policy)/Rules[0-9A-F]{32}(\\.<init>:\\(\\)V)?"
                    + "|invokestatic java/util/Arrays\\.asList:\\S+|invokevirtual SELF\\.getModels:\\S+"
                    + "|invokevirtual java/lang/String\\.(hashCode|equals):\\S+"
                    + "|(new|invokespecial) java/lang/IllegalArgumentException(\\.\\S+)?"
                    + "|(new|invokespecial) org/kie/util/maven/support/ReleaseIdImpl(\\.\\S+)?"
                    + "|invokestatic org/kie/api/(KieServices\\.get|runtime/conf/ClockTypeOption\\.get):\\S+"
                    + "|invokeinterface org/kie/api/(KieServices|builder/model/Kie\\w+Model)\\.(new|set)\\w+:\\S+"
                    + "|getstatic org/kie/api/(conf/\\w+Option|builder/model/KieSessionModel\\$KieSessionType)\\.[A-Z]+"
                    + "|invokedynamic java/lang/invoke/StringConcatFactory\\.makeConcatWithConstants");

    private final Pattern called;
    private final boolean bridge;
    private final BiFunction<MethodModel, String, Optional<Objection>> check;

    private Shape(String called, boolean bridge, BiFunction<MethodModel, String, Optional<Objection>> check) {
        this.called = Pattern.compile(called);
        this.bridge = bridge;
        this.check = check;
    }

    /// The methods of a class that holds one condition, key or consequence.
    ///
    /// @param method what the engine calls
    static Stream<Shape> lambda(String method) {
        return Stream.of(
                ENUM_BEGIN,
                ENUM_CONSTRUCTOR,
                ENUM_VALUES,
                ENUM_VALUE,
                HASH,
                new Shape(method + ":\\S+", false, RuleCode::check),
                new Shape(
                        method + ":\\S+",
                        true,
                        exactly("load 0(\nload \\d+(\ncheckcast (nightshift|java/lang|org/drools/model)/[\\w/$]+)?)+"
                                + "\ninvokevirtual SELF\\." + method + ":\\S+\n[ai]?return\n")));
    }

    boolean fits(MethodModel method, String self) {
        String name = method.methodName().stringValue() + ":"
                + method.methodType().stringValue().replace(self, "SELF");
        return method.flags().has(AccessFlag.BRIDGE) == bridge
                && called.matcher(name).matches();
    }

    Optional<Objection> check(MethodModel method, String self) {
        return check.apply(method, self);
    }

    /// @param called its name and descriptor
    /// @param lines all of it
    private static Shape whole(String called, String... lines) {
        String text = String.join("\n", lines) + "\n";
        return new Shape(
                Pattern.quote(called),
                false,
                (method, self) -> same(Instructions.of(method, self).equals(text), method));
    }

    private static Shape lines(String called, String each) {
        Pattern line = Pattern.compile(each);
        return new Shape(called, false, (method, self) -> {
            for (CodeElement element : Instructions.elements(method)) {
                String found = Instructions.line(element, self);
                if (!Instructions.MOVES.contains(found) && !line.matcher(found).matches()) {
                    return Optional.of(RuleCode.objection(found));
                }
            }
            return Optional.empty();
        });
    }

    private static BiFunction<MethodModel, String, Optional<Objection>> exactly(String text) {
        Pattern whole = Pattern.compile(text);
        return (method, self) ->
                same(whole.matcher(Instructions.of(method, self)).matches(), method);
    }

    private static Optional<Objection> same(boolean equal, MethodModel method) {
        return equal
                ? Optional.empty()
                : Optional.of(Family.unknown("a method " + method.methodName().stringValue()));
    }
}
