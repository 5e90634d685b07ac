package nightshift.decide.language;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.decision.Guard;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Every name that an expression of a rule may call or read: the accessors of facts and of what they hold, the words of
/// the vocabulary, and a closed list of what strings, times, numbers and collections answer. Whatever is not in it is
/// refused, so that no chain of calls leads from a fact to a class, a loader, a process or a file.
public final class AllowedNames {
    private static final Set<String> OF_TEXTS = Set.of(
            "contains",
            "startsWith",
            "endsWith",
            "equals",
            "equalsIgnoreCase",
            "isEmpty",
            "isBlank",
            "length",
            "toLowerCase",
            "toUpperCase",
            "strip",
            "trim",
            "indexOf",
            "substring",
            "matches");

    private static final Set<String> OF_TIMES = Set.of(
            "isBefore",
            "isAfter",
            "isZero",
            "isNegative",
            "compareTo",
            "plus",
            "minus",
            "plusSeconds",
            "minusSeconds",
            "getSeconds",
            "toSeconds",
            "toMillis",
            "toMinutes",
            "toHours",
            "toDays",
            "toEpochMilli",
            "getEpochSecond");

    private static final Set<String> OF_COLLECTIONS = Set.of(
            "size",
            "get",
            "getOrDefault",
            "getFirst",
            "getLast",
            "containsKey",
            "containsValue",
            "isPresent",
            "orElse");

    private static final Set<String> OF_NUMBERS_AND_ENUMS =
            Set.of("name", "ordinal", "intValue", "longValue", "doubleValue");

    /// Our own types that a rule comes to from a fact or a word of the vocabulary.
    private static final Set<Class<?>> TYPES = types();

    private static final Set<String> NAMES = names();

    private static final LevenshteinDistance LETTERS = LevenshteinDistance.getDefaultInstance();

    private AllowedNames() {}

    /// Whether a rule may call it.
    public static boolean method(String name) {
        return NAMES.contains(name);
    }

    /// Whether a rule may read it as a field: an accessor's name, or what follows `get` or `is` in it.
    public static boolean property(String name) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return NAMES.contains(name) || NAMES.contains("get" + capital) || NAMES.contains("is" + capital);
    }

    /// The name that differs least from one that is on no list, in its letters; empty if none is like it.
    public static Optional<String> nearest(String name) {
        return NAMES.stream()
                .filter(known -> LETTERS.apply(known, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.<String>comparingInt(known -> LETTERS.apply(known, name))
                        .thenComparing(known -> known));
    }

    static Set<Class<?>> ownTypes() {
        return TYPES;
    }

    static Set<String> ofTexts() {
        return OF_TEXTS;
    }

    static Set<String> ofTimes() {
        return OF_TIMES;
    }

    static Set<String> ofCollections() {
        return OF_COLLECTIONS;
    }

    static Set<String> ofNumbersAndEnums() {
        return OF_NUMBERS_AND_ENUMS;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        names.addAll(OF_TEXTS);
        names.addAll(OF_TIMES);
        names.addAll(OF_COLLECTIONS);
        names.addAll(OF_NUMBERS_AND_ENUMS);
        Arrays.stream(Vocabulary.class.getDeclaredMethods())
                .map(Method::getName)
                .forEach(names::add);
        TYPES.stream()
                .flatMap(AllowedNames::instanceMethods)
                .map(Method::getName)
                .forEach(names::add);
        return Set.copyOf(names);
    }

    private static Set<Class<?>> types() {
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
            reach(fact, seen);
        }
        for (Class<?> made : Set.of(Proposal.class, Proposal.Untargeted.class, Ruling.class, Guard.class)) {
            reach(made, seen);
        }
        return Set.copyOf(seen);
    }

    /// One of our own types, and those that its methods answer with.
    private static void reach(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(each -> reach(each, seen));
        }
        if (type instanceof Class<?> own && own.getName().startsWith("nightshift.") && seen.add(own)) {
            instanceMethods(own).map(Method::getGenericReturnType).forEach(answer -> reach(answer, seen));
        }
    }

    private static Stream<Method> instanceMethods(Class<?> own) {
        return Arrays.stream(own.getDeclaredMethods())
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()));
    }
}
