package nightshift.app.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says which promises were broken, by what the targets and the pager saw and what the server says of its decisions.
///
/// @param stale how long a service may have been well when an effect reaches it
/// @param call how long after the first moment at which a pager and a server were both there a page may take
record SoakJudge(Duration stale, Duration call) {
    /// Two steps and 30 s are the same here; the rest is a window, its lateness and a plan.
    static final Duration STALE = Duration.ofSeconds(30 + 8);

    static final Duration CALL = Duration.ofSeconds(60);

    /// An effect at a target, which does not know its own ids: each start that reaches it has one.
    ///
    /// @param wellFor how long the service had been well by then; zero when it was not
    record Effect(String id, String service, Duration at, Duration wellFor) {}

    /// A decision as the server says it stands at the end.
    record Decided(String id, String type, String state) {
        boolean page() {
            return type.equals("escalate");
        }

        /// Whether a person must answer.
        boolean waits() {
            return state.equals("awaiting_approval");
        }

        /// Its state, pages apart.
        String point() {
            return (page() ? "page " : "") + state;
        }
    }

    /// How long the server and the pager were both there since the page was decided.
    record Page(String id, boolean taken, Duration waited) {}

    /// What is promised, as numbers.
    List<String> counts(List<Effect> effects, List<Page> pages) {
        Map<String, Integer> each = new TreeMap<>();
        effects.forEach(effect -> each.merge(effect.id(), 1, Integer::sum));
        long undone = each.keySet().stream().filter(id -> id.endsWith("-undo")).count();
        return List.of(
                "effects    " + (each.size() - undone) + " decisions had effects, and " + undone
                        + " were undone; at most "
                        + each.values().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0) + " of each (1 promised)",
                "stale      " + effects.stream().filter(this::stale).count() + " actions on stale belief (0 promised)",
                "not called " + pages.stream().filter(this::forgotten).count() + " people of " + pages.size()
                        + " pages (0 promised)");
    }

    private boolean stale(Effect effect) {
        return !effect.id().endsWith("-undo") && effect.wellFor().compareTo(stale) > 0;
    }

    private boolean forgotten(Page page) {
        return !page.taken() && page.waited().compareTo(call) > 0;
    }

    List<String> broken(List<Effect> effects, List<Decided> decisions, List<Page> pages) {
        List<String> broken = new ArrayList<>();
        Map<String, List<Effect>> byId = new TreeMap<>();
        effects.forEach(effect ->
                byId.computeIfAbsent(effect.id(), _ -> new ArrayList<>()).add(effect));
        byId.forEach((id, of) -> {
            if (of.size() > 1) {
                broken.add("effects of one decision: " + of.size() + " of " + id + " on "
                        + of.getFirst().service() + " at "
                        + of.stream().map(e -> e.at().toSeconds() + " s").toList());
            }
        });
        effects.stream()
                .filter(this::stale)
                .forEach(effect -> broken.add("action on stale belief: " + effect.id() + " on " + effect.service()
                        + " at " + effect.at().toSeconds() + " s, which had been well for "
                        + effect.wellFor().toSeconds() + " s"));
        decisions.stream()
                .filter(decided -> !decided.page())
                .filter(decided -> decided.state().equals("healed") && !byId.containsKey(decided.id()))
                .forEach(decided -> broken.add("healed without an effect: " + decided.id()));
        pages.stream()
                .filter(this::forgotten)
                .forEach(page -> broken.add("person not called: " + page.id() + " after "
                        + page.waited().toSeconds() + " s with a pager that listens"));
        return broken;
    }
}
