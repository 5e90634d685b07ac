package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kie.api.builder.ReleaseId;

/// What one process compiled, the next one takes, as far as it is right.
class KeptClassesTest {
    private static final RuleFiles FILES = files(0);

    @TempDir
    private Path folder;

    @Test
    void whatOneProcessCompiledTheNextOneTakes() {
        // Given
        String made = compiled("build", FILES);

        // When
        String again = compiled("build", FILES);

        // Then
        assertThat(again).isEqualTo(made);
    }

    @Test
    void anotherBuildAndOtherTextFindNothing() {
        // Given
        String made = compiled("build", FILES);

        // Then
        assertThat(compiled("another build", FILES)).isNotEqualTo(made);
        assertThat(compiled("build", files(1))).isNotEqualTo(made);
    }

    @Test
    void whatWasCutShortIsCompiledAgain() throws IOException {
        // Given
        String made = compiled("build", FILES);
        Path file = onlyFile();
        byte[] bytes = Files.readAllBytes(file);

        // When
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        String again = compiled("build", FILES);

        // Then
        assertThat(again).isNotEqualTo(made);
        assertThat(compiled("build", FILES)).isEqualTo(again);
    }

    @Test
    void whatIsKeptIsJudgedAsIfItHadJustBeenMade() {
        // Given: somebody wrote a class of their own beside the others
        KeptClasses kept = KeptClasses.in(folder, "build");
        String made = compiled("build", FILES);
        KeptClasses.Made right = kept.find(FILES).orElseThrow();
        MemoryFileSystem files = MemoryFileSystem.readFromJar(right.files());
        files.write(
                "nightshift/Evil.class",
                ClassFile.of().build(ClassDesc.of("nightshift.Evil"), evil -> evil.withFlags(ClassFile.ACC_PUBLIC)),
                true);

        // When
        kept.keep(FILES, new KeptClasses.Made(right.release(), files.writeAsBytes()));

        // Then
        assertThat(compiled("build", FILES)).isNotEqualTo(made);
    }

    @Test
    void whatIsInUseIsNotTakenASecondTime() {
        // Given
        String made = compiled("build", FILES);

        // When
        try (RuleCompiler one = new RuleCompiler(KeptClasses.in(folder, "build"))) {
            RuleSet first = rules(one, FILES);

            // Then
            assertThat(compiled("build", FILES)).isNotEqualTo(made);
            assertThat(first.session()).isPresent();
        }
    }

    @Test
    void theNewestEightStay() throws IOException {
        for (int i = 0; i < 10; i++) {
            KeptClasses.in(folder, "build").keep(files(i), new KeptClasses.Made("a:b:1", new byte[1]));
        }

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(8);
        }
    }

    /// Compiles in a process, as it were, that ends then.
    ///
    /// @return the name of what was loaded, which tells what was compiled now from what was taken
    private String compiled(String build, RuleFiles files) {
        try (RuleCompiler compiler = new RuleCompiler(KeptClasses.in(folder, build))) {
            return rules(compiler, files)
                    .release()
                    .map(ReleaseId::toExternalForm)
                    .orElseThrow();
        }
    }

    private static RuleSet rules(RuleCompiler compiler, RuleFiles files) {
        return ((Compilation.Compiled) compiler.compile(files)).rules();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.reduce((_, _) -> {
                        throw new AssertionError("more than one file");
                    })
                    .orElseThrow();
        }
    }

    private static RuleFiles files(int rows) {
        String text = RuleFolder.RECYCLE.replace("rising()", "rising(), rows > " + rows);
        return RuleFiles.of(RuleKind.HEALING, List.of(new RuleFile("healing/a.drl", text)));
    }
}
