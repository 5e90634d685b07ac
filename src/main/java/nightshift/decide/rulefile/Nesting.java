package nightshift.decide.rulefile;

import java.util.Optional;

/// How much of an expression a parser may be given. The one that the engine's compiler uses tries every bracket in
/// several ways, and each of these every bracket inside of it: sixteen in each other take minutes, thirty take years.
public final class Nesting {
    /// Three more than the deepest of the rules that ship; takes milliseconds.
    private static final int DEEPEST = 7;

    private static final int LONGEST = 4_000;

    private Nesting() {}

    /// Why an expression is not even parsed; empty when it may be.
    public static Optional<Objection> refuse(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.of(new Objection(
                    "is longer than " + LONGEST + " characters", "write several constraints, or several rules"));
        }
        return depth(expression) <= DEEPEST
                ? Optional.empty()
                : Optional.of(new Objection(
                        "more than " + DEEPEST + " brackets stand in each other",
                        "take out brackets that change nothing, or write several constraints"));
    }

    /// Brackets in texts do not count, unless a comment may hide where a text begins.
    private static int depth(String expression) {
        boolean comments = expression.contains("//") || expression.contains("/*");
        int depth = 0;
        int deepest = 0;
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (!comments && (c == '"' || c == '\'')) {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                deepest = Math.max(deepest, ++depth);
            } else if (")]}".indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            }
        }
        return deepest;
    }
}
