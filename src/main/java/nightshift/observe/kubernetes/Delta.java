package nightshift.observe.kubernetes;

import java.util.List;

/// What a watch tells the owner of the [ClusterState].
sealed interface Delta {
    Kind kind();

    /// One is there, new or changed.
    record Put(Kind kind, Kept object) implements Delta {}

    /// One is gone.
    record Gone(Kind kind, String key) implements Delta {}

    /// All that there are.
    ///
    /// @param namespace where; empty for everywhere
    record All(Kind kind, String namespace, List<Kept> objects) implements Delta {}
}
