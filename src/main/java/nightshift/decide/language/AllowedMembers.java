package nightshift.decide.language;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every member that the compiled code of a rule may call, by owner, name and descriptor as a class file has them:
/// what our own types declare, the words of the vocabulary, and of the JDK's values what costs no more than what they
/// hold. What our types inherit from the JDK is not among it, but the name and the number of an enum's constant:
/// `kind().getDeclaringClass()` has an owner of ours and leads to every class there is.
public final class AllowedMembers {
    private static final Set<String> OF_ANY_VALUE = Set.of("equals", "hashCode", "toString", "compareTo");
    private static final Set<Class<?>> COLLECTIONS =
            Set.of(Collection.class, List.class, Set.class, SortedSet.class, Map.class, Optional.class);
    private static final Set<Class<?>> NUMBERS = Set.of(
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            Boolean.class,
            Character.class);

    private static final Set<String> MEMBERS = members().collect(Collectors.toUnmodifiableSet());
    private static final Set<String> TYPES = types();

    private AllowedMembers() {}

    /// @param member as in `java/lang/String.length:()I`
    public static boolean call(String member) {
        return MEMBERS.contains(member);
    }

    /// Whether a value may be taken for one of this type.
    ///
    /// @param type as in `java/lang/String`
    public static boolean type(String type) {
        return TYPES.contains(type);
    }

    private static Stream<String> members() {
        return Stream.of(
                        AllowedNames.ownTypes().stream().flatMap(AllowedMembers::ofOwn),
                        calls(Vocabulary.class, method -> Modifier.isStatic(method.getModifiers())),
                        named(String.class, AllowedNames.ofTexts()).filter(member -> !member.contains(".matches:")),
                        named(String.class, OF_ANY_VALUE),
                        Stream.of("java/lang/String.valueOf:(Ljava/lang/Object;)Ljava/lang/String;"),
                        named(Comparable.class, OF_ANY_VALUE),
                        calls(
                                Object.class,
                                method -> method.getName().equals("equals")
                                        || method.getName().equals("toString")),
                        Stream.of(Instant.class, Duration.class)
                                .flatMap(time ->
                                        Stream.concat(named(time, AllowedNames.ofTimes()), named(time, OF_ANY_VALUE))),
                        COLLECTIONS.stream()
                                .flatMap(type -> Stream.concat(
                                        named(type, AllowedNames.ofCollections()),
                                        named(type, Set.of("contains", "isEmpty", "equals")))),
                        NUMBERS.stream().flatMap(AllowedMembers::ofNumber))
                .flatMap(each -> each);
    }

    private static Stream<String> ofOwn(Class<?> own) {
        Stream<String> declared = calls(
                own,
                method -> !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass().getName().startsWith("nightshift."));
        return own.isEnum() ? Stream.concat(declared, named(own, Set.of("name", "ordinal"))) : declared;
    }

    private static Stream<String> ofNumber(Class<?> box) {
        return calls(
                box,
                method -> method.getName().endsWith("Value")
                        || OF_ANY_VALUE.contains(method.getName())
                        || method.getName().equals("valueOf")
                                && method.getParameterCount() == 1
                                && method.getParameterTypes()[0].isPrimitive());
    }

    private static Stream<String> named(Class<?> owner, Set<String> names) {
        return calls(owner, method -> names.contains(method.getName()) && !Modifier.isStatic(method.getModifiers()));
    }

    private static Stream<String> calls(Class<?> owner, Predicate<Method> which) {
        return Arrays.stream(owner.getMethods())
                .filter(which)
                .map(method -> internal(owner) + "." + method.getName() + ":" + descriptor(method));
    }

    private static String descriptor(Method method) {
        StringBuilder text = new StringBuilder("(");
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(parameter.descriptorString());
        }
        return text.append(')')
                .append(method.getReturnType().descriptorString())
                .toString();
    }

    private static Set<String> types() {
        Stream<Class<?>> values =
                Stream.of(Object.class, String.class, Number.class, Comparable.class, Instant.class, Duration.class);
        return Stream.of(AllowedNames.ownTypes().stream(), COLLECTIONS.stream(), NUMBERS.stream(), values)
                .flatMap(each -> each)
                .map(AllowedMembers::internal)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
