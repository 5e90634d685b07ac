package nightshift.decide;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleWarnings;
import nightshift.decide.live.RuleHold;
import nightshift.fact.decision.Command;

/// A rulebook of which a test hears each fact that is handed to the rules, and each evaluation when it is done.
public final class WatchedRules {
    private WatchedRules() {}

    /// What it throws, the evaluation throws.
    public interface Watcher {
        /// A fact is about to be inserted.
        void fact();

        /// All rules of a directory have fired.
        void evaluated(Instant now, List<String> facts);
    }

    public static Rulebook rulebook(
            DecideConfig config, RuleCompiler compiler, List<Command.SetMode> modes, Watcher watcher) {
        return new Rulebook(config, compiler, modes, RuleHold.NONE, RuleWarnings.NONE, (rules, facts, now, limits) -> {
            List<String> told = new ArrayList<>();
            facts.forEach(fact -> told.add(fact.toString()));
            Evaluation result = Evaluation.of(rules, watched(facts, watcher), now, limits);
            watcher.evaluated(now, told);
            return result;
        });
    }

    private static Collection<Object> watched(Collection<?> facts, Watcher watcher) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                Iterator<?> each = facts.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Object next() {
                        watcher.fact();
                        return each.next();
                    }
                };
            }

            @Override
            public int size() {
                return facts.size();
            }
        };
    }
}
