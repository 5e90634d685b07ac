package nightshift.decide.judge;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nightshift.decide.language.AllowedMembers;
import nightshift.decide.rulefile.Objection;
import org.jspecify.annotations.Nullable;

/// The code that an author wrote: the bodies of `test`, `apply` and `execute`. It reads values, compares them, joins
/// texts, and calls what is listed; it goes forward only, makes nothing but the short arrays in which arguments are
/// handed over, and keeps nothing. So it ends, after as many steps as it has instructions.
final class RuleCode {
    private static final String ENGINE = "org/drools/model/";

    /// Arguments that are handed over in an array.
    private static final int MOST_ARGUMENTS = 64;

    private static final Pattern PLAIN = Pattern.compile("load \\d+|store \\d+|text|number|constant null"
            + "|dup\\w*|swap|pop2?|nop|[ailfd]return|return|aastore"
            + "|[ilfd](add|sub|mul|div|rem|neg)|[il](and|or|xor|shl|shr|ushr)|iinc"
            + "|[ilfd]2[ilfdbcs]|lcmp|[fd]cmp[lg]|if\\w+|goto(_w)?"
            + "|invokedynamic java/lang/invoke/StringConcatFactory\\.makeConcatWithConstants");

    /// How the engine compares.
    private static final Pattern COMPARES =
            Pattern.compile("invokestatic org/drools/modelcompiler/util/EvaluationUtil\\."
                    + "(areNullSafeEquals|areNumbersNullSafeEquals|equals|notEquals|(greater|less)(Than|OrEqual)\\w*):.*"
                    + "|invokestatic org/drools/modelcompiler/dsl/pattern/D\\.eval:\\(Lorg/drools/model/functions/Operator;"
                    + "Ljava/lang/Object;\\[Ljava/lang/Object;\\)Z"
                    + "|getstatic org/drools/model/operators/"
                    + "(In|Contains|MemberOf|StringStartsWith|StringEndsWith|StringLengthWith)Operator\\.INSTANCE");

    /// Regular expressions that are written out in a rule.
    private static final Pattern MATCHES = Pattern.compile("getstatic SELF\\.regexp_[0-9A-F]{32}"
            + "|invokevirtual java/util/regex/(Pattern\\.matcher|Matcher\\.matches):\\S+");

    /// The same as a call, when the expression stands right before it.
    private static final String MATCHES_TEXT = "invokevirtual java/lang/String.matches:(Ljava/lang/String;)Z";

    private static final Set<String> CALLS = Set.of("invokevirtual", "invokeinterface", "invokestatic");
    private static final Set<String> NAMES_A_TYPE = Set.of("checkcast", "instanceof", "anewarray");

    private static final String INSERTS = "invokeinterface " + ENGINE + "Drools.insert:(Ljava/lang/Object;)V";

    private RuleCode() {}

    /// What in it no rule may do; empty when all is well.
    static Optional<Objection> check(MethodModel method, String self) {
        Set<Label> passed = new HashSet<>();
        boolean consequence = method.methodName().equalsString("execute");
        @Nullable Instruction before = null;
        for (CodeElement element : Instructions.elements(method)) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
            }
            String line = Instructions.line(element, self);
            boolean matches = line.equals(MATCHES_TEXT) && isText(before);
            if (!matches && !allowed(line, consequence)) {
                return Optional.of(objection(line));
            }
            if (element instanceof BranchInstruction jump && passed.contains(jump.target())) {
                return Optional.of(new Objection("goes back to what it has done before", "rules have no loops"));
            }
            if (element instanceof NewReferenceArrayInstruction && !isShort(before)) {
                return Optional.of(new Objection("makes an array of unknown length", "name each argument"));
            }
            if (element instanceof Instruction instruction) {
                before = instruction;
            }
        }
        return Optional.empty();
    }

    private static boolean allowed(String line, boolean consequence) {
        return Instructions.MOVES.contains(line)
                || call(line)
                || type(line)
                || PLAIN.matcher(line).matches()
                || COMPARES.matcher(line).matches()
                || MATCHES.matcher(line).matches()
                || consequence && (line.equals(INSERTS) || line.equals("checkcast " + ENGINE + "Drools"));
    }

    private static boolean call(String line) {
        int name = line.indexOf(' ');
        return name > 0 && CALLS.contains(line.substring(0, name)) && AllowedMembers.call(line.substring(name + 1));
    }

    private static boolean type(String line) {
        int name = line.indexOf(' ');
        return name > 0
                && NAMES_A_TYPE.contains(line.substring(0, name))
                && AllowedMembers.type(line.substring(name + 1));
    }

    private static boolean isText(@Nullable Instruction regex) {
        return regex instanceof ConstantInstruction constant && constant.constantValue() instanceof String;
    }

    private static boolean isShort(@Nullable Instruction size) {
        return size instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Integer count
                && count >= 0
                && count <= MOST_ARGUMENTS;
    }

    /// What a line of code does, as a person says it.
    static Objection objection(String line) {
        String[] parts = line.split(" ", 2);
        String what = parts.length < 2 ? "" : parts[1].replaceAll(":.*", "").replace('/', '.');
        String does = switch (parts[0]) {
            case "invokevirtual", "invokeinterface", "invokestatic", "invokespecial", "invokedynamic" ->
                "calls '" + what + "', which no rule may call";
            case "getstatic", "getfield" -> "reads '" + what + "', which no rule may read";
            case "putstatic", "putfield" -> "writes '" + what + "', and rules keep nothing";
            case "new", "anewarray", "newarray", "multianewarray" -> "makes '" + what + "', which no rule may make";
            case "checkcast", "instanceof", "class" -> "names the class '" + what + "'";
            default -> "does '" + line + "', which no rule does";
        };
        return new Objection(
                does + " (in what the compiler made of it)",
                "use comparisons, accessors of facts and the vocabulary: minutes, hours, seconds");
    }
}
