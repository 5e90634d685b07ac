package nightshift.decide.judge;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the classes that were made of one directory's rules, and says which may not be loaded. Loads none of them.
/// Takes well under a millisecond a rule.
public final class ClassJudge {
    private ClassJudge() {}

    /// @param classes all that were made, as class files
    /// @return empty when all of them may be loaded
    public static List<Refusal> judge(Collection<byte[]> classes) {
        List<ClassModel> read = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (byte[] bytes : classes) {
            try {
                ClassModel type = ClassFile.of().parse(bytes);
                read.add(type);
            } catch (IllegalArgumentException damaged) {
                refusals.add(new Refusal(List.of(), "", Family.unknown("something that is no class")));
            }
        }
        Origins origins = Origins.of(read);
        read.forEach(type -> refusals.addAll(judge(type, origins)));
        return refusals;
    }

    private static List<Refusal> judge(ClassModel type, Origins origins) {
        List<String> rules = origins.of(Family.self(type));
        try {
            Optional<Family> family = Family.of(type);
            String near = family.filter(Family.CONSEQUENCE::equals).isPresent() ? "then" : constraint(type);
            return family.map(known -> known.check(type))
                    .orElseGet(() -> Stream.of(new Family.Strange("", Family.unknown("a class " + Family.self(type)))))
                    .map(strange -> new Refusal(
                            strange.rule().isEmpty() ? rules : List.of(strange.rule()), near, strange.objection()))
                    .toList();
        } catch (IllegalArgumentException damaged) {
            return List.of(new Refusal(rules, "", Family.unknown("a class that can't be read")));
        }
    }

    /// The engine writes the text of a constraint into the class that holds it.
    private static String constraint(ClassModel type) {
        return type.methods().stream()
                .filter(method -> method.methodName().equalsString("predicateInformation"))
                .map(Instructions::texts)
                .flatMap(texts -> texts.stream().limit(1))
                .findFirst()
                .orElse("");
    }
}
