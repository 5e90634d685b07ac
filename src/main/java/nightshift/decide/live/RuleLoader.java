package nightshift.decide.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;
import org.jspecify.annotations.Nullable;

/// Keeps one directory's rules in step with its files. [#look] is called again and again off the loop's thread and does
/// the reading, checking, compiling and trying out; the loop's thread takes what came of it with [#ready]. Whatever is
/// wrong leaves the live rules as they are.
public final class RuleLoader {
    private final RuleKind kind;
    private final Path directory;
    private final Path rules;
    private final RuleCompiler compiler;
    private final RuleHold hold;
    private final Rehearsal rehearsal;
    private final AtomicReference<@Nullable RuleSet> ready = new AtomicReference<>();
    private final Map<String, RuleProblem> aside = new ConcurrentHashMap<>();
    private volatile Set<String> present = Set.of();
    private final Map<String, RuleProblem> suspicious = new HashMap<>();
    private volatile List<RuleProblem> problems = List.of();
    private Set<String> written = Set.of();
    private String seen = "";
    private String settled = "";
    private String current = "";
    private boolean held;
    private boolean heldBack;

    public RuleLoader(RuleKind kind, LiveConfig config, RuleCompiler compiler, RuleHold hold) {
        this.hold = hold;
        this.rehearsal = config.rehearsal().by();
        this.kind = kind;
        this.rules = config.rules();
        this.directory = rules.resolve(kind.directory());
        this.compiler = compiler;
    }

    /// What a new set must pass before it may go live.
    interface TryOut {
        /// Empty, or why not.
        Optional<Refused> refuse(RuleSet candidate);
    }

    /// @param problem why it may not go live
    /// @param suspects one of which held up the trial, so that none is tried again
    record Refused(RuleProblem problem, List<RuleText> suspects) {}

    /// Reads and compiles at once; empty when something is wrong, which [#problems] then tells.
    synchronized Optional<RuleSet> load() {
        seen = signature();
        settled = seen;
        if (heldBack()) {
            heldBack = true;
            return Optional.empty();
        }
        return read().filter(this::rehearsedAtStart)
                .flatMap(files -> compile(files).map(compiled -> adopt(files, compiled)));
    }

    /// Looks at the directory once. Files that changed are left alone until two looks in a row see the same, since
    /// editors write more than once.
    public synchronized void look(TryOut tryOut) {
        String now = signature();
        boolean quiet = now.equals(seen);
        seen = now;
        if (quiet && heldBack && !now.equals(settled)) {
            hold.lift();
        }
        if (heldBack && !heldBack()) {
            heldBack = false;
            settled = "";
        }
        if (!quiet || heldBack || now.equals(settled)) {
            return;
        }
        settled = now;
        read().filter(this::isNew)
                .filter(this::rehearsed)
                .ifPresent(files -> compile(files)
                        .filter(candidate -> passes(candidate, tryOut))
                        .map(candidate -> adopt(files, candidate))
                        .ifPresent(this::offer));
    }

    /// The newest set that passed, once.
    Optional<RuleSet> ready() {
        return Optional.ofNullable(ready.getAndSet(null));
    }

    /// What is wrong with the files as they are now. Safe from any thread.
    public List<RuleProblem> problems() {
        return problems;
    }

    /// Why rules are set aside that are in the files. Safe from any thread.
    public List<RuleProblem> aside() {
        Set<String> written = present;
        return aside.entrySet().stream()
                .filter(each -> written.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(RuleProblem::file).thenComparing(RuleProblem::line))
                .toList();
    }

    /// The same rules without those that failed; each comes back when its text changes. On the loop's
    /// thread, which does not wait for a look that is under way.
    ///
    /// @param failed those rules, and what they did
    Optional<RuleSet> setAside(RuleSet live, Map<RuleText, RuleProblem> failed) {
        failed.forEach((rule, why) -> aside.put(rule.version(), why));
        return without(live, failed.keySet());
    }

    private Optional<RuleSet> without(RuleSet live, Collection<RuleText> failed) {
        return switch (compiler.compile(live.files().without(failed))) {
            case Compilation.Compiled compiled -> Optional.of(compiled.rules());
            case Compilation.Rejected _ -> Optional.empty();
        };
    }

    private boolean heldBack() {
        Optional<String> reason = hold.reason();
        reason.ifPresent(why -> reject(List.of(new RuleProblem(kind.directory(), 0, "", "held back: " + why, ""))));
        return reason.isPresent();
    }

