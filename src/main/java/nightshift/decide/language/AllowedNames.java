package nightshift.decide.language;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.decision.Guard;

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

    private static final Set<String> NAMES = names();

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

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        names.addAll(OF_TEXTS);
        names.addAll(OF_TIMES);
        names.addAll(OF_COLLECTIONS);
        names.addAll(OF_NUMBERS_AND_ENUMS);
        Arrays.stream(Vocabulary.class.getDeclaredMethods())
                .map(Method::getName)
                .forEach(names::add);
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
            accessors(fact, seen, names);
        }
        for (Class<?> made : Set.of(Proposal.class, Proposal.Untargeted.class, Ruling.class, Guard.class)) {
            accessors(made, seen, names);
        }
        return Set.copyOf(names);
    }

    /// Names of the methods of one of our own types, and of the types that these answer with.
    private static void accessors(Type type, Set<Class<?>> seen, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(each -> accessors(each, seen, names));
        }
        if (!(type instanceof Class<?> own) || !own.getName().startsWith("nightshift.") || !seen.add(own)) {
            return;
        }
        for (Method method : own.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                names.add(method.getName());
                accessors(method.getGenericReturnType(), seen, names);
            }
        }
    }
}
