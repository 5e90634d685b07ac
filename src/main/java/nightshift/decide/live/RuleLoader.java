package nightshift.decide.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleFile;
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
    private final AtomicReference<@Nullable RuleSet> ready = new AtomicReference<>();
    private final Set<String> aside = ConcurrentHashMap.newKeySet();
    private volatile List<RuleProblem> problems = List.of();
    private String seen = "";
    private String settled = "";
    private String current = "";
    private boolean held;

    public RuleLoader(RuleKind kind, Path rules, RuleCompiler compiler) {
        this.kind = kind;
        this.rules = rules;
        this.directory = rules.resolve(kind.directory());
        this.compiler = compiler;
    }

    /// What a new set must pass before it may go live.
    interface TryOut {
        /// Empty, or why not.
        Optional<RuleProblem> refuse(RuleSet candidate);
    }

    /// Reads and compiles at once; empty when something is wrong, which [#problems] then tells.
    synchronized Optional<RuleSet> load() {
        seen = signature();
        settled = seen;
        return read().flatMap(files -> compile(files).map(compiled -> adopt(files, compiled)));
    }

    /// Looks at the directory once. Files that changed are left alone until two looks in a row see the same, since
    /// editors write more than once.
    public synchronized void look(TryOut tryOut) {
        String now = signature();
        boolean quiet = now.equals(seen);
        seen = now;
        if (!quiet || now.equals(settled)) {
            return;
        }
        settled = now;
        read().filter(this::isNew)
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

    /// Versions of the rules that are set aside.
    Set<String> aside() {
        return Set.copyOf(aside);
    }

    /// The same rules without one that failed; it comes back when its text changes.
    synchronized Optional<RuleSet> setAside(RuleSet live, RuleText rule) {
        aside.add(rule.version());
        return switch (compiler.compile(live.files().replace(rule.file(), file -> without(file, rule)))) {
            case Compilation.Compiled compiled -> Optional.of(compiled.rules());
            case Compilation.Rejected _ -> Optional.empty();
        };
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

    private Optional<RuleSet> compile(RuleFiles files) {
        return switch (compiler.compile(files)) {
            case Compilation.Rejected rejected -> {
                reject(rejected.problems());
                yield Optional.empty();
            }
            case Compilation.Compiled compiled -> Optional.of(withoutAside(compiled.rules()));
        };
    }

    private RuleSet adopt(RuleFiles files, RuleSet compiled) {
        problems = List.of();
        current = files.hash();
        held = !files.files().isEmpty();
        return compiled;
    }

    private RuleSet withoutAside(RuleSet compiled) {
        RuleSet rest = compiled;
        for (RuleText rule : compiled.rules()) {
            if (aside.contains(rule.version())) {
                RuleSet whole = rest;
                rest = setAside(whole, rule).orElse(whole);
                if (!rest.equals(whole)) {
                    compiler.release(whole);
                }
            }
        }
        return rest;
    }

    private boolean passes(RuleSet candidate, TryOut tryOut) {
        Optional<RuleProblem> refusal = tryOut.refuse(candidate);
        refusal.ifPresent(problem -> {
            reject(List.of(problem));
            compiler.release(candidate);
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

    private static RuleFile without(RuleFile file, RuleText rule) {
        return file.without(rule.span().first(), rule.span().last());
    }
}
