package nightshift.decide.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.Watch;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/// The compiled rules of one directory: immutable, and shared by all threads that make sessions from it.
public final class RuleSet {
    private final RuleFiles files;
    private final List<RuleText> rules;
    private final Map<String, RuleText> byName;
    private final List<Watch> watches;
    private final List<List<String>> counters;
    private final Optional<KieContainer> container;

    /// @param counters for each counter of the compiled classes the names of the rules that it counts for
    /// @param container what was compiled; empty when there are no rules, which takes no compiler
    RuleSet(RuleFiles files, List<RuleText> rules, List<List<String>> counters, Optional<KieContainer> container) {
        this.files = files;
        this.rules = List.copyOf(rules);
        this.byName = rules.stream().collect(Collectors.toUnmodifiableMap(RuleText::name, Function.identity()));
        this.watches = rules.stream().flatMap(rule -> rule.watches().stream()).toList();
        this.counters = List.copyOf(counters);
        this.container = container;
    }

    /// What it was compiled from.
    public RuleFiles files() {
        return files;
    }

    /// In the order of files and lines.
    public List<RuleText> rules() {
        return rules;
    }

    /// By the name that Drools knows it by.
    public Optional<RuleText> rule(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// How many counters the compiled classes have.
    int counters() {
        return counters.size();
    }

    /// The rule that a counter counts for; empty when several share the condition.
    Optional<RuleText> counted(int counter) {
        List<String> names = counters.get(counter);
        return names.size() == 1 ? rule(names.getFirst()) : Optional.empty();
    }

    /// Who may have taken the last step: the rules that share what was asked. All of them when none was
    /// taken, since any may be why the engine came to no first one.
    List<RuleText> suspects(OptionalInt counter) {
        return counter.isEmpty()
                ? rules
                : counters.get(counter.getAsInt()).stream()
                        .flatMap(name -> rule(name).stream())
                        .toList();
    }

    public List<Watch> watches() {
        return watches;
    }

    /// A fresh session, of which the caller disposes; empty when there is nothing to fire.
    Optional<KieSession> session() {
        return container.map(KieContainer::newKieSession);
    }

    /// The name that what was compiled has in the engine, never given twice.
    Optional<ReleaseId> release() {
        return container.map(KieContainer::getReleaseId);
    }

    /// Gives the classes back. No session may be open.
    void dispose() {
        container.ifPresent(compiled -> {
            compiled.dispose();
            KieServices.get().getRepository().removeKieModule(compiled.getReleaseId());
        });
    }
}