    private Optional<RuleFiles> read() {
        try {
            return Optional.of(RuleFiles.read(rules, kind));
        } catch (IOException | UncheckedIOException unreadable) {
            settled = ""; // permissions may change without a trace in the files, so the next look tries again
            reject(List.of(new RuleProblem(
                    kind.directory(), 0, "", "can't be read: " + unreadable.getMessage(), "check its permissions")));
            return Optional.empty();
        }
    }

    private boolean isNew(RuleFiles files) {
        if (files.hash().equals(current)) {
            problems = List.of();
            return false;
        }
        if (files.files().isEmpty() && held) {
            reject(List.of(new RuleProblem(
                    kind.directory(),
                    0,
                    "",
                    "all rule files are gone, which looks like an accident",
                    "the last rules stay live; to have none, leave a .drl file that holds only a comment")));
            return false;
        }
        return true;
    }

    /// At a start there are no rules that could stay live, so that those which did not come to an end
    /// are left out by name and the others are taken.
    private boolean rehearsedAtStart(RuleFiles files) {
        Rehearsal.Verdict verdict = rehearsal.of(files);
        aside.putAll(verdict.aside());
        if (!verdict.problems().isEmpty()) {
            reject(verdict.problems());
        }
        return verdict.problems().isEmpty();
    }

    private boolean rehearsed(RuleFiles files) {
        Rehearsal.Verdict verdict = rehearsal.of(files);
        if (!verdict.passed()) {
            reject(Stream.concat(
                            verdict.problems().stream(),
                            verdict.aside().values().stream().sorted(Comparator.comparing(RuleProblem::text)))
                    .toList());
        }
        return verdict.passed();
    }

    private Optional<RuleSet> compile(RuleFiles files) {
        return switch (compiler.compile(files)) {
            case Compilation.Rejected rejected -> {
                reject(rejected.problems());
                yield Optional.empty();
            }
            case Compilation.Compiled compiled -> {
                Optional<RuleProblem> known = compiled.rules().rules().stream()
                        .flatMap(rule -> Optional.ofNullable(suspicious.get(rule.version())).stream())
                        .findFirst();
                known.ifPresent(problem -> {
                    reject(List.of(problem));
                    compiler.release(compiled.rules());
                });
                written = versions(compiled.rules());
                yield known.isPresent() ? Optional.empty() : Optional.of(withoutAside(compiled.rules()));
            }
        };
    }

    private RuleSet adopt(RuleFiles files, RuleSet compiled) {
        problems = List.of();
        current = files.hash();
        present = written;
        held = !files.files().isEmpty();
        return compiled;
    }

    private RuleSet withoutAside(RuleSet compiled) {
        List<RuleText> failed = compiled.rules().stream()
                .filter(rule -> aside.containsKey(rule.version()))
                .toList();
        if (failed.isEmpty()) {
            return compiled;
        }
        Optional<RuleSet> rest = without(compiled, failed);
        rest.ifPresent(_ -> compiler.release(compiled));
        return rest.orElse(compiled);
    }

    private static Set<String> versions(RuleSet rules) {
        return rules.rules().stream().map(RuleText::version).collect(Collectors.toUnmodifiableSet());
    }

    private boolean passes(RuleSet candidate, TryOut tryOut) {
        Optional<Refused> refusal = tryOut.refuse(candidate);
        refusal.ifPresent(refused -> {
            reject(List.of(refused.problem()));
            refused.suspects().forEach(rule -> suspicious.put(rule.version(), refused.problem()));
            if (refused.suspects().isEmpty()) {
                compiler.release(candidate); // else it is still in use by what was left behind
            }
        });
        return refusal.isEmpty();
    }

    private void offer(RuleSet candidate) {
        RuleSet overtaken = ready.getAndSet(candidate);
        if (overtaken != null) {
            compiler.release(overtaken);
        }
    }

    private void reject(List<RuleProblem> found) {
        problems = List.copyOf(found);
    }

    /// Names, sizes and times of the files: cheap to look at several times a second.
    private String signature() {
        try {
            List<String> parts = new ArrayList<>();
            for (Path file : RuleFiles.paths(directory)) {
                parts.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return "files " + String.join("\n", parts);
        } catch (IOException | UncheckedIOException moving) {
            return "unreadable";
        }
    }
}
