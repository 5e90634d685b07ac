package nightshift.understand.version;

import java.util.Set;

/// The two versions that are compared.
///
/// @param previous what the old one is called; empty if nobody says
/// @param before rows of the old one up to the change
/// @param beside rows of the old one since the change
/// @param fresh rows of the new one
/// @param instances that run the new one, as their senders call them
record Succession(String previous, VersionRows before, VersionRows beside, VersionRows fresh, Set<String> instances) {
    Succession {
        instances = Set.copyOf(instances);
    }
}
