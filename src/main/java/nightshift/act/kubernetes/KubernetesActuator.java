package nightshift.act.kubernetes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import nightshift.act.kubernetes.api.ApiReply;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// One verb on the objects of a cluster, with the life that every action has. A plan looks, asks owners and bounds,
/// and
/// has the API server go through the write without keeping it. A start looks again at the very object, asks again,
/// and sends the write once, with the resource version that it read; what is there already by this order is not sent
/// again.
final class KubernetesActuator implements Actuator {
    /// How often an object that changed between reading and writing is read once more: its status changes while it
    /// rolls.
    private static final int MOST_READS = 3;

    private final Verb verb;
    private final Cluster cluster;
    private final Locator locator;
    private final Consent consent;
    private final AdmissionProbe admission;
    private final Events events;
    private final Function<Action, Optional<Actuator>> verbs;

    /// @param verbs all of them: an inverse may be another than what it undoes
    KubernetesActuator(
            Verb verb,
            Cluster cluster,
            Locator locator,
            Consent consent,
            AdmissionProbe admission,
            Events events,
            Function<Action, Optional<Actuator>> verbs) {
        this.verb = verb;
        this.cluster = cluster;
        this.locator = locator;
        this.consent = consent;
        this.admission = admission;
        this.events = events;
        this.verbs = verbs;
    }

    @Override
    public Optional<String> validate(Action action) {
        return verb.validate(action);
    }

    /// @param approval why a person must be asked; empty when nobody must
    private record Considered(LiveObject live, Intent intent, String approval) {}

    @Override
    public Plan plan(Order order) {
        for (int read = 1; ; read++) {
            switch (verb.locate(order.action()).then(subject -> considered(order, subject))) {
                case Read.Found<Considered> found -> {
                    ApiReply reply = cluster.send(found.value().intent().write(), true);
                    if (!(reply instanceof ApiReply.Conflict) || read == MOST_READS) {
                        return tried(order, found.value(), reply);
                    }
                }
                case Read.No<Considered> no -> {
                    return new Plan.Impossible(no.why());
                }
                case Read.Later<Considered> later -> {
                    return new Plan.Away(later.why(), later.retryAfter());
                }
            }
        }
    }

    private Read<Considered> considered(Order order, Subject subject) {
        return consent.of(subject.owned(), verb.name())
                .then(granted -> verb.intend(order, subject.written())
                        .then(intent -> admission.of(subject.owned()).then(bounded -> new Read.Found<>(intent)))
                        .then(intent -> new Read.Found<>(new Considered(
                                subject.written(), intent, asked(granted.written(), intent.approval())))));
    }

    private static String asked(String owners, String verb) {
        return owners.isEmpty() || verb.isEmpty() ? owners + verb : owners + "; " + verb;
    }

    private static Plan tried(Order order, Considered considered, ApiReply reply) {
        Intent intent = considered.intent();
        return switch (reply) {
            case ApiReply.Done _ ->
                new Plan.Possible(
                        intent.sentence(),
                        intent.inverse(),
                        Pins.of(order, considered.live(), intent.pins()).all(),
                        considered.approval());
            case ApiReply.Gone gone -> new Plan.Impossible(gone.sentence());
            case ApiReply.Refused refused -> new Plan.Impossible(refused.sentence());
            case ApiReply.Conflict conflict -> new Plan.Away(conflict.sentence(), Duration.ZERO);
            case ApiReply.Busy busy -> new Plan.Away(busy.sentence(), busy.retryAfter());
            case ApiReply.Unheard unheard -> new Plan.Away(unheard.sentence(), Duration.ZERO);
            case ApiReply.Lost lost -> new Plan.Away(lost.sentence(), lost.retryAfter());
        };
    }

    @Override
    public Answer start(Order order) {
        Optional<Pins> pins = Pins.of(order);
        if (pins.isEmpty()) {
            return new Answer(
                    ActionResult.REFUSED, false, "it was never planned, so that nothing says what it is about");
        }
        for (int read = 1; ; read++) {
            switch (locator.pinned(pins.get())) {
                case Read.Found<Optional<LiveObject>> found -> {
                    if (found.value().isEmpty()) {
                        return gone(pins.get());
                    }
                    LiveObject live = found.value().get();
                    if (verb.arrived(order, live)) {
                        return verb.progress(order, live);
                    }
                    Sent sent = sent(order, live);
                    if (!(sent.reply() instanceof ApiReply.Conflict) || read == MOST_READS) {
                        return answer(order, live, pins.get(), sent);
                    }
                }
                case Read.No<Optional<LiveObject>> no -> {
                    return new Answer(ActionResult.UNKNOWN, false, no.why());
                }
                case Read.Later<Optional<LiveObject>> later -> {
                    return new Answer(ActionResult.UNKNOWN, true, later.why(), later.retryAfter());
                }
            }
        }
    }

