package nightshift.decide.judge;

import java.util.List;
import nightshift.decide.rulefile.Objection;

/// Why a class may not be loaded.
///
/// @param rules names of those that it was made for, as far as it can be told
/// @param near the text of the constraint that it was made for, or `then`; empty if it can't be told
/// @param objection what is wrong with it
public record Refusal(List<String> rules, String near, Objection objection) {
    public Refusal {
        rules = List.copyOf(rules);
    }
}
