package nightshift.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.compile.BreachPattern;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.Evaluator;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleWarnings;
import nightshift.decide.decision.DecisionSelector;
import nightshift.decide.decision.Judgement;
import nightshift.decide.decision.OpenIncidents;
import nightshift.decide.decision.PriorDecisions;
import nightshift.decide.decision.SafetyNet;
import nightshift.decide.decision.SetAsidePage;
import nightshift.decide.decision.Wish;
import nightshift.decide.live.DryRun;
import nightshift.decide.live.FactScreen;
import nightshift.decide.live.LiveRules;
import nightshift.decide.live.RuleHold;
import nightshift.decide.live.RuleLoader;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleMentions;
import nightshift.fact.Assessment;
import nightshift.fact.DeadLetter;
import nightshift.fact.DeadLetters;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.Turn;
import nightshift.fact.Watch;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.decision.RulebookStatus;
import org.jspecify.annotations.Nullable;

/// The deciding stage. Rules are evaluated when a fact, a remedy, a mode or the rules changed, and otherwise now and
/// then, since a condition may depend on the time. Owned by the loop's thread, apart from what says otherwise.
public final class Rulebook implements AutoCloseable {
    private final DecideConfig config;
    private final RuleLoader healingFiles;
    private final RuleLoader policyFiles;
    private final LiveRules healing;
    private final LiveRules policies;
    private final SafetyNet safetyNet;
    private final DryRun dryRun;
    private final RuleWarnings known;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, RuleMode> overrides = new HashMap<>();
    private volatile RulebookStatus published;
    private volatile Map<String, Duration> cooldowns = Map.of();
    private volatile boolean complete;
    private volatile Optional<String> crowded = Optional.empty();
    private Instant loadedAt = Instant.EPOCH;
    private @Nullable Evaluated evaluated;
    private boolean unsettled = true;
    private List<Hold> held = List.of();
    private Watched watched = new Watched(List.of(), List.of(), List.of());

    /// What rules were evaluated on last, and when.
    private record Evaluated(Assessment belief, List<Remedy> remedies, Instant at) {}

    /// What the live rules of both directories watch, and both put together.
    private record Watched(List<Watch> byHealing, List<Watch> byPolicies, List<Watch> merged) {}

    /// Reads and compiles the rules; broken files leave the rulebook without rules, and [#status] says why.
    ///
    /// @param compiler may be shared by several rulebooks, which then compile the same files once
    /// @param modes that people set before this start
    public Rulebook(DecideConfig config, RuleCompiler compiler, List<Command.SetMode> modes) {
        this(config, compiler, modes, RuleHold.NONE);
    }

    /// @param hold may keep the rules from being loaded
    public Rulebook(DecideConfig config, RuleCompiler compiler, List<Command.SetMode> modes, RuleHold hold) {
        this(config, compiler, modes, hold, RuleWarnings.NONE);
    }

    /// @param known targets, and signals of which no telemetry must tell
    public Rulebook(
            DecideConfig config,
            RuleCompiler compiler,
            List<Command.SetMode> modes,
            RuleHold hold,
            RuleWarnings known) {
        this(config, compiler, modes, hold, known, Evaluation::of);
    }

    /// The same with another way of firing rules.
    Rulebook(
            DecideConfig config,
            RuleCompiler compiler,
            List<Command.SetMode> modes,
            RuleHold hold,
            RuleWarnings known,
            Evaluator evaluator) {
        this.config = config;
        this.known = known;
        healingFiles = new RuleLoader(RuleKind.HEALING, config.live(), compiler, hold);
        policyFiles = new RuleLoader(RuleKind.POLICY, config.live(), compiler, hold);
        healing =
                new LiveRules(RuleKind.HEALING, healingFiles, compiler, config.live(), config.evaluation(), evaluator);
        policies = new LiveRules(RuleKind.POLICY, policyFiles, compiler, config.live(), config.evaluation(), evaluator);
        safetyNet = new SafetyNet(config.decision());
        dryRun = new DryRun(config.evaluation(), compiler);
        modes.forEach(this::setMode);
        published = publish();
    }

