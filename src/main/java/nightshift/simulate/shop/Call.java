package nightshift.simulate.shop;

import java.util.function.Consumer;

/// One request from one process to a service, with the sender's patience.
final class Call {
    private final Site site;
    private final Instance caller;
    private final Endpoint endpoint;
    private final Trip trip;
    private final long parent;
    private final long start;
    private boolean over;

    /// @param parent span of the caller that this is part of
    Call(Site site, Instance caller, Endpoint endpoint, Trip trip, long parent) {
        this.site = site;
        this.caller = caller;
        this.endpoint = endpoint;
        this.trip = trip;
        this.parent = parent;
        this.start = site.engine().now();
    }

    /// Sends it; `then` runs once, with the answer or with the end of patience.
    void send(Consumer<Reply> then) {
        long span = trip.newSpan();
        site.engine().in(endpoint.patience() * Engine.MILLISECOND, () -> end(Reply.TIMED_OUT, span, then));
        Instance callee = site.service(endpoint.service()).pick();
        if (callee == null) {
            end(Reply.REFUSED, span, then);
        } else {
            callee.serve(endpoint, trip.onward(span), reply -> end(reply, span, then));
        }
    }

    private void end(Reply reply, long span, Consumer<Reply> then) {
        if (over) {
            return;
        }
        over = true;
        long now = site.engine().now();
        if (caller.state() != Instance.State.DEAD) {
            caller.meters().asked(endpoint, reply, now - start, now);
            if (trip.sampled()) {
                site.recorder().span(span(reply, span, now));
            }
        }
        then.accept(reply);
    }

    private Span span(Reply reply, long id, long now) {
        return new Span(
                caller,
                Span.Role.CLIENT,
                trip.high(),
                trip.low(),
                id,
                parent,
                endpoint.method(),
                endpoint.route(),
                endpoint.service(),
                start,
                now,
                reply);
    }
}
