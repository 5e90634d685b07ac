package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many worlds, one compilation.
class RuleCompilerTest {
    private final RuleCompiler compiler = new RuleCompiler();

    @AfterEach
    void close() {
        compiler.close();
    }

    @Test
    void whoeverAsksForTheSameFilesGetsTheSameRules() {
        // When
        RuleSet first = compile(0);
        RuleSet second = compile(0);
        RuleSet other = compile(1);

        // Then
        assertThat(second).isSameAs(first);
        assertThat(other).isNotSameAs(first);
    }

    @Test
    void rulesStayWhileSomebodyUsesThemAndAShortWhileLonger() {
        // Given
        RuleSet used = compile(0);
        RuleSet spare = compile(1);
        compiler.release(spare);

        // When: more come and go than are kept
        for (int i = 2; i < 5; i++) {
            compiler.release(compile(i));
        }

        // Then
        assertThat(compile(0)).isSameAs(used);
        assertThat(compile(4)).isSameAs(compile(4));
        assertThat(compile(1)).isNotSameAs(spare);
    }

    private RuleSet compile(int rows) {
        String text = RuleFolder.RECYCLE.replace("rising()", "rising(), rows > " + rows);
        RuleFiles files = RuleFiles.of(RuleKind.HEALING, List.of(new RuleFile("healing/a.drl", text)));
        return ((Compilation.Compiled) compiler.compile(files)).rules();
    }
}
