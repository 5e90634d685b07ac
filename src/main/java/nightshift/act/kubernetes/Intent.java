package nightshift.act.kubernetes;

import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.Write;
import nightshift.fact.Action;

/// What a verb would do to an object as it is now.
///
/// @param write the one request
/// @param sentence for people
/// @param inverse what would undo it; empty when nothing does
/// @param pins what it rests on, besides the object itself
/// @param approval why a person must be asked; empty when nobody must
record Intent(Write write, String sentence, Optional<Action> inverse, Map<String, String> pins, String approval) {
    Intent(Write write, String sentence, Optional<Action> inverse, Map<String, String> pins) {
        this(write, sentence, inverse, pins, "");
    }
}
