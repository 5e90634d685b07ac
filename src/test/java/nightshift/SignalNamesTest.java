package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nightshift.observe.naming.SignalDictionary;
import org.junit.jupiter.api.Test;
import seeded.AsksHowANameEnds;
import seeded.HoldsASignalsName;

/// A signal is described once, in the dictionary: no class but those that read it, the simulator that sends signals,
/// and this test knows a signal's name or asks how one begins or ends. Reads the compiled classes; what stands in
/// annotations is no string constant of a class.
class SignalNamesTest {
    private static final Path CLASSES = pathOf(SignalDictionary.class);

    /// The room that reads names.
    private static final String NAMING = "nightshift/observe/naming/";

    private static final String SIMULATOR = "nightshift/simulate/";

    private static final Set<String> QUESTIONS = Set.of(
            "startsWith", "endsWith", "contains", "matches", "regionMatches", "indexOf", "lastIndexOf", "equals");

    private final SortedSet<String> names =
            new TreeSet<>(SignalDictionary.shipped().names());
    private final Set<String> pieces = pieces(names);

    @Test
    void noClassKnowsASignalsName() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(CLASSES.resolve("nightshift"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel model = ClassFile.of().parse(file);
                String name = model.thisClass().asInternalName();
                if (!name.startsWith(NAMING) && !name.startsWith(SIMULATOR)) {
                    found.addAll(violations(model));
                }
            }
        }
        assertThat(found)
                .as("ask the signal's role, family, unit or domain; a role that is missing is added to SignalRole")
                .isEmpty();
    }

    @Test
    void aClassThatHoldsANameIsFound() throws IOException {
        assertThat(violations(parsed(HoldsASignalsName.class)))
                .anySatisfy(found -> assertThat(found).contains("http.server.request.duration"))
                .anySatisfy(found -> assertThat(found).contains("hikaricp_connections"))
                .anySatisfy(found -> assertThat(found).contains("of process.cpu.utilization is high"))
                .hasSize(3);
    }

    @Test
    void aClassThatAsksHowANameBeginsOrEndsIsFound() throws IOException {
        assertThat(violations(parsed(AsksHowANameEnds.class)))
                .anySatisfy(found -> assertThat(found).contains("\"http.server.\""))
                .anySatisfy(found -> assertThat(found).contains("\".error.ratio\""))
                .anySatisfy(found -> assertThat(found).contains("\".ratio\""))
                .anySatisfy(found -> assertThat(found).contains("\"k8s.\""))
                .hasSize(4);
    }

    @Test
    void theNamesOfTheDictionaryAreAllLookedFor() {
        assertThat(names)
                .contains(
                        "http.server.request.duration",
                        "http.server.request.error.ratio",
                        "http.server.duration",
                        "log.record.rate",
                        "traces.service.graph.request.rate",
                        "k8s.container.ready",
                        "hikaricp_connections");
    }

    /// What a class says that it should not: a string constant in which a name stands, or a piece of a
    /// name that it asks another string about.
    private List<String> violations(ClassModel model) {
        List<String> found = new ArrayList<>();
        StreamSupport.stream(model.constantPool().spliterator(), false)
                .filter(StringEntry.class::isInstance)
                .map(entry -> ((StringEntry) entry).stringValue())
                .filter(this::holdsAName)
                .forEach(text -> found.add(model.thisClass().asInternalName() + " holds \"" + text + "\""));
        for (MethodModel method : model.methods()) {
            method.code()
                    .ifPresent(code -> asked(code)
                            .forEach(text -> found.add(model.thisClass().asInternalName() + "."
                                    + method.methodName().stringValue() + " asks about \"" + text + "\"")));
        }
        return found;
    }

    private boolean holdsAName(String text) {
        return Stream.of(text.split("[^A-Za-z0-9_.]+"))
                .map(word -> word.replaceAll("\\.+$", ""))
                .anyMatch(word -> names.contains(word) && (word.contains(".") || word.contains("_")));
    }

    /// Pieces that are asked for: loaded right before a question is called.
    private List<String> asked(CodeModel code) {
        List<String> asked = new ArrayList<>();
        Optional<String> loaded = Optional.empty();
        for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call
                    && QUESTIONS.contains(call.name().stringValue())
                    && loaded.isPresent()
                    && pieces.contains(loaded.get())) {
                asked.add(loaded.get());
            }
            if (element instanceof Instruction) {
                loaded = element instanceof ConstantInstruction constant
                                && constant.constantValue() instanceof String text
                        ? Optional.of(text)
                        : Optional.empty();
            }
        }
        return asked;
    }

    /// How dotted names begin or end, and what stands between dots: `http.`, `.duration`, `.client.`.
    private static Set<String> pieces(Set<String> names) {
        Set<String> pieces = new TreeSet<>();
        for (String name : names) {
            String[] words = name.split("\\.");
            for (int from = 0; from < words.length; from++) {
                for (int to = from + 1; to <= words.length && words.length > 1; to++) {
                    String piece = String.join(".", List.of(words).subList(from, to));
                    String before = from == 0 ? "" : ".";
                    String after = to == words.length ? "" : ".";
                    pieces.add(before + piece + after);
                    if (to - from > 1) {
                        pieces.add(piece);
                    }
                }
            }
        }
        return pieces;
    }

    private static ClassModel parsed(Class<?> type) throws IOException {
        return ClassFile.of().parse(pathOf(type).resolve(type.getName().replace('.', '/') + ".class"));
    }

    private static Path pathOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
