package nightshift.decide.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.fact.Fact;

/// `docs/facts.md`, made of the facts' own source: what each is, its fields with type and meaning, what
/// it can be asked, and a pattern over it out of a shipped rule.
final class FactsDocument {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*)");
    private static final Set<String> OF_ANY = Set.of("equals", "hashCode", "toString", "compareTo");
    private static final String HEAD = """
            # Facts

            What rules may match: every type of `nightshift.fact`, and what it can be asked. Made of the source; `FactsDocumentTest` says how
            to make it anew. [rules/README.md](../rules/README.md) says how a rule is written, [signals.md](signals.md) what the roles mean.
            Times are `Instant`, lengths of time `Duration` (`minutes(5)`), shares and confidences lie between 0 and 1, a value has the unit
            of its `meaning`. A field that may be missing needs a test for null. Texts are cut at 1,024 characters (`nightshift.rules.facts.text`);
            what names something is never cut: a fact of a longer name is left out, and it is told.
            """;

    private static final List<String> OF_ALL = source(Fact.class);

    private final StringBuilder page = new StringBuilder(HEAD);

    static String text() throws IOException {
        FactsDocument document = new FactsDocument();
        List<Class<?>> own = AllowedNames.ownTypes().stream()
                .sorted(Comparator.comparing(FactsDocument::name))
                .toList();
        document.types("What is believed and known", own.stream().filter(FactsDocument::fact));
        document.types("What they are made of", own.stream().filter(type -> type.isRecord() && !fact(type)));
        document.names(own.stream().filter(Class::isEnum).toList());
        return document.page.toString();
    }

    private static boolean fact(Class<?> type) {
        return type.isRecord() && Fact.class.isAssignableFrom(type);
    }

    private void line(String... parts) {
        page.append(String.join("", parts)).append('\n');
    }

    private void types(String title, Stream<Class<?>> types) throws IOException {
        line("\n## ", title);
        for (Class<?> type : types.toList()) {
            type(type);
        }
    }

    private void names(List<Class<?>> enumerations) {
        line("\n## Names of states and kinds");
        line("Compare their `name()`: `state.name() == \"OPEN\"`.\n\n| type | names |\n|---|---|");
        for (Class<?> type : enumerations) {
            String names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> "`" + ((Enum<?>) constant).name() + "`")
                    .collect(Collectors.joining(", "));
            line("| `", name(type), "` | ", names, " |");
        }
    }

    private void type(Class<?> type) throws IOException {
        List<String> source = source(type);
        String comment = commentBefore(source, "record " + type.getSimpleName() + "(");
        Map<String, String> meanings = meanings(comment);
        line("\n### ", name(type));
        line(prose(comment), "\n\n| field | type | meaning |\n|---|---|---|");
        for (RecordComponent field : type.getRecordComponents()) {
            String meaning = meanings.getOrDefault(field.getName(), "");
            line("| `", field.getName(), "` | ", written(field.getGenericType().getTypeName()), " | ", meaning, " |");
        }
        asked(type, source);
        example(type);
    }

    private void asked(Class<?> type, List<String> source) {
        List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isSynthetic() && !OF_ANY.contains(method.getName()) && !field(type, method))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
        if (!methods.isEmpty()) {
            line("\n| asked | answers | meaning |\n|---|---|---|");
        }
        for (Method method : methods) {
            String takes = Arrays.stream(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(", ", "(", ")"));
            String own = commentBefore(source, " " + method.getName() + "(");
            String meaning = prose(own.isEmpty() ? commentBefore(OF_ALL, " " + method.getName() + "(") : own);
            String answers = written(method.getGenericReturnType().getTypeName());
            line("| `", method.getName(), takes, "` | ", answers, " | ", meaning, " |");
        }
    }

    private static boolean field(Class<?> type, Method method) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(field -> field.getAccessor().equals(method));
    }

    /// The first pattern over it in a shipped rule.
    private void example(Class<?> type) throws IOException {
        Pattern pattern = Pattern.compile(
                "^\\s+((?:\\$\\w+ : )?" + type.getSimpleName() + "\\( .*? \\))(?: from .*)?$", Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".drl"))
                    .sorted()
                    .toList()) {
                Matcher found = pattern.matcher(Files.readString(file));
                if (found.find()) {
                    line("\n```\n", found.group(1), "\n```");
                    return;
                }
            }
        }
    }

    private static List<String> source(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        try {
            return Files.readAllLines(SOURCES.resolve(top.getName().replace('.', '/') + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The documentation before the first declaration that has a text, annotations between them passed over.
    private static String commentBefore(List<String> lines, String declared) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).contains(declared)
                    && lines.get(at).matches("(?!\\s*return )\\s*(public |record |default )?[\\w<>.@ ]+\\(.*")) {
                int end = at;
                while (end > 0 && lines.get(end - 1).strip().startsWith("@")) {
                    end--;
                }
                int begin = end;
                while (begin > 0 && lines.get(begin - 1).strip().startsWith("///")) {
                    begin--;
                }
                return lines.subList(begin, end).stream()
                        .map(each -> each.strip().substring(3).strip())
                        .collect(Collectors.joining("\n"));
            }
        }
        return "";
    }

    private static String prose(String comment) {
        String text = comment.lines().takeWhile(line -> !line.startsWith("@")).collect(Collectors.joining(" "));
        return links(text.replaceAll("\\s+", " ").strip());
    }

    private static Map<String, String> meanings(String comment) {
        Map<String, String> meanings = new TreeMap<>();
        String last = "";
        for (String line : comment.split("\n")) {
            Matcher param = PARAM.matcher(line);
            if (param.matches()) {
                last = param.group(1);
                meanings.put(last, links(param.group(2)));
            } else if (line.startsWith("@")) {
                last = "";
            } else if (!last.isEmpty()) {
                meanings.merge(last, links(line), (before, more) -> before + " " + more);
            }
        }
        return meanings;
    }

    private static String links(String text) {
        return text.replaceAll("\\[#?([\\w.#]+)]", "`$1`").replace("|", "\\|");
    }

    private static String written(String type) {
        return "`" + type.replaceAll("[\\w.]+[.$](\\w+)", "$1") + "`";
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }
}
