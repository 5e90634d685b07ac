package nightshift.simulate.shop;

import java.util.function.Consumer;

/// One request inside one process, stage by stage, waiting where it must.
final class Visit {
    private final Site site;
    private final Instance instance;
    private final Endpoint endpoint;
    private final Trip trip;
    private final Consumer<Reply> done;
    private final long span;
    private final long start;
    private int stage;
    private boolean over;

    Visit(Site site, Instance instance, Endpoint endpoint, Trip trip, Consumer<Reply> done) {
        this.site = site;
        this.instance = instance;
        this.endpoint = endpoint;
        this.trip = trip;
        this.done = done;
        this.span = trip.newSpan();
        this.start = site.engine().now();
    }

    /// Goes on with the next stage, or answers.
    void next() {
        if (over) {
            return;
        }
        if (stage == endpoint.stages().size()) {
            finish(Reply.OK);
            return;
        }
        switch (endpoint.stages().get(stage++)) {
            case Stage.Compute compute -> compute(compute);
            case Stage.Ask ask -> ask(ask, ask.retries());
            case Stage.Query query -> borrow(query);
            case Stage.Provider provider -> provider(provider);
            case Stage.Publish publish -> publish();
        }
    }

    private void compute(Stage.Compute compute) {
        double factor = instance.version().work() * instance.service().workFactor();
        double work = compute.milliseconds() * factor * trip.spread();
        boolean fails = trip.luck().nextDouble() < instance.service().errors(instance.version());
        instance.station().submit(Math.round(work * Engine.MILLISECOND), () -> {
            if (fails && stage == 1) {
                fail("unexpected state in " + endpoint.route() + ": NullPointerException");
            } else {
                next();
            }
        });
    }

    private void ask(Stage.Ask ask, int retriesLeft) {
        new Call(site, instance, ask.endpoint(), trip, span).send(reply -> {
            if (over) {
                return;
            }
            boolean untouched = reply == Reply.REFUSED || reply == Reply.BUSY;
            if (untouched && retriesLeft > 0) {
                ask(ask, retriesLeft - 1);
            } else if (reply.ok() || !ask.needed()) {
                next();
            } else {
                finish(reply.passedOn());
            }
        });
    }

    private void borrow(Stage.Query query) {
        Pool pool = instance.pool();
        if (pool == null) {
            throw new IllegalStateException(instance.serviceName() + " has no pool for " + query);
        }
        pool.acquire(
                waited -> {
                    if (over) {
                        pool.release();
                    } else {
                        instance.meters()
                                .waited(Shop.POOL, waited, site.engine().now());
                        query(query, pool);
                    }
                },
                () -> fail("connection is not available, request timed out after 2000 ms"));
    }

    private void query(Stage.Query query, Pool pool) {
        long began = site.engine().now();
        site.database().execute(query, trip, () -> {
            pool.release();
            if (over) {
                return;
            }
            long now = site.engine().now();
            instance.meters().queried(query, now - began, now);
            if (trip.sampled()) {
                record(Span.Role.DATABASE, query.verb(), query.table(), began);
            }
            next();
        });
    }

    private void provider(Stage.Provider provider) {
        double wait = provider.milliseconds() * site.providerSlowness() * trip.spread();
        site.engine().in(Math.round(wait * Engine.MILLISECOND), this::next);
    }

    private void publish() {
        site.queue().add(trip.onward(span));
        site.service(Shop.PROCESS_ORDER.service()).consume();
        next();
    }

    private void fail(String message) {
        if (!over) {
            log(LogLine.Severity.ERROR, message);
            finish(Reply.FAILED);
        }
    }

    private void finish(Reply reply) {
        over = true;
        instance.left(this);
        long now = site.engine().now();
        instance.meters().served(endpoint, reply, now - start, now);
        if (trip.sampled()) {
            Span.Role role = endpoint.message() ? Span.Role.CONSUMER : Span.Role.SERVER;
            site.recorder()
                    .span(span(role, endpoint.method(), endpoint.route(), "", span, trip.parent(), start, reply));
            log(LogLine.Severity.INFO, endpoint.method() + " " + endpoint.route() + " " + reply.status());
        }
        if (instance.service().chatty()) {
            log(LogLine.Severity.DEBUG, "leaving " + endpoint.route());
            log(LogLine.Severity.DEBUG, "headers of " + endpoint.route());
        }
        done.accept(reply);
    }

    /// The process died under it: nothing is measured any more, the caller notices.
    void lose() {
        if (!over) {
            over = true;
            done.accept(Reply.RESET);
        }
    }

    private void record(Span.Role role, String method, String subject, long began) {
        site.recorder().span(span(role, method, subject, Shop.DATABASE, trip.newSpan(), span, began, Reply.OK));
    }

    private Span span(
            Span.Role role, String method, String subject, String peer, long id, long parent, long began, Reply reply) {
        long now = site.engine().now();
        return new Span(instance, role, trip.high(), trip.low(), id, parent, method, subject, peer, began, now, reply);
    }

    private void log(LogLine.Severity severity, String body) {
        site.recorder().line(new LogLine(instance, severity, body, site.engine().now()));
    }
}
