package nightshift.decide.judge;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.rulefile.Objection;

/// The kinds of classes that the engine is known to make from rules, each with its name, its parents, its fields and
/// its methods. What is in no family, or has something more than its family, is refused.
enum Family {
    PREDICATE(
            "P[0-9A-F]{2}/LambdaPredicate[0-9A-F]{32}",
            "java/lang/Enum implements org/drools/model/functions/Predicate\\d+"
                    + " org/drools/model/functions/HashedExpression",
            Shape.LAMBDA_FIELDS,
            Stream.concat(Shape.lambda("test"), Stream.of(Shape.PREDICATE_INFORMATION))
                    .toList()),
    EXTRACTOR(
            "P[0-9A-F]{2}/LambdaExtractor[0-9A-F]{32}",
            "java/lang/Enum implements org/drools/model/functions/Function\\d+"
                    + " org/drools/model/functions/HashedExpression",
            Shape.LAMBDA_FIELDS,
            Shape.lambda("apply").toList()),
    CONSEQUENCE(
            "P[0-9A-F]{2}/LambdaConsequence[0-9A-F]{32}",
            "java/lang/Enum implements org/drools/model/functions/Block\\d+"
                    + " org/drools/model/functions/HashedExpression",
            Shape.LAMBDA_FIELDS,
            Shape.lambda("execute").toList()),
    RULE_METHODS(
            "Rules[0-9A-F]{32}RuleMethods\\d+",
            "java/lang/Object implements",
            "",
            List.of(Shape.CONSTRUCTOR, Shape.RULE)),
    RULES(
            "Rules[0-9A-F]{32}",
            "java/lang/Object implements org/drools/model/Model",
            "DATE_TIME_FORMATTER|globals|typeMetaDatas|rules",
            List.of(Shape.RULES_BEGIN, Shape.RULES_PARTS)),
    METADATA(
            "DomainClassesMetadata[0-9A-F]{32}",
            "java/lang/Object implements",
            "\\w+_Metadata_INSTANCE",
            List.of(Shape.CONSTRUCTOR, Shape.METADATA_BEGIN)),
    METADATA_OF_ONE(
            "DomainClassesMetadata[0-9A-F]{32}\\$\\w+_Metadata",
            "java/lang/Object implements org/drools/model/DomainClassMetadata",
            "",
            List.of(Shape.CONSTRUCTOR, Shape.METADATA_PARTS)),
    PROJECT(
            "ProjectModel_nightshift_rules_\\w+",
            "java/lang/Object implements org/drools/modelcompiler/CanonicalKieModuleModel",
            "",
            List.of(Shape.CONSTRUCTOR, Shape.PROJECT_PARTS));

    private final Pattern name;
    private final Pattern parents;
    private final Pattern fields;
    private final List<Shape> methods;

    Family(String name, String parents, String fields, List<Shape> methods) {
        String folder = name.startsWith("ProjectModel") ? "org/drools/project/model/" : "rules/(?:healing|policy)/";
        this.name = Pattern.compile(folder + name);
        this.parents = Pattern.compile(parents);
        this.fields = Pattern.compile(fields);
        this.methods = methods;
    }

    static Optional<Family> of(ClassModel type) {
        return Stream.of(values()).filter(family -> family.makes(type)).findFirst();
    }

    boolean makes(ClassModel type) {
        return name.matcher(self(type)).matches();
    }

    /// What a class of this family has that it should not; empty when all is well.
    Stream<Strange> check(ClassModel type) {
        String above = type.superclass().map(ClassEntry::asInternalName).orElse("") + " implements"
                + type.interfaces().stream()
                        .map(each -> " " + each.asInternalName())
                        .collect(Collectors.joining());
        if (!parents.matcher(above).matches()) {
            return Stream.of(new Strange("", unknown("a class of kind " + above)));
        }
        Stream<Strange> strangeFields = type.fields().stream()
                .map(field -> field.fieldName().stringValue())
                .filter(field -> !fields.matcher(field).matches())
                .map(field -> new Strange("", unknown("a field " + field)));
        Stream<Strange> strangeMethods = type.methods().stream()
                .flatMap(method ->
                        check(method, self(type))
                                .map(objection -> new Strange(Origins.rule(method), objection))
                                .stream());
        return Stream.concat(strangeFields, strangeMethods);
    }

    private Optional<Objection> check(MethodModel method, String self) {
        if (method.flags().has(AccessFlag.NATIVE) || method.flags().has(AccessFlag.SYNCHRONIZED)) {
            return Optional.of(unknown("a method " + method.methodName().stringValue()));
        }
        return methods.stream()
                .filter(shape -> shape.fits(method, self))
                .findFirst()
                .map(shape -> shape.check(method, self))
                .orElseGet(() ->
                        Optional.of(unknown("a method " + method.methodName().stringValue())));
    }

    /// @param rule the one that the strange method makes; empty if it makes none
    record Strange(String rule, Objection objection) {}

    static String self(ClassModel type) {
        return type.thisClass().asInternalName();
    }

    static Objection unknown(String what) {
        return new Objection(
                "the compiler made " + what + " of it, which is not known to be made of rules",
                "write the rule as those in the documents are written");
    }
}
