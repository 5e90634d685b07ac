package nightshift.fact;

/// What was changed. Rules name the kinds that they mean: a scaling or a restart explains other things than a
/// deployment.
public enum ChangeKind {
    /// Another version of the program.
    DEPLOYMENT,
    /// The same program, set up in another way.
    CONFIGURATION,
    /// More or fewer replicas of the same.
    SCALING,
    /// The same, started anew.
    RESTART,
    FEATURE_FLAG,
    OTHER;

    /// Whether what runs may behave in another way than before.
    public boolean altersBehaviour() {
        return switch (this) {
            case DEPLOYMENT, CONFIGURATION, FEATURE_FLAG, OTHER -> true;
            case SCALING, RESTART -> false;
        };
    }
}
