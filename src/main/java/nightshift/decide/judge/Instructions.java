package nightshift.decide.judge;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a method does, as text that two methods of one shape share: one line an instruction, with `SELF` for the class
/// itself, `text` for any string and `number` for any number. What an author wrote is in no line but as the name of a
/// class or member, so that no two readings of a line are possible.
final class Instructions {
    /// The line of what does nothing, such as a line's number.
    static final String NOTHING = "";

    /// What only moves values about: most of what there is, so it is known without a pattern.
    static final Set<String> MOVES = Set.of(
            NOTHING, "text", "number", "dup", "aastore", "areturn", "ireturn", "return", "load 0", "load 1", "load 2",
            "load 3", "load 4", "load 5", "store 0", "store 1", "store 2", "store 3", "store 4", "store 5");

    private static final Map<Opcode, String> NAMES = names();

    private Instructions() {}

    /// Empty for a method without code.
    static String of(MethodModel method, String self) {
        StringBuilder lines = new StringBuilder(1000);
        for (CodeElement element : elements(method)) {
            String line = line(element, self);
            if (!line.isEmpty()) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    static List<CodeElement> elements(MethodModel method) {
        return method.code().map(CodeModel::elementList).orElseGet(List::of);
    }

    /// One element as such a line.
    static String line(CodeElement element, String self) {
        return switch (element) {
            case Instruction instruction -> text(instruction, self);
            case ExceptionCatch _ -> "catch";
            default -> NOTHING;
        };
    }

    /// `owner.name:descriptor` of what is called.
    static String member(InvokeInstruction call, String self) {
        return name(call.owner(), self) + "." + call.name().stringValue() + ":"
                + call.type().stringValue();
    }

    /// The strings of a method in their order.
    static List<String> texts(MethodModel method) {
        return elements(method).stream()
                .filter(ConstantInstruction.class::isInstance)
                .map(element -> ((ConstantInstruction) element).constantValue())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static String text(Instruction instruction, String self) {
        String name = NAMES.getOrDefault(instruction.opcode(), "unknown");
        return switch (instruction) {
            case ConstantInstruction constant -> constant(constant, self);
            case LoadInstruction load -> "load " + load.slot();
            case StoreInstruction store -> "store " + store.slot();
            case InvokeInstruction call -> name + " " + member(call, self);
            case FieldInstruction access ->
                name + " " + name(access.owner(), self) + "." + access.name().stringValue();
            case InvokeDynamicInstruction call -> name + " " + bootstrap(call);
            case NewObjectInstruction made -> name + " " + name(made.className(), self);
            case NewReferenceArrayInstruction made -> name + " " + name(made.componentType(), self);
            case TypeCheckInstruction cast -> name + " " + name(cast.type(), self);
            default -> name;
        };
    }

    private static String name(ClassEntry type, String self) {
        String name = type.asInternalName();
        return name.equals(self) ? "SELF" : name;
    }

    private static String bootstrap(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc maker = call.bootstrapMethod();
        String name = internal(maker.owner()) + "." + maker.methodName();
        return call.bootstrapArgs().stream().allMatch(String.class::isInstance) ? name : name + " of other than texts";
    }

    private static String constant(ConstantInstruction constant, String self) {
        if (constant.opcode() == Opcode.ACONST_NULL) {
            return "constant null";
        }
        return switch (constant.constantValue()) {
            case String _ -> "text";
            case Number _ -> "number";
            case ClassDesc type -> "class " + (internal(type).equals(self) ? "SELF" : internal(type));
            default -> "constant";
        };
    }

    private static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    private static Map<Opcode, String> names() {
        Map<Opcode, String> names = new EnumMap<>(Opcode.class);
        for (Opcode each : Opcode.values()) {
            names.put(each, each.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
