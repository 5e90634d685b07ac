package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Inventory;
import org.junit.jupiter.params.provider.Arguments;

/// The rules that ship, asked at noon what is to be done. Each question is put to a rulebook that has seen nothing
/// before: one that has would not look again at facts that it knows, and what nobody looked at is no near miss.
final class ShippedRules implements AutoCloseable {
    private static final DecideConfig CONFIG = DecideConfig.of(Path.of("rules"));

    private final RuleCompiler compiler = new RuleCompiler();

    /// What is decided on these facts, where nobody says what runs.
    ///
    /// @param tried what was done before
    List<Decision> decide(List<? extends Fact> facts, Remedy... tried) {
        return decide(belief(facts), List.of(tried));
    }

    /// What is decided on these facts and what runs.
    List<Decision> decide(List<? extends Fact> facts, Inventory inventory) {
        return decide(belief(facts, inventory, NOON), List.of());
    }

    /// All that is decided on these facts is what this rule wants of `cart`.
    void decideAlone(String rule, String action, Disposition disposition, List<Fact> facts) {
        assertThat(decide(facts)).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo(rule);
            assertThat(decision.action().type()).isEqualTo(action);
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(disposition);
        });
    }

    /// How long a rule rests on a target after it acted on it.
    Duration cooldown(String rule) {
        try (Rulebook rulebook = new Rulebook(CONFIG, compiler, List.of())) {
            rulebook.decide(belief(List.of()), List.of(), List.of(), NOON);
            return rulebook.cooldown(rule);
        }
    }

    /// Facts on which nothing is decided, and why.
    static Arguments miss(String why, List<? extends Fact> facts) {
        return Arguments.of(why, facts);
    }

    private List<Decision> decide(Assessment belief, List<Remedy> tried) {
        try (Rulebook rulebook = new Rulebook(CONFIG, compiler, List.of())) {
            List<Decision> decisions = rulebook.decide(belief, tried, List.of(), NOON);
            assertThat(rulebook.status().problems()).isEmpty();
            return decisions;
        }
    }

    @Override
    public void close() {
        compiler.close();
    }
}
