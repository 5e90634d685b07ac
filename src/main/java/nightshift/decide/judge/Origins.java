package nightshift.decide.judge;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which rules each class was made for. The engine makes one method a rule, which says the rule's name and names all
/// classes that the rule is made of; rules that say the same share a class.
final class Origins {
    private static final String NAMES_A_RULE = "org/drools/modelcompiler/dsl/pattern/D.rule:";

    private final Map<String, SortedSet<String>> rules = new TreeMap<>();

    private Origins() {}

    static Origins of(Collection<ClassModel> classes) {
        Origins origins = new Origins();
        classes.stream()
                .filter(type -> Family.RULE_METHODS.makes(type))
                .flatMap(type -> type.methods().stream())
                .forEach(origins::read);
        return origins;
    }

    /// Names of the rules that a class was made for, in order; empty if none is known.
    List<String> of(String type) {
        return List.copyOf(rules.getOrDefault(type, new TreeSet<>()));
    }

    private void read(MethodModel method) {
        String name = rule(method);
        for (CodeElement element : Instructions.elements(method)) {
            if (element instanceof FieldInstruction access) {
                rules.computeIfAbsent(access.owner().asInternalName(), type -> new TreeSet<>())
                        .add(name);
            }
        }
    }

    /// The name of the rule that a method makes; empty when it makes none.
    static String rule(MethodModel method) {
        String last = "";
        for (CodeElement element : Instructions.elements(method)) {
            if (element instanceof ConstantInstruction constant && constant.constantValue() instanceof String text) {
                last = text;
            } else if (element instanceof InvokeInstruction call
                    && Instructions.member(call, "").startsWith(NAMES_A_RULE)) {
                return last;
            }
        }
        return "";
    }
}
