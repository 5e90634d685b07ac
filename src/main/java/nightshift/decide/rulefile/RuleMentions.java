package nightshift.decide.rulefile;

import java.util.List;
import java.util.Set;

/// What a rule names that is not Nightshift's own: whether there is such a thing, only the world can tell.
///
/// @param signals that it compares with, by name
/// @param proposals what it would have done
public record RuleMentions(List<Named> signals, List<Proposed> proposals) {
    public RuleMentions {
        signals = List.copyOf(signals);
        proposals = List.copyOf(proposals);
    }

    /// A name and where it stands.
    ///
    /// @param line of the file
    public record Named(String name, int line) {}

    /// A type of action, with the parameters that it is given.
    ///
    /// @param line of the file
    public record Proposed(String type, Set<String> parameters, int line) {
        public Proposed {
            parameters = Set.copyOf(parameters);
        }
    }
}