    /// Looks at the rule files once; what passes goes live with the next turn. On any thread but the loop's, which it
    /// would hold up while it compiles.
    public void look() {
        healingFiles.look(dryRun);
        policyFiles.look(dryRun);
    }

    /// New decisions only; what throws ends it.
    public List<Decision> decide(Assessment belief, List<Remedy> remedies, List<Command> orders, Instant now) {
        return decide(belief, remedies, orders, DeadLetters.NONE, now);
    }

    /// New decisions only: a wish that was decided before is not decided again. When it threw it may be asked again
    /// with the same: until it answered, nothing counts as decided.
    ///
    /// @param remedies all that was decided for open incidents, as they are now
    /// @param orders a person's override of a rule's mode holds from this turn on; the others are not for the rules
    /// @param letters where wishes go that can't be decided; a person is told of what was set aside
    public List<Decision> decide(
            Assessment belief, List<Remedy> remedies, List<Command> orders, DeadLetters letters, Instant now) {
        if (healing.swap() | policies.swap() || loadedAt.equals(Instant.EPOCH)) {
            loadedAt = now;
            unsettled = true;
        }
        orders.forEach(this::steer);
        List<Decision> pages = page(letters, now);
        if (!unsettled && pages.isEmpty() && !due(belief, remedies, now)) {
            return List.of();
        }
        List<Decision> decisions = evaluate(belief, remedies, letters, now);
        decisions.addAll(pages);
        boolean heldUp = Stream.of(healing, policies).anyMatch(LiveRules::heldUp);
        Stream.of(healing, policies).forEach(LiveRules::settle);
        evaluated = new Evaluated(belief, remedies, now);
        note(belief);
        unsettled = heldUp || !decisions.isEmpty(); // what gave way to them has its turn next
        published = publish();
        return decisions;
    }

    private boolean due(Assessment belief, List<Remedy> remedies, Instant now) {
        Evaluated before = evaluated;
        return before == null
                || !before.at().plus(config.atLatest()).isAfter(now)
                || !before.remedies().equals(remedies)
                || !sameFacts(before.belief(), belief);
    }

    /// Unchanged lists are the same objects most of the time, so that this costs nothing.
    private static boolean sameFacts(Assessment one, Assessment other) {
        return one.anomalies().equals(other.anomalies())
                && one.breaches().equals(other.breaches())
                && one.regressions().equals(other.regressions())
                && one.incidents().equals(other.incidents())
                && one.causes().equals(other.causes())
                && one.changes().equals(other.changes())
                && one.dependencies().equals(other.dependencies())
                && one.inventory().deployed().equals(other.inventory().deployed());
    }

    private List<Decision> evaluate(Assessment belief, List<Remedy> remedies, DeadLetters letters, Instant now) {
        PriorDecisions prior = prior(belief, remedies);
        FactScreen screen =
                FactScreen.of(facts(belief, prior, now), config.live().facts());
        crowded = screen.left();
        List<Fact> facts = screen.facts();
        List<Wish> wishes = wishes(belief, facts, prior, letters, now);
        DecisionSelector selector = new DecisionSelector(prior);
        List<Decision> decisions = new ArrayList<>(selector.decide(judged(wishes, facts, now), letters, now));
        held = Stream.concat(unbounded(wishes, now), selector.held().stream()).toList();
        decisions.addAll(safetyNet.due(belief, prior.remedies()));
        dryRun.remember(facts, wishes.stream().map(Wish::proposal).toList(), now);
        return decisions;
    }

    /// What rules wanted when they were evaluated last and what came to no decision, and why.
    public List<Hold> held() {
        return held;
    }

    /// The decision that tells a person of what was set aside; needs no rules.
    public List<Decision> page(DeadLetters letters, Instant now) {
        List<DeadLetter> untold = letters.untold();
        return untold.isEmpty() ? List.of() : List.of(SetAsidePage.of(untold, now));
    }

