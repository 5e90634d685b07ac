package nightshift.loop;

/// Where a test makes a turn throw. Each place tells when it is passed; what is thrown then is thrown there.
interface Faults {
    Faults NONE = place -> {};

    enum Place {
        /// The past of one series is read for its forecast.
        SERIES,
        /// An incident's causes are ranked.
        INCIDENT,
        /// A fact is handed to the rules.
        FACT,
        /// The rules of a directory have been evaluated.
        RULES,
        /// The journal writes.
        STATEMENT,
        /// A rule's cool-down is asked for by an interlock.
        INTERLOCK,
        /// An effect is handed to its thread.
        EFFECT
    }

    void passing(Place place);

    /// A series whose newest value this is is about to be forecast.
    default void reading(float newest) {}

    /// What a place throws.
    final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(Place place) {
            super("thrown at " + place + ", as the test wants it");
        }
    }
}
