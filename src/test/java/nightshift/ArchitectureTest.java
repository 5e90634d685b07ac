package nightshift;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house: who may use whom, and where each library lives. The table changes only together with ARCHITECTURE.md.
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /// Package to the packages it may use. A sub-package may also use its parent; a parent never its sub-packages.
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("fact", Set.of()),
            Map.entry("journal", Set.of("fact")),
            Map.entry("observe", Set.of("fact", "journal")),
            Map.entry("understand", Set.of("fact", "journal")),
            Map.entry("decide", Set.of("fact", "journal")),
            Map.entry("act", Set.of("fact", "journal")),
            Map.entry("loop", Set.of("fact", "journal", "observe", "understand", "decide", "act")),
            Map.entry("api", Set.of("fact", "journal", "loop")),
            Map.entry("simulate", Set.of("fact", "journal", "loop")));

    /// Library to the packages that may see it.
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("ai.djl..", Set.of("understand.forecast")),
            Map.entry("org.kie..", Set.of("decide")),
            Map.entry("org.drools..", Set.of("decide")),
            Map.entry("com.github.javaparser..", Set.of("decide")),
            Map.entry("io.grpc..", Set.of("observe.otlp", "simulate.otlp")),
            Map.entry("io.netty..", Set.of("observe.otlp", "simulate.otlp")),
            Map.entry("com.google.protobuf..", Set.of("simulate.otlp")),
            Map.entry("io.opentelemetry.proto..", Set.of("simulate.otlp")),
            Map.entry("com.github.luben..", Set.of("observe.otlp")),
            Map.entry("org.xerial.snappy..", Set.of("observe.otlp")),
            Map.entry("java.sql..", Set.of("journal")),
            Map.entry("org.sqlite..", Set.of("journal")),
            Map.entry("org.jdbi..", Set.of("journal")),
            Map.entry("org.flywaydb..", Set.of("journal")),
            Map.entry("com.fasterxml.jackson..", Set.of("journal", "observe", "act.http", "api", "simulate", "app")),
            Map.entry("io.vertx..", Set.of("observe.otlp", "api", "app")),
            Map.entry("jakarta..", Set.of("api", "app")),
            Map.entry("io.quarkus..", Set.of("api", "app")),
            Map.entry("io.micrometer..", Set.of("api", "app")),
            Map.entry("picocli..", Set.of("app")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nightshift");

    @Test
    void everyPackageUsesOnlyWhatItsRowAllows() {
        for (String name : topPackages(CLASSES)) {
            if (!name.equals("app")) {
                arrowsOf(name).allowEmptyShould(true).check(CLASSES);
            }
        }
    }

    @Test
    void everyTopPackageHasARow() {
        Set<String> rows = new TreeSet<>(ARROWS.keySet());
        rows.add("app");
        assertThat(topPackages(CLASSES)).isEqualTo(rows);
    }

    @Test
    void aParentNeverUsesItsSubPackages() {
        for (String name : topPackages(CLASSES)) {
            if (!name.equals("app")) {
                noClasses()
                        .that()
                        .resideInAPackage("nightshift." + name)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("nightshift." + name + ".*..")
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("nightshift.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void eachLibraryStaysInItsPackages() {
        LIBRARIES.forEach((library, homes) -> confined(library, homes).check(CLASSES));
    }

    @Test
    void factsNeedNothingButJava() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("nightshift.fact")
                .should()
                .dependOnClassesThat(DescribedPredicate.not(resideInAPackage("java..")
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage("nightshift.fact"))));
        rule.check(CLASSES);
    }

    @Test
    void nobodyOutsideAppReadsAClock() {
        clockFree().check(CLASSES);
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

    @Test
    void theRulesBite() {
        JavaClasses seeded = new ClassFileImporter().importPackages("seeded", "nightshift");
        assertThatThrownBy(() -> arrowsOf("decide", "seeded.nightshift.").check(seeded))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Offender");
        assertThatThrownBy(() -> noClasses()
                        .that()
                        .resideInAPackage("seeded..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .check(seeded))
                .isInstanceOf(AssertionError.class);
    }

    private static ArchRule arrowsOf(String name) {
        return arrowsOf(name, "nightshift.");
    }

    private static ArchRule arrowsOf(String name, String root) {
        List<String> forbidden = new ArrayList<>();
        for (String other : ARROWS.keySet()) {
            if (!other.equals(name) && !ARROWS.getOrDefault(name, Set.of()).contains(other)) {
                forbidden.add("nightshift." + other + "..");
            }
            if (name.equals("loop") && !other.equals("loop")) {
                forbidden.add("nightshift." + other + ".*..");
            }
        }
        forbidden.add("nightshift.app..");
        return noClasses()
                .that()
                .resideInAPackage(root + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new));
    }

    private static ArchRule confined(String library, Set<String> homes) {
        DescribedPredicate<JavaClass> outside = DescribedPredicate.describe(
                "outside of " + homes,
                type -> type.getPackageName().startsWith("nightshift")
                        && homes.stream().noneMatch(home -> {
                            String full = "nightshift." + home;
                            return type.getPackageName().equals(full)
                                    || type.getPackageName().startsWith(full + ".");
                        }));
        return noClasses().that(outside).should().dependOnClassesThat().resideInAPackage(library);
    }

    private static ArchRule clockFree() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("nightshift.app..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system");
    }

    private static Set<String> topPackages(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            String[] parts = type.getPackageName().split("\\.");
            if (parts.length > 1) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