    /// The thresholds that the live rules ask for.
    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    public List<Watch> watches() {
        List<Watch> byHealing = healing.watches();
        List<Watch> byPolicies = policies.watches();
        if (byHealing != watched.byHealing() || byPolicies != watched.byPolicies()) {
            List<Watch> merged = BreachPattern.merge(Stream.concat(byHealing.stream(), byPolicies.stream()));
            watched = new Watched(byHealing, byPolicies, merged);
        }
        return watched.merged();
    }

    /// The live rules and what is wrong with the files. Safe from any thread.
    public RulebookStatus status() {
        RulebookStatus last = published;
        List<RuleProblem> problems = new ArrayList<>(healingFiles.problems());
        problems.addAll(policyFiles.problems());
        problems.addAll(last.problems());
        return new RulebookStatus(last.version(), last.loadedAt(), last.rules(), problems, last.warnings());
    }

    /// Why there are no rules of one kind or of both, although nobody wanted it so: they are held back, or were
    /// broken at the start. Safe from any thread.
    public Optional<String> out() {
        return complete
                ? Optional.empty()
                : status().problems().stream()
                        .findFirst()
                        .map(problem -> "rules are not in force, so nothing is done by itself: " + problem.text());
    }

    /// Which rules were set aside for what they did, and why: they threw, took too many steps or held
    /// up a turn. Each comes back when its text changes. Safe from any thread.
    public Optional<String> aside() {
        List<RuleProblem> aside = Stream.of(healingFiles, policyFiles)
                .flatMap(files -> files.aside().stream())
                .toList();
        if (aside.isEmpty()) {
            return Optional.empty();
        }
        String many = aside.size() == 1 ? "a rule is" : aside.size() + " rules are";
        return Optional.of(many + " set aside: " + aside.getFirst().text());
    }

    /// Whether there are more facts than rules look at, and how many; then a person must approve what they decide.
    /// Safe from any thread.
    public Optional<String> crowded() {
        return crowded;
    }

    /// How long a rule rests on a target after it acted on it: its `@cooldown`; zero if it has none or is not live.
    /// Safe from any thread.
    public Duration cooldown(String rule) {
        return cooldowns.getOrDefault(rule, Duration.ZERO);
    }

    /// Lets the rules go.
    @Override
    public void close() {
        Stream.of(healing, policies).forEach(LiveRules::release);
    }

    private void steer(Command order) {
        if (order instanceof Command.SetMode mode) {
            setMode(mode);
            unsettled = true;
        }
    }

    private void setMode(Command.SetMode order) {
        overrides.put(order.rule(), order.mode());
    }

    private static PriorDecisions prior(Assessment belief, List<Remedy> remedies) {
        Set<String> open = belief.openIncidents().stream().map(Incident::id).collect(Collectors.toSet());
        return new PriorDecisions(remedies.stream()
                .filter(remedy -> open.contains(remedy.incident()))
                .toList());
    }

    private static List<Fact> facts(Assessment belief, PriorDecisions prior, Instant now) {
        List<Fact> facts = new ArrayList<>(belief.facts().toList());
        facts.addAll(prior.outcomes());
        facts.add(new Turn(now));
        return facts;
    }

    /// What rules want in this turn and was not decided before. Every proposal needs an open incident, so without one
    /// nothing is evaluated.
    private List<Wish> wishes(
            Assessment belief, List<Fact> facts, PriorDecisions prior, DeadLetters letters, Instant now) {
        if (belief.openIncidents().isEmpty()) {
            return List.of();
        }
        OpenIncidents open = OpenIncidents.of(belief);
        List<Wish> wishes = new ArrayList<>();
        for (Evaluation.Insertion insertion : healing.evaluate(facts, now).insertions()) {
            letters.deliver(
                    "proposal of rule " + insertion.rule().id(),
                    () -> wish(insertion, belief, open)
                            .filter(wish -> !prior.knows(wish))
                            .ifPresent(wishes::add));
        }
        return wishes;
    }

