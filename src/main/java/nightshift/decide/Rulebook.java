package nightshift.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.decide.compile.BreachPattern;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.decision.Decided;
import nightshift.decide.decision.DecisionSelector;
import nightshift.decide.decision.Grounds;
import nightshift.decide.decision.Judgement;
import nightshift.decide.decision.RuleMemory;
import nightshift.decide.decision.Wish;
import nightshift.decide.language.Draft;
import nightshift.decide.live.DryRun;
import nightshift.decide.live.LiveRules;
import nightshift.decide.live.RuleHold;
import nightshift.decide.live.RuleLoader;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.Turn;
import nightshift.fact.Watch;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.decision.RulebookStatus;

/// The deciding stage. Owned by the loop's thread, apart from what says otherwise.
public final class Rulebook implements AutoCloseable {
    private final RuleLoader healingFiles;
    private final RuleLoader policyFiles;
    private final LiveRules healing;
    private final LiveRules policies;
    private final Decided decided;
    private final DecisionSelector docket;
    private final DryRun rehearsal;
    private final Map<String, RuleMode> overrides;
    private volatile RulebookStatus published;
    private volatile Map<String, Duration> cooldowns = Map.of();
    private volatile boolean complete;
    private Instant loadedAt = Instant.EPOCH;

    /// Reads and compiles the rules; broken files leave the rulebook without rules, and [#status] says why.
    ///
    /// @param compiler may be shared by several rulebooks, which then compile the same files once
    /// @param known what was decided before this start
    public Rulebook(DecideConfig config, RuleCompiler compiler, RuleMemory known) {
        this(config, compiler, known, RuleHold.NONE);
    }

    /// @param hold may keep the rules from being loaded
    public Rulebook(DecideConfig config, RuleCompiler compiler, RuleMemory known, RuleHold hold) {
        healingFiles = new RuleLoader(RuleKind.HEALING, config.live().rules(), compiler, hold);
        policyFiles = new RuleLoader(RuleKind.POLICY, config.live().rules(), compiler, hold);
        healing = new LiveRules(RuleKind.HEALING, healingFiles, compiler, config.live(), config.evaluation());
        policies = new LiveRules(RuleKind.POLICY, policyFiles, compiler, config.live(), config.evaluation());
        decided = new Decided(known);
        docket = new DecisionSelector(decided);
        rehearsal = new DryRun(config.evaluation(), compiler);
        overrides = new HashMap<>(known.overrides());
        published = publish();
    }

    /// Looks at the rule files once; what passes goes live with the next turn. On any thread but the loop's, which it
    /// would hold up while it compiles.
    public void look() {
        healingFiles.look(rehearsal);
        policyFiles.look(rehearsal);
    }

    /// New decisions only: a finding that was decided before is not decided again.
    public List<Decision> decide(Assessment belief, List<Outcome> last, Instant now) {
        if (healing.swap() | policies.swap() || loadedAt.equals(Instant.EPOCH)) {
            loadedAt = now;
        }
        decided.learn(last, belief.incidents());
        List<Fact> facts = facts(belief, now);
        List<Wish> findings = findings(belief, facts, now);
        List<Decision> decisions = docket.decide(judged(findings, facts, now), now);
        rehearsal.remember(facts, findings.stream().map(Wish::proposal).toList(), now);
        published = publish();
        return decisions;
    }

    /// The thresholds that the live rules ask for.
    public List<Watch> watches() {
        return BreachPattern.merge(Stream.concat(healing.watches().stream(), policies.watches().stream()));
    }

    /// Applies a person's override of a rule's mode from this turn on.
    public void setMode(Command.SetMode order) {
        overrides.put(order.rule(), order.mode());
        published = publish();
    }

    /// The live rules and what is wrong with the files. Safe from any thread.
    public RulebookStatus status() {
        RulebookStatus last = published;
        List<RuleProblem> problems = new ArrayList<>(healingFiles.problems());
        problems.addAll(policyFiles.problems());
        problems.addAll(last.problems());
        return new RulebookStatus(last.version(), last.loadedAt(), last.rules(), problems);
    }

    /// Why there are no rules of one kind or of both, although nobody wanted it so: they are held back, or were broken
    /// at the start. Safe from any thread.
    public Optional<String> out() {
        return complete
                ? Optional.empty()
                : status().problems().stream()
                        .findFirst()
                        .map(problem -> "rules are not in force, so nothing is done by itself: " + problem.text());
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

    private List<Fact> facts(Assessment belief, Instant now) {
        List<Fact> facts = new ArrayList<>(belief.facts().toList());
        facts.addAll(decided.settled());
        facts.add(new Turn(now));
        return facts;
    }

    /// What rules want in this turn and was not decided before. Every proposal needs an open incident, so without one
    /// nothing is evaluated.
    private List<Wish> findings(Assessment belief, List<Fact> facts, Instant now) {
        if (belief.incidents().stream().noneMatch(Incident::open)) {
            return List.of();
        }
        return healing.evaluate(facts, now).insertions().stream()
                .flatMap(insertion -> finding(insertion, belief).stream())
                .filter(finding -> !decided.knows(finding))
                .toList();
    }

    private Optional<Wish> finding(Evaluation.Insertion insertion, Assessment belief) {
        if (!(insertion.value() instanceof Draft draft)) {
            return Optional.empty();
        }
        RuleMode mode = insertion.rule().mode();
        RuleMode override = overrides.getOrDefault(insertion.rule().id(), mode);
        return new Grounds(draft.because(), belief)
                .incident()
                .map(incident -> Wish.of(draft, insertion.rule(), mode.atMost(override), incident, belief));
    }

    /// Without policies in force nothing may be done but to wake a person.
    private List<DecisionSelector.Judged> judged(List<Wish> findings, List<Fact> facts, Instant now) {
        List<Wish> bounded =
                findings.stream().filter(finding -> !finding.escalates()).toList();
        List<DecisionSelector.Judged> judged = new ArrayList<>();
        if (policies.loaded() && !bounded.isEmpty()) {
            List<Object> scene = new ArrayList<>(facts);
            bounded.stream().map(Wish::proposal).distinct().forEach(scene::add);
            Evaluation evaluation = policies.evaluate(scene, now);
            bounded.forEach(finding ->
                    judged.add(new DecisionSelector.Judged(finding, judgement(finding.proposal(), evaluation))));
        }
        findings.stream()
                .filter(Wish::escalates)
                .forEach(finding -> judged.add(new DecisionSelector.Judged(finding, Judgement.UNBOUNDED)));
        return judged;
    }

    /// A policy that is out of order bounds everything: what it would have said is not known, so a person says it.
    private Judgement judgement(Proposal proposal, Evaluation evaluation) {
        Judgement judgement = Judgement.of(proposal, policies.texts(), evaluation);
        return policies.troubles().stream()
                .findFirst()
                .map(trouble -> new Guard("policies", Guard.Verdict.APPROVAL, "out of order: " + trouble.text()))
                .map(judgement::and)
                .orElse(judgement);
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
        return new RulebookStatus(RuleFiles.hash(healing.hash() + policies.hash()), loadedAt, rules, troubles);
    }
}
