package nightshift.simulate.target;

import org.jspecify.annotations.Nullable;

/// What would happen.
///
/// @param possible whether it can be done
/// @param detail what, or why not
/// @param inverse null when it can't be undone
record Plan(boolean possible, String detail, @Nullable Inverse inverse) {
    static Plan impossible(String why) {
        return new Plan(false, why, null);
    }
}
