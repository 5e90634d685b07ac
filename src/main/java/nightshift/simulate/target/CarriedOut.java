package nightshift.simulate.target;

import java.time.Instant;

/// An action as the world saw it: the truth about what was done.
///
/// @param id of the order; an undo's ends in `-undo`
/// @param type of the action
/// @param namespace of the service, as it was asked for
/// @param service what it was done to
/// @param at world time
public record CarriedOut(String id, String type, String namespace, String service, Instant at) {
    public boolean undo() {
        return id.endsWith("-undo");
    }
}
