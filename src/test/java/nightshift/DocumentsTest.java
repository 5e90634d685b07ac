package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.decide.compile.RuleCheck;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the documents say is true: their links, their snippets, their table of arrows.
@Tag("documents")
class DocumentsTest {
    private static final Map<String, ObjectMapper> PARSERS =
            Map.of("json", new ObjectMapper(), "yaml", new ObjectMapper(new YAMLFactory()));
    private static final Set<String> LANGUAGES = Set.of("", "sh", "drl", "java", "json", "yaml", "properties", "xml");

    private static List<MarkdownFile> documents = List.of();

    @BeforeAll
    static void read() throws IOException {
        documents = MarkdownFile.all();
    }

    @Test
    void everyLinkWithinTheProjectLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile document : documents) {
            Path folder = Path.of("").resolve(document.path()).toAbsolutePath().getParent();
            for (String link : document.localLinks()) {
                if (!Files.exists(folder.resolve(link))) {
                    broken.add(document.path() + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyFolderThatHoldsSomethingHasAReadme() {
        for (String folder : List.of(".", "src", "docs", "rules", "models", "scenarios", "recordings")) {
            if (Files.exists(Path.of(folder))) {
                assertThat(Path.of(folder, "README.md")).exists();
            }
        }
    }

    @Test
    void everySnippetOfJsonAndYamlParses() {
        List<String> wrong = new ArrayList<>();
        PARSERS.forEach((language, parser) -> {
            for (MarkdownFile.Block block : blocks(language)) {
                try {
                    parser.readTree(block.joined());
                } catch (JsonProcessingException e) {
                    wrong.add(block.place() + ": " + e.getOriginalMessage());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRuleInTheDocumentsCompiles() {
        List<String> wrong = new ArrayList<>();
        List<MarkdownFile.Block> rules = blocks("drl");
        for (MarkdownFile.Block block : rules) {
            for (RuleProblem problem : RuleCheck.checkText(block.place(), block.joined())) {
                wrong.add(problem.text());
            }
        }
        assertThat(rules).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyBlockNamesALanguageThatIsCheckedOrNone() {
        for (MarkdownFile document : documents) {
            for (MarkdownFile.Block block : document.blocks()) {
                assertThat(LANGUAGES).as(block.place()).contains(block.language());
                if (block.text().stream().anyMatch(line -> line.startsWith("rule \""))) {
                    assertThat(block.language()).as(block.place()).isEqualTo("drl");
                }
            }
        }
    }

    @Test
    void theHouseInTheArchitectureDocumentIsTheEnforcedOne() throws IOException {
        // Given
        List<List<String>> rows = MarkdownFile.read(Path.of("ARCHITECTURE.md")).tableEndingIn("may use");
        Map<String, Set<String>> house = new House().table();

        // Then each row's stages are those that its last room may use beside its own rooms
        Set<String> told = new HashSet<>();
        for (List<String> row : rows) {
            String stage = unquoted(row.getFirst());
            Set<String> rooms = new HashSet<>();
            Matcher quoted = Pattern.compile("`([a-z.]+)`").matcher(row.get(1) + row.get(2));
            while (quoted.find()) {
                rooms.add(quoted.group(1).equals(stage) ? stage : stage + "." + quoted.group(1));
            }
            rooms.add(stage);
            told.addAll(rooms);
            if (!stage.equals("app")) {
                Set<String> used = new HashSet<>();
                rooms.forEach(room -> used.addAll(house.getOrDefault(room, Set.of("no such room: " + room))));
                used.removeAll(rooms);
                used.removeIf(name -> name.startsWith("fact.")); // who may use facts may use its rooms
                assertThat(used).as(stage).isEqualTo(packages(row.getLast()));
            }
        }
        assertThat(told).isEqualTo(house.keySet());
    }

    private static Set<String> packages(String cell) {
        Set<String> names = new HashSet<>();
        for (String name : unquoted(cell).split("[,\\s]+")) {
            if (!name.equals("nothing")) {
                names.add(name);
            }
        }
        return names;
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }

    private static List<MarkdownFile.Block> blocks(String language) {
        return documents.stream()
                .flatMap(document -> document.blocks(language).stream())
                .toList();
    }
}