    /// @param reply to what was sent, or what kept it from being sent
    private record Sent(ApiReply reply, String sentence) {}

    private Sent sent(Order order, LiveObject live) {
        Read<Intent> again = verb.owned(order, live)
                .then(owned -> consent.of(owned, verb.name()))
                .then(granted -> verb.intend(order, live));
        return switch (again) {
            case Read.Found<Intent> intent ->
                new Sent(
                        cluster.send(intent.value().write(), false),
                        intent.value().sentence());
            case Read.No<Intent> no -> new Sent(new ApiReply.Refused(no.why()), no.why());
            case Read.Later<Intent> later -> new Sent(new ApiReply.Unheard(later.why()), later.why());
        };
    }

    private Answer answer(Order order, LiveObject live, Pins pins, Sent sent) {
        return switch (sent.reply()) {
            case ApiReply.Done _ -> {
                events.tell(Events.Stage.STARTED, order, live, sent.sentence());
                yield new Answer(ActionResult.IN_PROGRESS, false, sent.sentence());
            }
            case ApiReply.Gone _ -> gone(pins);
            case ApiReply.Refused refused -> new Answer(ActionResult.FAILED, false, refused.sentence());
            case ApiReply.Conflict conflict -> new Answer(ActionResult.UNKNOWN, true, conflict.sentence());
            case ApiReply.Busy busy -> new Answer(ActionResult.UNKNOWN, true, busy.sentence(), busy.retryAfter());
            case ApiReply.Unheard unheard -> new Answer(ActionResult.UNKNOWN, true, unheard.sentence());
            case ApiReply.Lost lost -> new Answer(ActionResult.UNKNOWN, false, lost.sentence(), lost.retryAfter());
        };
    }

    private Answer gone(Pins pins) {
        String text = pins.object().text() + " is gone, or was made anew";
        return new Answer(verb.doneWhenGone() ? ActionResult.SUCCEEDED : ActionResult.FAILED, false, text);
    }

    @Override
    public Answer poll(Order order) {
        Optional<Pins> pins = Pins.of(order);
        if (pins.isEmpty()) {
            return new Answer(ActionResult.UNKNOWN, true, "it was never planned, so that it was never sent");
        }
        return switch (locator.pinned(pins.get())) {
            case Read.Found<Optional<LiveObject>> found ->
                found.value().map(live -> told(order, live)).orElseGet(() -> gone(pins.get()));
            case Read.No<Optional<LiveObject>> no -> new Answer(ActionResult.UNKNOWN, false, no.why());
            case Read.Later<Optional<LiveObject>> later ->
                new Answer(ActionResult.UNKNOWN, false, later.why(), later.retryAfter());
        };
    }

    private Answer told(Order order, LiveObject live) {
        if (!verb.arrived(order, live)) {
            return new Answer(ActionResult.UNKNOWN, true, live.ref().text() + " bears no trace of it");
        }
        Answer answer = verb.progress(order, live);
        switch (answer.result()) {
            case SUCCEEDED -> events.tell(Events.Stage.SUCCEEDED, order, live, answer.detail());
            case FAILED -> events.tell(Events.Stage.FAILED, order, live, answer.detail());
            case IN_PROGRESS, CANCELLED, TIMED_OUT, UNKNOWN, REFUSED -> {}
        }
        return answer;
    }

    /// The inverse is an order like any other, about the same object.
    @Override
    public Answer undo(Order order) {
        return order.inverse()
                .flatMap(inverse -> verbs.apply(inverse).map(actuator -> actuator.start(undoing(order, inverse))))
                .orElse(new Answer(ActionResult.REFUSED, false, "nothing undoes it"));
    }

    private static Order undoing(Order order, Action inverse) {
        return new Order(
                order.id() + "-undo", inverse, order.incident(), order.reason(), Optional.empty(), order.pinned());
    }

    /// What was written is rolled out by controllers of the cluster: there is nothing of ours to stop.
    @Override
    public Answer cancel(Order order) {
        return new Answer(ActionResult.IN_PROGRESS, false, "it is written, and the cluster carries it out");
    }
}
