package nightshift.decide;

import static nightshift.decide.Scene.NOON;
import static nightshift.decide.compile.RuleFolder.RECYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that are mounted from a ConfigMap. The kubelet puts each state of it into a hidden folder of its own, has
/// `..data` point there, and what the container reads points into `..data`: an edit is one rename of that link.
class MountedRulesTest {
    @TempDir
    Path rules;

    private final RuleCompiler compiler = new RuleCompiler();
    private Rulebook rulebook;

    @AfterEach
    void stop() {
        rulebook.close();
        compiler.close();
    }

    @Test
    void anEditOfAConfigMapPerDirectoryIsLive() throws IOException {
        // Given
        Path healing = Files.createDirectory(rules.resolve("healing"));
        publish(healing, "..2026_11_27_1", "a.drl", RECYCLE);
        Files.createSymbolicLink(healing.resolve("a.drl"), Path.of("..data", "a.drl"));
        start();

        // When
        publish(healing, "..2026_11_27_2", "a.drl", RECYCLE.replace("recycle", "renamed"));
        look();

        // Then
        assertThat(ids()).containsExactly("renamed");
    }

    @Test
    void soIsOneOfAConfigMapWhoseItemsNameTheDirectories() throws IOException {
        // Given
        publish(rules, "..2026_11_27_1", "healing/a.drl", RECYCLE);
        Files.createSymbolicLink(rules.resolve("healing"), Path.of("..data", "healing"));
        start();

        // When
        publish(rules, "..2026_11_27_2", "healing/a.drl", RECYCLE.replace("recycle", "renamed"));
        look();

        // Then
        assertThat(ids()).containsExactly("renamed");
    }

    private void start() {
        rulebook = new Rulebook(DecideConfig.of(rules), compiler, List.of());
        assertThat(ids()).containsExactly("recycle");
    }

    /// As the kubelet's atomic writer does.
    private static void publish(Path mount, String state, String file, String text) throws IOException {
        Path written = mount.resolve(state).resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(state));
        Files.move(next, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Twice: an edit counts once its files have come to rest.
    private void look() {
        rulebook.look();
        rulebook.look();
        rulebook.decide(Scene.belief(List.of(Scene.incident())), List.of(), List.of(), NOON);
    }

    private List<String> ids() {
        return rulebook.status().rules().stream().map(RuleStatus::id).toList();
    }
}
