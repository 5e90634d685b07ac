package nightshift.act.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Notice;
import nightshift.fact.decision.Planned;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Journal;
import org.jspecify.annotations.Nullable;

/// Calls for what waits: whoever is asked to approve is told at once, reminded, and told that it expired;
/// nobody is of what is muted. When an incident is over that people were called or asked for, they are told so, since
/// an alert of theirs stands. Each notice is in the journal before it is sent, and sent until somebody
/// took it or it has come to nothing: at least once, always by the same id. It goes the way of pages,
/// and is no escalation.
///
/// Only the loop's thread uses it. At most five notices for each decision.
public final class Notices {
    private final Journal journal;
    private final Effects effects;
    private final LifeConfig patience;
    private final NoticeConfig config;

    /// By the notice's id.
    private final Map<String, Open> open = new LinkedHashMap<>();

    /// What was told of each decision that waits, by this process and those before it, delivered or not.
    private final Map<String, Set<String>> known = new HashMap<>();

    /// A notice that is on its way, with the call that carries it.
    private record Open(Notice notice, ActionRun call) {}

    /// Decisions whose incident is over, and of which that is told or need not be.
    private final Set<String> over = new HashSet<>();

    private boolean recalled;

    public Notices(Journal journal, Effects effects, LifeConfig patience, NoticeConfig config) {
        this.journal = journal;
        this.effects = effects;
        this.patience = patience;
        this.config = config;
    }

    /// Tells what is due and goes on with what is on its way.
    public void step(DispatchTurn turn) {
        recallEnds(turn.now());
        turn.remedies().filter(remedy -> over(remedy, turn)).forEach(remedy -> end(remedy, turn.now()));
        over.retainAll(turn.remedies().map(Remedy::id).collect(Collectors.toSet()));
        List<Remedy> waiting = turn.remedies()
                .filter(remedy -> waits(remedy) && !turn.muted(remedy))
                .toList();
        if (waiting.isEmpty() && known.isEmpty() && open.isEmpty()) {
            return;
        }
        for (Remedy remedy : waiting) {
            Set<String> told = known.computeIfAbsent(remedy.id(), id -> recall(remedy));
            due(remedy, told, turn.now()).forEach(notice -> tell(notice, remedy, told));
        }
        Map<String, Remedy> byId = waiting.stream().collect(Collectors.toMap(Remedy::id, Function.identity()));
        open.values()
                .removeIf(each -> moot(each.notice(), byId.get(each.notice().decision()), turn.now()));
        known.keySet().retainAll(byId.keySet());
        List.copyOf(open.values()).forEach(each -> goOn(each, turn.now()));
    }

    /// What does not reach people, and why, in one sentence; empty while all does.
    public Optional<String> trouble() {
        List<Open> failing = open.values().stream()
                .filter(each -> !each.call().failure().isEmpty())
                .toList();
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of("people are not reached: " + failing.size() + " notices wait since "
                        + failing.getFirst().notice().told() + ", tried again: "
                        + failing.getFirst().call().failure());
    }

    private static boolean waits(Remedy remedy) {
        return remedy.state() == DecisionState.AWAITING_APPROVAL || remedy.state() == DecisionState.EXPIRED;
    }

    /// What was told by a process that has ended since is told no more, and goes on if nobody took it.
    private Set<String> recall(Remedy remedy) {
        Set<String> told = new HashSet<>();
        for (Notice notice : journal.notices(remedy.id())) {
            told.add(notice.id());
            if (notice.delivered() == null) {
                open.put(notice.id(), new Open(notice, new ActionRun(remedy)));
            }
        }
        return told;
    }

    private List<Notice> due(Remedy remedy, Set<String> told, Instant now) {
        List<Notice> due = new ArrayList<>();
        if (remedy.state() == DecisionState.EXPIRED) {
            due.add(notice(remedy, Notice.Kind.EXPIRED, 0, now));
        } else {
            boolean planned = remedy.execution().planned().isPresent();
            Instant since = asking(remedy);
            if (planned || !now.isBefore(since.plus(config.plan()))) {
                due.add(notice(remedy, Notice.Kind.ASKED, 0, now));
            }
            for (int i = 0; i < config.reminders().size(); i++) {
                if (!now.isBefore(since.plus(config.reminders().get(i)))) {
                    due.add(notice(remedy, Notice.Kind.REMINDED, i + 1, now));
                }
            }
        }
        due.removeIf(notice -> told.contains(notice.id()));
        return due;
    }

    /// Since when a person may be asked: since it waits, or since it is muted no more.
    private static Instant asking(Remedy remedy) {
        return remedy.guards().stream()
                .filter(guard -> guard.name().equals(HoldReason.MUTED.guard()))
                .flatMap(guard -> Stream.ofNullable(guard.since()))
                .filter(remedy.since()::isBefore)
                .findFirst()
                .orElse(remedy.since());
    }

