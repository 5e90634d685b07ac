package nightshift.journal.proof;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// A decision and its evidence as they stand in the file: what never changes of it.
public final class DecisionText {
    private DecisionText() {}

    /// @param body of the decision, JSON
    /// @param evidence bodies in their order, JSON
    public static String digest(String body, List<String> evidence) {
        return Chain.digest(List.of(body, Chain.digest(evidence)));
    }

    /// The same of a decision that is in the journal.
    static String digest(Handle handle, String decision) {
        String body = handle.createQuery("select body from decision where id = :id")
                .bind("id", decision)
                .mapTo(String.class)
                .one();
        List<String> evidence = handle.createQuery("select body from evidence where decision = :id order by position")
                .bind("id", decision)
                .mapTo(String.class)
                .list();
        return digest(body, evidence);
    }
}
