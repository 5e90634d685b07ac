package nightshift.simulate.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.FailureKind;
import org.jspecify.annotations.Nullable;

/// What came of a recording, by its truth.
///
/// @param faults one verdict for each fault and trap, in their order
/// @param quiet what was said and decided while nothing was wrong
public record ReplayVerdict(List<OnFault> faults, List<Uncalled> quiet) {
    public ReplayVerdict {
        faults = List.copyOf(faults);
        quiet = List.copyOf(quiet);
    }

    /// What came of one fault or trap.
    ///
    /// @param seenAfter from its beginning until its first incident opened; null when none did
    /// @param allowed how long that may take
    /// @param blamed who the first statement ranks first
    /// @param right whether that is who is at fault
    /// @param kind what the first statement says it is
    /// @param incidents that opened for it
    /// @param decided action and target of each decision, in their order
    /// @param remedied whether a right one is among them
    /// @param wrong decisions that are neither right nor acceptable
    public record OnFault(
            RecordedTruth.Fault fault,
            @Nullable Duration seenAfter,
            Duration allowed,
            @Nullable String blamed,
            boolean right,
            @Nullable FailureKind kind,
            int incidents,
            List<String> decided,
            boolean remedied,
            List<String> wrong) {
        public OnFault {
            decided = List.copyOf(decided);
            wrong = List.copyOf(wrong);
        }

        /// What is not as it should be, in words that stay the same from run to run.
        public List<String> failures() {
            List<String> failures = new ArrayList<>();
            if (fault.trap()) {
                note(incidents > 0, "opens an incident", failures);
                note(!decided.isEmpty(), "decides something", failures);
                return failures;
            }
            note(seenAfter == null || seenAfter.compareTo(allowed) > 0, "not seen in time", failures);
            note(!right, "wrong service first", failures);
            note(!fault.remedies().isEmpty() && !remedied, "right remedy not decided", failures);
            note(!wrong.isEmpty(), "wrong remedy decided", failures);
            note(incidents > 1, "more than one incident", failures);
            return failures;
        }

        private static void note(boolean failed, String what, List<String> failures) {
            if (failed) {
                failures.add(what);
            }
        }
    }

    /// Something said or decided while nothing was wrong.
    ///
    /// @param after name of the last fault before, or `begin`
    /// @param what `opens an incident` or `decides something`
    /// @param detail for people
    public record Uncalled(String after, String what, String detail) {}

    /// All that is not as it should be, one line each, in words that stay the same from run to run.
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (OnFault one : faults) {
            one.failures().forEach(failure -> failures.add(one.fault().name() + ": " + failure));
        }
        quiet.stream()
                .map(uncalled -> "quiet after " + uncalled.after() + ": " + uncalled.what())
                .distinct()
                .forEach(failures::add);
        return failures;
    }
}