    private static Notice notice(Remedy remedy, Notice.Kind kind, int number, Instant now) {
        String id = remedy.id() + "~" + kind.name().toLowerCase(Locale.ROOT) + (number > 0 ? number : "");
        return new Notice(id, remedy.id(), kind, summary(remedy, kind), now, null);
    }

    private static String summary(Remedy remedy, Notice.Kind kind) {
        String what = remedy.action().type() + " on " + remedy.action().target().label();
        String why = remedy.decision().because().isEmpty()
                ? ""
                : ": " + remedy.decision().because().getFirst().describe();
        return switch (kind) {
            case ASKED -> what + " waits for your approval" + why + "." + planned(remedy);
            case REMINDED -> what + " still waits for your approval" + why + "." + planned(remedy);
            case EXPIRED -> what + " was not done, since " + remedy.detail() + why + ".";
            case ENDED ->
                "incident " + remedy.incident() + " is over: "
                        + remedy.action().target().label() + " needs nobody any more.";
        };
    }

    private static String planned(Remedy remedy) {
        return remedy.execution().planned().map(Notices::sentence).orElse("");
    }

    private static String sentence(Planned planned) {
        String effect = planned.possible() ? " What would happen: " : " It could not be done: ";
        return effect + planned.effect() + ". Answer until " + planned.until() + ".";
    }

    private void tell(Notice notice, Remedy remedy, Set<String> told) {
        if (journal.tell(notice, remedy)) {
            told.add(notice.id());
            open.put(notice.id(), new Open(notice, new ActionRun(remedy)));
        }
    }

    /// That it is over is told of a process before this one too, as long as a page is sent again.
    private void recallEnds(Instant now) {
        if (recalled) {
            return;
        }
        for (Notice notice : journal.untaken(Notice.Kind.ENDED, now.minus(patience.paging()))) {
            journal.decision(notice.decision())
                    .ifPresent(remedy -> open.put(notice.id(), new Open(notice, new ActionRun(remedy))));
        }
        recalled = true;
    }

    private boolean over(Remedy remedy, DispatchTurn turn) {
        return remedy.state().settled()
                && !turn.belief().open(remedy.incident())
                && !over.contains(remedy.id())
                && journal.incident(remedy.incident()).isPresent();
    }

    /// Only who was called or asked has an alert that stands.
    private void end(Remedy remedy, Instant now) {
        boolean called = remedy.escalates() && remedy.state() == DecisionState.DONE;
        List<Notice> told = journal.notices(remedy.id());
        if (!called && told.isEmpty() || told.stream().anyMatch(notice -> notice.kind() == Notice.Kind.ENDED)) {
            over.add(remedy.id());
            return;
        }
        Notice notice = notice(remedy, Notice.Kind.ENDED, 0, now);
        if (journal.tell(notice, remedy)) {
            over.add(remedy.id());
            open.put(notice.id(), new Open(notice, new ActionRun(remedy)));
        }
    }

    /// Whether nobody needs to hear it any more: it was answered, or its incident is over.
    private boolean moot(Notice notice, @Nullable Remedy remedy, Instant now) {
        if (notice.kind() == Notice.Kind.ENDED) {
            return now.isAfter(notice.told().plus(patience.paging()));
        }
        if (remedy == null) {
            return true;
        }
        return switch (notice.kind()) {
            case ASKED, REMINDED -> remedy.state() != DecisionState.AWAITING_APPROVAL;
            case EXPIRED -> remedy.state() != DecisionState.EXPIRED;
            case ENDED -> false;
        };
    }

    private void goOn(Open each, Instant now) {
        ActionRun call = each.call();
        Actuator.Answer answer = call.answer;
        if (answer != null && answer.result() == ActionResult.SUCCEEDED) {
            if (journal.delivered(each.notice(), call.remedy(), answer.detail(), now)) {
                open.remove(each.notice().id());
            }
        } else if (answer != null) {
            call.failedWith(answer.detail());
            call.askOnceMore(patience.askAgain(), answer.retryAfter(), now);
        } else if (call.mayAsk(now)) {
            effects.tell(call, order(each.notice(), call.remedy()));
        }
    }

    private static Actuator.Order order(Notice notice, Remedy remedy) {
        Action action = new Action(
                ActionType.ESCALATE,
                remedy.action().target(),
                Map.of(
                        "summary", notice.summary(),
                        "notice", notice.kind().name().toLowerCase(Locale.ROOT),
                        "decision", notice.decision(),
                        "action", remedy.action().type()));
        return new Actuator.Order(notice.id(), action, remedy.incident(), notice.summary());
    }
}
