package nightshift.decide.judge;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import nightshift.decide.rulefile.Objection;

/// A regular expression whose matching takes time in proportion to the text, whatever the expression: RE2/J in the
/// place of the JDK's, which tries every way to match and so may take for ever, or end the stack. The classes made of
/// rules call it. Each match takes steps of the rule's budget.
///
/// The algorithm: Russ Cox, "Regular Expression Matching Can Be Simple And Fast" (2007).
public final class LinearPattern {
    /// What one can still read; more is a mistake or an attack.
    private static final int LONGEST = 200;

    /// Of all counted repetitions in each other: the expression is unfolded by so much.
    private static final int MOST_REPEATED = 1_000;

    /// So many characters times instructions of the expression cost about as much as one condition.
    private static final long WORK_OF_A_STEP = 16;

    private static final java.util.regex.Pattern REPEATED = java.util.regex.Pattern.compile("\\{(\\d*),?(\\d*)}");

    private final Pattern pattern;
    private final int size;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
        this.size = pattern.programSize();
    }

    /// @throws IllegalArgumentException when it can't be used
    public static LinearPattern compile(String regex) {
        refuse(regex).ifPresent(objection -> {
            throw new IllegalArgumentException(objection.message());
        });
        return new LinearPattern(Pattern.compile(regex));
    }

    /// Whether the whole text is as an expression says, which a rule has written out.
    public static boolean matches(String text, String regex) {
        Meter.steps(regex.length());
        return compile(regex).matcher(text).matches();
    }

    /// Why an expression can't be used; empty when it can.
    public static Optional<Objection> refuse(String regex) {
        if (regex.length() > LONGEST || repeated(regex) > MOST_REPEATED) {
            return Optional.of(new Objection(
                    "the regular expression \"" + regex.substring(0, Math.min(regex.length(), 40)) + "\" is too large",
                    "at most " + LONGEST + " characters, and " + MOST_REPEATED + " counted repetitions in all"));
        }
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException unusable) {
            return Optional.of(
                    new Objection(
                            "the regular expression \"" + regex + "\" can't be used: " + unusable.getDescription(),
                            "expressions are those of RE2: no back references, no looking ahead or behind, nothing possessive"));
        }
    }

    /// What is asked of one text.
    public Text matcher(CharSequence text) {
        return new Text(this, text);
    }

    /// All counts multiplied: as if each were inside of the others.
    private static long repeated(String regex) {
        long product = 1;
        Matcher counts = REPEATED.matcher(regex);
        while (counts.find() && product <= MOST_REPEATED) {
            product *= Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2))));
        }
        return product;
    }

    private static long count(String digits) {
        return digits.isEmpty() ? 0 : digits.length() > 6 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    /// @param pattern what it may match
    /// @param text what is read
    public record Text(LinearPattern pattern, CharSequence text) {
        /// Whether all of it matches.
        public boolean matches() {
            Meter.steps(text.length() * (long) pattern.size / WORK_OF_A_STEP);
            return pattern.pattern.matcher(text).matches();
        }
    }
}
