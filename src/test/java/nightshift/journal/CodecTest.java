package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.Test;

class CodecTest {
    private final Codec codec = new Codec();

    @Test
    void everyKindOfFactComesBackAsItWas() {
        for (Fact fact : Examples.facts()) {
            assertThat(codec.read(codec.write(fact), Fact.class)).isEqualTo(fact);
        }
    }

    @Test
    void theExamplesNameEveryKindOfFact() {
        Set<Class<?>> shown = Examples.facts().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(shown)
                .isEqualTo(Arrays.stream(Fact.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void aDecisionComesBackWithItsReasons() {
        Decision decision = Examples.decision("d-1", "i-1", Disposition.ACT, Examples.NOON);

        assertThat(codec.read(codec.write(decision), Decision.class)).isEqualTo(decision);
    }

    @Test
    void anOpenIncidentComesBackOpen() {
        Incident incident = Examples.incident("i-1", Examples.NOON);

        assertThat(codec.read(codec.write(incident), Incident.class)).isEqualTo(incident);
    }

    @Test
    void aCommandComesBackAsItsKind() {
        Command command = new Command.SetMode("r", RuleMode.SHADOW, "ada", "too eager", Examples.NOON);

        assertThat(codec.read(codec.write(command), Command.class)).isEqualTo(command);
    }

    @Test
    void fieldsOfANewerVersionAreSkipped() {
        String json = codec.write(Examples.facts().getLast()).replaceFirst("\\{", "{\"added\":1,");

        assertThat(codec.read(json, Fact.class)).isEqualTo(Examples.facts().getLast());
    }
}