    private Optional<Wish> wish(Evaluation.Insertion insertion, Assessment belief, OpenIncidents open) {
        if (!(insertion.value() instanceof Proposal unsigned)) {
            return Optional.empty();
        }
        RuleMode mode = insertion.rule().mode();
        RuleMode override = overrides.getOrDefault(insertion.rule().id(), mode);
        return open.about(unsigned.because())
                .map(incident -> Wish.of(unsigned, insertion.rule(), mode.atMost(override), incident, belief));
    }

    /// What is wanted and can't be judged.
    private Stream<Hold> unbounded(List<Wish> wishes, Instant now) {
        return policies.loaded()
                ? Stream.empty()
                : wishes.stream()
                        .filter(wish -> !wish.escalates())
                        .map(wish -> wish.held(HoldReason.POLICIES, "no policies are in force", now));
    }

    /// Without policies in force nothing may be done but to wake a person.
    private List<DecisionSelector.Judged> judged(List<Wish> wishes, List<Fact> facts, Instant now) {
        List<Wish> bounded = wishes.stream().filter(wish -> !wish.escalates()).toList();
        List<DecisionSelector.Judged> judged = new ArrayList<>();
        if (policies.loaded() && !bounded.isEmpty()) {
            List<Object> scene = new ArrayList<>(facts);
            bounded.stream().map(Wish::proposal).distinct().forEach(scene::add);
            Evaluation evaluation = policies.evaluate(scene, now);
            bounded.forEach(
                    wish -> judged.add(new DecisionSelector.Judged(wish, judgement(wish.proposal(), evaluation))));
        }
        wishes.stream()
                .filter(Wish::escalates)
                .forEach(wish -> judged.add(new DecisionSelector.Judged(wish, Judgement.UNBOUNDED)));
        return judged;
    }

    /// A policy that is out of order bounds everything: what it would have said is not known, so a person says it.
    private Judgement judgement(Proposal proposal, Evaluation evaluation) {
        Judgement judgement = Judgement.of(proposal, policies.texts(), evaluation);
        Judgement whole = crowded.map(left -> new Guard(HoldReason.FACTS.guard(), Guard.Verdict.APPROVAL, left))
                .map(judgement::and)
                .orElse(judgement);
        return policies.troubles().stream()
                .findFirst()
                .map(trouble -> new Guard(
                        HoldReason.POLICIES.guard(), Guard.Verdict.APPROVAL, "out of order: " + trouble.text()))
                .map(whole::and)
                .orElse(whole);
    }

    /// Which of the signals that rules name and nobody knows telemetry has shown by now.
    private void note(Assessment belief) {
        Set<String> unknown = healing.texts().stream()
                .flatMap(rule -> rule.mentions().signals().stream())
                .map(RuleMentions.Named::name)
                .filter(name -> !known.signals().test(name) && !seen.contains(name))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            belief.readings().all().stream()
                    .map(reading -> reading.key().signal().name())
                    .filter(unknown::contains)
                    .forEach(seen::add);
        }
    }

    private List<RuleProblem> warnings() {
        Predicate<String> signals = known.signals();
        return new RuleWarnings(known.targets(), name -> signals.test(name) || seen.contains(name))
                .of(List.copyOf(healing.texts()));
    }

    private RulebookStatus publish() {
        Map<String, Duration> resting = new HashMap<>();
        healing.texts().forEach(rule -> resting.put(rule.id(), rule.cooldown()));
        cooldowns = Map.copyOf(resting);
        complete = healing.loaded() && policies.loaded();
        List<RuleStatus> rules = new ArrayList<>(healing.statuses(overrides));
        rules.addAll(policies.statuses(overrides));
        List<RuleProblem> troubles = new ArrayList<>(healing.troubles());
        troubles.addAll(policies.troubles());
        return new RulebookStatus(
                RuleFiles.hash(healing.hash() + policies.hash()), loadedAt, rules, troubles, warnings());
    }
}
