package nightshift.app.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.live.Rehearser;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.decision.RuleProblem;

/// The process that compiles and rehearses rules for a server, at once or after it has warmed up on rules of its
/// own. Reads the files from its input, tells on its output how far it is and what came of it, and ends when its
/// input does: then nobody waits for it
/// any more.
public final class RehearsalChild {
    /// Held here, since a logger that nobody holds forgets its level.
    private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("org.drools"), Logger.getLogger("org.kie"));

    static final int ORPHANED = 4;

    /// Said to one that is to warm up and wait.
    static final String WAITS = "wait";

    private static final String WARMING = """
            rule "Warming"
                @id("warming") @mode("shadow") @owner("nightshift") @cooldown("1h")
            when
                $slow : Anomaly( role in ("REQUEST_ERRORS", "REQUEST_LATENCY"), rising(), confidence > 0.9 )
                $root : Cause( entity == $slow.entity, probability > 0.5 )
                $incident : Incident( id == $root.incident, open() )
                not Outcome( incident == $incident.id, settled() )
            then
                insert( propose("workload.restart").on($slow.entity()).because($slow, $root) );
            end
            """;

    private static final String WARMING_POLICY = """
            rule "Warming"
                @id("warming-policy") @owner("nightshift")
            when
                $proposal : Proposal( type() not in ("workload.scale", "volume.expand") )
            then
                insert( requireApproval($proposal).because("it warms up") );
            end
            """;

    private RehearsalChild() {}

    public static void main(String... words) throws IOException, InterruptedException {
        LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
        DataOutputStream out = new DataOutputStream(System.out);
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8)); // whoever else prints
        DataInputStream in = new DataInputStream(System.in);
        FutureTask<Request> told = new FutureTask<>(() -> Request.read(in));
        Thread.ofPlatform().name("parent").daemon().start(() -> {
            told.run();
            haltAtTheEndOf(in);
        });
        if (List.of(words).contains(WAITS)) {
            warmUp();
            Message.WARM.write(out);
            out.flush();
        }
        Request request = request(told);
        EvaluationLimits limits =
                EvaluationLimits.usual().steps(request.steps()).watchedBy(new EvaluationThread());
        Rehearser rehearser = new Rehearser(limits, step -> tell(out, step));
        answer(out, rehearser.of(request.files()));
        Runtime.getRuntime().halt(0); // an evaluation that was left behind does not hold it up
    }

    private static Request request(FutureTask<Request> told) throws InterruptedException {
        try {
            return told.get();
        } catch (ExecutionException nobodyLeft) {
            Runtime.getRuntime().halt(ORPHANED);
            throw new IllegalStateException(nobodyLeft);
        }
    }

    /// Of what a first rehearsal takes nearly all is for classes that are loaded and code that is not compiled yet.
    private static void warmUp() {
        Rehearser rehearser = new Rehearser(EvaluationLimits.usual().watchedBy(new EvaluationThread()), _ -> {});
        for (RuleKind kind : RuleKind.values()) {
            String text = switch (kind) {
                case HEALING -> WARMING;
                case POLICY -> WARMING_POLICY;
            };
            RuleFile file = new RuleFile(kind.directory() + "/warming.drl", text);
            if (!rehearser.of(RuleFiles.of(kind, List.of(file))).passed()) {
                throw new IllegalStateException("what warms up does not pass itself");
            }
        }
        System.gc(); // what waits holds no more than it needs
    }

    private static void haltAtTheEndOf(InputStream in) {
        try {
            while (in.read() >= 0) {
                // nothing more is said
            }
        } catch (IOException broken) {
            // as good as its end
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    private static void tell(DataOutputStream out, String step) {
        try {
            Message.STEP.write(out);
            text(out, step);
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void answer(DataOutputStream out, Rehearsal.Verdict verdict) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream answer = new DataOutputStream(whole);
        Message.VERDICT.write(answer);
        answer.writeInt(verdict.problems().size());
        for (RuleProblem problem : verdict.problems()) {
            problem(answer, problem);
        }
        answer.writeInt(verdict.aside().size());
        for (Map.Entry<String, RuleProblem> each : verdict.aside().entrySet()) {
            text(answer, each.getKey());
            problem(answer, each.getValue());
        }
        out.write(whole.toByteArray());
        out.flush();
    }

    private static void problem(DataOutputStream out, RuleProblem problem) throws IOException {
        text(out, problem.file());
        out.writeInt(problem.line());
        text(out, problem.rule());
        text(out, problem.message());
        text(out, problem.hint());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /// How a message of the process begins.
    enum Message {
        STEP,
        VERDICT,
        /// Said once by one that waits, as soon as it does.
        WARM;

        void write(DataOutputStream out) throws IOException {
            out.writeByte(ordinal());
        }

        /// @throws EOFException when no message begins here: a JVM that ends may have something to say
        ///     as well
        static Message read(DataInputStream in) throws IOException {
            int begins = in.readByte();
            if (begins < 0 || begins >= values().length) {
                throw new EOFException("no message begins with " + begins);
            }
            return values()[begins];
        }
    }

    /// @param files to rehearse
    /// @param steps of a rule
    record Request(RuleFiles files, int steps) {
        byte[] written() throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(whole);
            out.writeInt(steps);
            text(out, files.kind().name());
            out.writeInt(files.files().size());
            for (RuleFile file : files.files()) {
                text(out, file.path());
                text(out, file.text());
            }
            return whole.toByteArray();
        }

        static Request read(DataInputStream in) throws IOException {
            int steps = in.readInt();
            RuleKind kind = RuleKind.valueOf(text(in));
            List<RuleFile> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                files.add(new RuleFile(text(in), text(in)));
            }
            return new Request(RuleFiles.of(kind, files), steps);
        }
    }

    /// What the process says, read to its end.
    ///
    /// @param step the last one that it told; empty if none
    /// @param verdict what came of it; empty when it did not come to one
    record Answer(String step, List<Rehearsal.Verdict> verdict) {
        static Answer read(DataInputStream in) throws IOException {
            String step = "";
            try {
                for (Message said = Message.read(in); said != Message.VERDICT; said = Message.read(in)) {
                    step = said == Message.STEP ? text(in) : step;
                }
                return new Answer(step, List.of(verdict(in)));
            } catch (EOFException ended) {
                return new Answer(step, List.of());
            }
        }

        private static Rehearsal.Verdict verdict(DataInputStream in) throws IOException {
            List<RuleProblem> problems = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                problems.add(problem(in));
            }
            Map<String, RuleProblem> aside = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                aside.put(text(in), problem(in));
            }
            return new Rehearsal.Verdict(problems, aside);
        }

        private static RuleProblem problem(DataInputStream in) throws IOException {
            return new RuleProblem(text(in), in.readInt(), text(in), text(in), text(in));
        }
    }
}
