package nightshift.decide.rulefile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `.drl` file as it was read.
///
/// @param path below the rules directory, with `/`
/// @param text what it holds
public record RuleFile(String path, String text) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s");
    private static final Pattern IMPORT = Pattern.compile("(?m)(?:^|;)\\s*import\\s+((?:static\\s+)?[\\w.*]+)");

    /// The text as Drools gets it: with the standard header, unless the file names its package itself. Imports of
    /// names that have moved since it was written go where they are now.
    public String drl(RuleKind kind) {
        String drl = MovedNames.followed(text);
        return PACKAGE.matcher(text).find() ? drl : kind.header() + drl;
    }

    /// How many different names and packages the text imports as Drools gets it.
    public int imports(RuleKind kind) {
        return Math.toIntExact(IMPORT.matcher(drl(kind))
                .results()
                .map(found -> squeeze(found.group(1)))
                .distinct()
                .count());
    }

    /// The number of the first line that holds `snippet`, whatever its white space, at or after line `from`;
    /// `from` when none does.
    public int lineOf(String snippet, int from) {
        String wanted = squeeze(snippet);
        String[] lines = text.split("\n", -1);
        for (int i = Math.max(0, from - 1); i < lines.length; i++) {
            if (squeeze(lines[i]).contains(wanted)) {
                return i + 1;
            }
        }
        return from;
    }

    /// The same file with lines `first` to `last` emptied; the others keep their numbers.
    public RuleFile without(int first, int last) {
        String[] lines = text.split("\n", -1);
        for (int i = first - 1; i < last && i < lines.length; i++) {
            lines[i] = "";
        }
        return new RuleFile(path, String.join("\n", lines));
    }

    /// The same file with nothing but lines `first` to `last` and its header; the lines keep their numbers.
    public RuleFile only(int first, int last, int headerEnd) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean header = i < headerEnd;
            boolean rule = i >= first - 1 && i < last;
            if (!header && !rule) {
                lines[i] = "";
            }
        }
        return new RuleFile(path, String.join("\n", lines));
    }

    private static String squeeze(String text) {
        Matcher blank = Pattern.compile("\\s+").matcher(text);
        return blank.replaceAll("");
    }
}
