package nightshift.decide.compile;

import org.drools.model.BetaIndex;
import org.drools.model.BetaIndex2;
import org.drools.model.BetaIndex3;
import org.drools.model.BetaIndex4;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Variable;
import org.drools.model.functions.Predicate2;
import org.drools.model.functions.Predicate3;
import org.drools.model.functions.Predicate4;
import org.drools.model.functions.Predicate5;

/// Joins a fact to earlier ones by an index, and asks the condition once more for each that the index finds: an index
/// finds a thousand times a thousand pairs without asking anything, and what is not asked takes no step. The classes
/// made of rules call it.
public final class CountedJoin {
    private static final String AGAIN = " again";

    private CountedJoin() {}

    public static <T, A> PatternDef<T> join(
            PatternDef<T> pattern, String id, Variable<A> a, Predicate2<T, A> test, BetaIndex<T, A, ?> index) {
        return pattern.expr(id, a, test, index).expr(id + AGAIN, a, test);
    }

    public static <T, A, B> PatternDef<T> join(
            PatternDef<T> pattern,
            String id,
            Variable<A> a,
            Variable<B> b,
            Predicate3<T, A, B> test,
            BetaIndex2<T, A, B, ?> index) {
        return pattern.expr(id, a, b, test, index).expr(id + AGAIN, a, b, test);
    }

    public static <T, A, B, C> PatternDef<T> join(
            PatternDef<T> pattern,
            String id,
            Variable<A> a,
            Variable<B> b,
            Variable<C> c,
            Predicate4<T, A, B, C> test,
            BetaIndex3<T, A, B, C, ?> index) {
        return pattern.expr(id, a, b, c, test, index).expr(id + AGAIN, a, b, c, test);
    }

    public static <T, A, B, C, D> PatternDef<T> join(
            PatternDef<T> pattern,
            String id,
            Variable<A> a,
            Variable<B> b,
            Variable<C> c,
            Variable<D> d,
            Predicate5<T, A, B, C, D> test,
            BetaIndex4<T, A, B, C, D, ?> index) {
        return pattern.expr(id, a, b, c, d, test, index).expr(id + AGAIN, a, b, c, d, test);
    }
}
