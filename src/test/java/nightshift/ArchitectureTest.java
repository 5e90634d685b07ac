package nightshift;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the product to [House], which is what ARCHITECTURE.md says, and proves by seeded violations that it bites.
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nightshift");

    private static final House HOUSE = new House();

    @Test
    void everyRoomUsesOnlyWhatItsRowAllows() {
        assertThat(HOUSE.forbiddenUses(CLASSES)).isEmpty();
    }

    @Test
    void everyPackageHasARow() {
        assertThat(HOUSE.homeless(CLASSES)).isEmpty();
    }

    @Test
    void packagesAreFreeOfCycles() {
        free("nightshift.(**)").check(CLASSES);
    }

    @Test
    void eachLibraryStaysInItsPackages() {
        assertThat(HOUSE.strayLibraries(CLASSES)).isEmpty();
    }

    @Test
    void nobodyOutsideAppReadsAClock() {
        assertThat(HOUSE.clockReads(CLASSES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stage    | decide uses act
            laterroom| understand.detect uses understand.incident
            front    | act.life uses act
            adapter  | act.http uses understand.detect.forecast
            plugged  | loop uses observe.otlp.request
            inner    | loop uses understand.detect
            served   | journal uses api.view
            world    | simulate.world uses fact.telemetry
            send     | simulate.send uses simulate.shop
            room     | simulate.world.layout uses simulate.world.physics
            target   | simulate.target uses fact.telemetry
            """)
    void aUseThatNoRowAllowsIsFound(String seed, String violation) {
        assertThat(HOUSE.forbiddenUses(seeded(seed)))
                .isNotEmpty()
                .allSatisfy(
                        found -> assertThat(found).startsWith(violation + ": ").contains("Offender"));
    }

    @Test
    void aPackageWithoutARowIsFound() {
        assertThat(HOUSE.homeless(seeded("homeless"))).containsExactly("observe.attic");
    }

    @Test
    void aLibraryOutsideOfItsPackagesIsFound() {
        assertThat(HOUSE.strayLibraries(seeded("library")))
                .anyMatch(found -> found.startsWith("decide.rulefile sees org.kie.api"))
                .anyMatch(found -> found.startsWith("decide.rulefile sees org.assertj"));
    }

    @Test
    void aClockThatIsReadOrReferredToIsFound() {
        assertThat(HOUSE.clockReads(seeded("clock")))
                .anyMatch(found -> found.contains("Instant.now()"))
                .anyMatch(found -> found.contains("System.nanoTime()"))
                .hasSize(2);
    }

    @Test
    void aCycleIsFound() {
        assertThatThrownBy(() -> free("seeded.cycle.nightshift.(**)").check(seeded("cycle")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void theSimulatedWorldReadsNeitherDictionaryNorRules() throws IOException {
        for (String room : List.of("world", "send", "shop")) {
            Path folder = SOURCES.resolve("nightshift/simulate").resolve(room);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        String text = Files.readString(file);
                        assertThat(text).as("%s", file).doesNotContain("signal-dictionary", ".drl");
                        // A sender reads its own table of what real senders send, and no other file.
                        if (text.contains("getResource(") || text.contains("getResourceAsStream(")) {
                            assertThat(text).as("%s", file).contains("\"/nightshift/simulate/");
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyPackageTellsItsStoryAndForbidsNull() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES.resolve("nightshift"))) {
            for (Path folder : folders.filter(Files::isDirectory).skip(1).toList()) {
                Path story = folder.resolve("package-info.java");
                assertThat(story).exists();
                assertThat(Files.readString(story)).contains("@NullMarked").startsWith("///");
            }
        }
    }

    @Test
    void noFileOutgrowsFiveHundredLines() throws IOException {
        Map<String, Integer> tooLong = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                int lines = lines(file);
                if (lines > 500) {
                    tooLong.put(file.toString(), lines);
                }
            });
        }
        assertThat(tooLong).isEmpty();
    }

    private static SliceRule free(String packages) {
        return slices().matching(packages).should().beFreeOfCycles();
    }

    private static JavaClasses seeded(String violation) {
        return new ClassFileImporter().importPackages("seeded." + violation);
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
