package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.live.LiveConfig;
import nightshift.fact.Fact;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;

/// Rulebooks over a folder that a test writes, and what each has decided so far.
final class RuleTrial implements AutoCloseable {
    /// An incident whose database got slow: what [RuleFolder#RECYCLE] and [#rule] fire on.
    static final List<Fact> SLOW = List.of(incident(), rising(CART, DB_DURATION, 0.8));

    private final RuleCompiler compiler = new RuleCompiler();
    private final Path directory;
    private final List<Rulebook> open = new ArrayList<>();
    private final Map<Rulebook, List<Remedy>> remedies = new HashMap<>();
    private Instant now = NOON;

    RuleTrial(Path directory) {
        this.directory = directory;
    }

    RuleFolder folder() {
        return new RuleFolder(directory);
    }

    Rulebook rulebook(RuleFolder folder) {
        return rulebook(folder, EvaluationLimits.usual());
    }

    Rulebook rulebook(RuleFolder folder, EvaluationLimits limits) {
        DecideConfig config = new DecideConfig(
                LiveConfig.of(folder.root()), limits, DecisionConfig.defaults(), DecideConfig.AT_LATEST);
        Rulebook rulebook = new Rulebook(config, compiler, List.of());
        open.add(rulebook);
        return rulebook;
    }

    /// A turn ten seconds after the one before; what it decides is what the next one of the same rulebook knows.
    List<Decision> decide(Rulebook rulebook) {
        now = now.plusSeconds(10);
        List<Remedy> known = remedies.computeIfAbsent(rulebook, fresh -> new ArrayList<>());
        List<Decision> decisions = rulebook.decide(belief(SLOW), List.copyOf(known), List.of(), now);
        decisions.stream().map(Remedy::of).forEach(known::add);
        return decisions;
    }

    /// A rule that fires on the same facts as the one that recycles.
    static String rule(String id, String type) {
        return """
                rule "%1$s"
                    @id("%1$s") @mode("auto")
                when
                    $i : Incident( open() )
                    $slow : Anomaly( rising() )
                then
                    insert( propose("%2$s").on($slow.entity()).because($slow, $i) );
                end
                """.formatted(id, type);
    }

    @Override
    public void close() {
        open.forEach(Rulebook::close);
        compiler.close();
    }
}
