package nightshift.simulate.target;

import java.util.Map;

/// What would undo an action.
///
/// @param type of the action
/// @param parameters of it
record Inverse(String type, Map<String, String> parameters) {
    Inverse {
        parameters = Map.copyOf(parameters);
    }
}
