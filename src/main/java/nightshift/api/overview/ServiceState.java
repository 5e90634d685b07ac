package nightshift.api.overview;

/// How a service is, the worst first. That nothing was found is good news only of one that can be judged.
public enum ServiceState {
    /// Something that is to be done about it waits for a person.
    WAITING,
    /// An open incident is about it.
    INCIDENT,
    /// A signal of it is outside of its band, and no incident has come of it.
    SYMPTOM,
    /// It no longer says anything of its own.
    BLIND,
    /// Its normal is not known yet.
    LEARNING,
    /// Nothing is wrong, as far as all that it sends can tell.
    QUIET;

    /// Whether something is wrong with it, as far as can be told.
    public boolean trouble() {
        return this == WAITING || this == INCIDENT || this == SYMPTOM || this == BLIND;
    }
}
