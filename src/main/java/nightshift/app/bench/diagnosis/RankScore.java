package nightshift.app.bench.diagnosis;

import java.util.List;

/// How well rankings hit the labels, averaged over cases: AC@k is the share of a case's causes among the first k,
/// divided by the smaller of k and their number; Avg@5 is the mean of AC@1 to AC@5. What was not seen counts as wrong.
///
/// @param cases how many were ranked or should have been
/// @param first AC@1
/// @param third AC@3
/// @param average Avg@5
public record RankScore(int cases, double first, double third, double average) {
    private static final int DEEPEST = 5;

    /// One case.
    ///
    /// @param ranking names by falling probability
    /// @param roots who is to blame
    static RankScore of(List<String> ranking, List<String> roots) {
        double sum = 0;
        for (int depth = 1; depth <= DEEPEST; depth++) {
            sum += accuracy(ranking, roots, depth);
        }
        return new RankScore(1, accuracy(ranking, roots, 1), accuracy(ranking, roots, 3), sum / DEEPEST);
    }

    /// Each case weighs the same.
    static RankScore mean(List<RankScore> scores) {
        return new RankScore(
                scores.stream().mapToInt(RankScore::cases).sum(),
                scores.stream().mapToDouble(RankScore::first).average().orElse(0),
                scores.stream().mapToDouble(RankScore::third).average().orElse(0),
                scores.stream().mapToDouble(RankScore::average).average().orElse(0));
    }

    private static double accuracy(List<String> ranking, List<String> roots, int depth) {
        List<String> head = ranking.subList(0, Math.min(depth, ranking.size()));
        return roots.stream().filter(head::contains).count() / (double) Math.min(depth, roots.size());
    }
}
