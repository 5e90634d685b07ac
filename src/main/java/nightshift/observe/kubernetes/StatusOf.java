package nightshift.observe.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nightshift.fact.inventory.WatchStatus;
import nightshift.observe.kubernetes.ListWatch.Condition;
import nightshift.observe.kubernetes.ListWatch.State;
import org.jspecify.annotations.Nullable;

/// What all watches together say of the API server, in one word.
final class StatusOf {
    private StatusOf() {}

    static WatchStatus nothing(Instant now) {
        return new WatchStatus(
                WatchStatus.State.CATCHING_UP, now, null, List.of(), "the cluster is being listed", Map.of());
    }

    static WatchStatus all(
            List<ListWatch> watches, ListWatch.Tally tally, WatchStatus before, Duration staleAfter, Instant now) {
        List<String> forbidden = watches.stream()
                .filter(watch -> watch.condition().state() == State.FORBIDDEN)
                .map(watch -> watch.kind().resource())
                .distinct()
                .toList();
        List<Condition> readable = watches.stream()
                .map(ListWatch::condition)
                .filter(it -> it.state() != State.FORBIDDEN)
                .toList();
        Instant well = heard(readable);
        Instant heard = well == null ? before.heard() : well;
        WatchStatus.State state = state(readable, forbidden, heard, staleAfter, now);
        return new WatchStatus(
                state,
                state == before.state() ? before.since() : now,
                heard,
                forbidden,
                detail(state, readable, forbidden, heard),
                Map.of(
                        "relists", tally.relists().get(),
                        "reconnects", tally.reconnects().get(),
                        "away", tally.away().get(),
                        "unauthorized", tally.unauthorized().get(),
                        "forbidden", tally.forbidden().get(),
                        "changes", tally.changes().get()));
    }

    /// When the one that is farthest behind was well; null while one of them never was.
    private static @Nullable Instant heard(List<Condition> readable) {
        return readable.isEmpty() || readable.stream().anyMatch(it -> it.good() == null)
                ? null
                : readable.stream()
                        .map(Condition::good)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static WatchStatus.State state(
            List<Condition> readable,
            List<String> forbidden,
            @Nullable Instant heard,
            Duration staleAfter,
            Instant now) {
        if (heard != null && heard.plus(staleAfter).isBefore(now)) {
            return WatchStatus.State.STALE;
        }
        if (any(readable, State.UNAUTHENTICATED)) {
            return WatchStatus.State.UNAUTHENTICATED;
        }
        if (any(readable, State.AWAY)) {
            return WatchStatus.State.AWAY;
        }
        if (any(readable, State.LISTING)) {
            return WatchStatus.State.CATCHING_UP;
        }
        return forbidden.isEmpty() ? WatchStatus.State.WATCHING : WatchStatus.State.FORBIDDEN;
    }

    private static boolean any(List<Condition> conditions, State state) {
        return conditions.stream().anyMatch(it -> it.state() == state);
    }

    private static String detail(
            WatchStatus.State state, List<Condition> readable, List<String> forbidden, @Nullable Instant heard) {
        String why = readable.stream()
                .filter(it -> !it.said().isEmpty())
                .map(Condition::said)
                .findFirst()
                .orElse("");
        return switch (state) {
            case WATCHING -> "";
            case CATCHING_UP -> "the cluster is being listed";
            case FORBIDDEN ->
                "Nightshift may not list and watch " + String.join(", ", forbidden)
                        + ": bind the role of kubernetes/ to its ServiceAccount";
            case UNAUTHENTICATED ->
                "the API server does not accept the token (" + why + "): it has expired or is of another cluster";
            case AWAY -> "the API server does not answer (" + why + ")";
            case STALE ->
                "the API server was last followed at "
                        + Optional.ofNullable(heard).map(Instant::toString).orElse("no time")
                        + (why.isEmpty() ? "" : " (" + why + ")") + ": what it said then is not used any more";
        };
    }
}
