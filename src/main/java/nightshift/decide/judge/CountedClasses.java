package nightshift.decide.judge;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Rewrites judged classes so that every evaluation of them ends: what an author wrote begins with a step on the
/// [Meter], regular expressions are matched in linear time, and what two facts are joined by is asked once more for
/// each pair that the engine's index finds, so that no number of pairs comes about uncounted.
public final class CountedClasses {
    private static final Set<String> WRITTEN = Set.of("test", "apply", "execute");
    private static final ClassDesc METER = desc(Meter.class);
    private static final ClassDesc LINEAR = desc(LinearPattern.class);
    private static final ClassDesc TEXT = desc(LinearPattern.Text.class);
    private static final ClassDesc CHARACTERS = desc(CharSequence.class);
    private static final ClassDesc BACKTRACKING = desc(java.util.regex.Pattern.class);
    private static final String JDK = "java/util/regex/";
    private static final String JOINED = "org/drools/model/PatternDSL$PatternDef.expr:";
    private static final String INDEX = "Lorg/drools/model/BetaIndex";
    private static final ClassDesc PATTERN = ClassDesc.of("org.drools.model.PatternDSL$PatternDef");

    private final ClassFile files;
    private final ClassDesc joins;
    private final List<List<String>> counters = new ArrayList<>();

    private CountedClasses(ClassDesc joins) {
        ClassLoader loader = CountedClasses.class.getClassLoader();
        this.files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofClassLoading(loader))));
        this.joins = joins;
    }

    /// @param classes by the path of their file
    /// @param counters for each counter the names of the rules that it counts for: several may share a condition
    public record Counted(Map<String, byte[]> classes, List<List<String>> counters) {
        public Counted {
            classes = Map.copyOf(classes);
            counters = List.copyOf(counters);
        }
    }

    /// @param classes those that the judge has passed
    /// @param joins the class that makes a join of two facts, with a static method for each way that there is
    public static Counted of(Map<String, byte[]> classes, Class<?> joins) {
        Map<String, ClassModel> read = new TreeMap<>();
        classes.forEach((path, bytes) -> read.put(path, ClassFile.of().parse(bytes)));
        Origins origins = Origins.of(read.values());
        CountedClasses rewriting = new CountedClasses(desc(joins));
        Map<String, byte[]> rewritten = new TreeMap<>();
        read.forEach((path, type) -> {
            byte[] counted = rewriting.rewrite(type, origins);
            if (counted.length > 0) {
                rewritten.put(path, counted);
            }
        });
        return new Counted(rewritten, rewriting.counters);
    }

    /// Empty when it stays as it is.
    private byte[] rewrite(ClassModel type, Origins origins) {
        Family family = Family.of(type).orElseThrow(() -> new IllegalArgumentException("not judged"));
        return switch (family) {
            case PREDICATE, EXTRACTOR, CONSEQUENCE -> {
                int counter = counter(origins.of(Family.self(type)));
                yield files.transformClass(type, (builder, element) -> lambda(builder, element, counter));
            }
            case RULE_METHODS ->
                files.transformClass(
                        type, (builder, element) -> code(builder, element, (code, each) -> join(code, each)));
            case RULES, METADATA, METADATA_OF_ONE, PROJECT -> new byte[0];
        };
    }

    private int counter(List<String> rules) {
        int known = counters.indexOf(rules);
        if (known >= 0) {
            return known;
        }
        counters.add(rules);
        return counters.size() - 1;
    }

    private static void lambda(ClassBuilder builder, ClassElement element, int counter) {
        if (element instanceof FieldModel field && field.fieldTypeSymbol().equals(BACKTRACKING)) {
            builder.withField(
                    field.fieldName().stringValue(), LINEAR, field.flags().flagsMask());
        } else if (element instanceof MethodModel method
                && WRITTEN.contains(method.methodName().stringValue())
                && !method.flags().has(AccessFlag.BRIDGE)) {
            builder.transformMethod(method, MethodTransform.transformingCode(new Step(counter)));
        } else {
            code(builder, element, (code, each) -> linear(code, each));
        }
    }

    private static void code(ClassBuilder builder, ClassElement element, CodeTransform transform) {
        if (element instanceof MethodModel method) {
            builder.transformMethod(method, MethodTransform.transformingCode(transform));
        } else {
            builder.with(element);
        }
    }

    /// A step before all else.
    private record Step(int counter) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.loadConstant(counter).invokestatic(METER, "step", MethodTypeDesc.of(CD_void, CD_int));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            linear(code, element);
        }
    }

    private static void linear(CodeBuilder code, CodeElement element) {
        switch (element) {
            case FieldInstruction access
            when access.typeSymbol().equals(BACKTRACKING) ->
                code.fieldAccess(
                        access.opcode(),
                        access.owner().asSymbol(),
                        access.name().stringValue(),
                        LINEAR);
            case InvokeInstruction call -> {
                switch (Instructions.member(call, "").replaceAll(":.*", "")) {
                    case JDK + "Pattern.compile" ->
                        code.invokestatic(LINEAR, "compile", MethodTypeDesc.of(LINEAR, CD_String));
                    case JDK + "Pattern.matcher" ->
                        code.invokevirtual(LINEAR, "matcher", MethodTypeDesc.of(TEXT, CHARACTERS));
                    case JDK + "Matcher.matches" -> code.invokevirtual(TEXT, "matches", MethodTypeDesc.of(CD_boolean));
                    case "java/lang/String.matches" ->
                        code.invokestatic(LINEAR, "matches", MethodTypeDesc.of(CD_boolean, CD_String, CD_String));
                    default -> code.with(element);
                }
            }
            default -> code.with(element);
        }
    }

    private void join(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call
                && Instructions.member(call, "").startsWith(JOINED)
                && call.type().stringValue().contains(INDEX)) {
            code.invokestatic(joins, "join", call.typeSymbol().insertParameterTypes(0, PATTERN));
        } else {
            code.with(element);
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
