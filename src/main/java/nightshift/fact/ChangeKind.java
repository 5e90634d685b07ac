package nightshift.fact;

/// What was changed.
public enum ChangeKind {
    DEPLOYMENT,
    CONFIGURATION,
    SCALING,
    FEATURE_FLAG,
    OTHER
}
