package nightshift.simulate.target;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.simulate.shop.World;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.run.Operator;
import org.jspecify.annotations.Nullable;

/// Takes orders, carries each out once, and knows how they stand by the world's clock. Safe for use by several
/// threads.
public final class ActionDesk {
    private static final Duration UNTIL_IT_FAILS = Duration.ofSeconds(20);

    private final Crew crew;
    private final InstantSource clock;
    private final Map<String, Behaviour> behaviours;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    private ActionDesk(Crew crew, InstantSource clock, Map<String, Behaviour> behaviours) {
        this.crew = crew;
        this.clock = clock;
        this.behaviours = Map.copyOf(behaviours);
    }

    /// Where the shop obeys.
    ///
    /// @param behaviours by action type; what is missing works
    public static ActionDesk of(World shop, Map<String, Behaviour> behaviours) {
        return new ActionDesk(new ShopCrew(shop), shop, behaviours);
    }

    /// Where a generated world obeys; it does whatever it can.
    ///
    /// @param clock the world's
    public static ActionDesk of(Layout layout, Operator operator, InstantSource clock) {
        return new ActionDesk(new GeneratedCrew(layout, operator), clock, Map.of());
    }

    /// Does something to the world while no order can come in, so that orders and it see each other's work.
    public synchronized void undisturbed(Runnable work) {
        work.run();
    }

    /// What was really asked of the world so far, in order.
    public synchronized List<CarriedOut> carriedOut() {
        List<CarriedOut> all = new ArrayList<>();
        jobs.values()
                .forEach(job -> all.add(new CarriedOut(
                        job.order.id(), job.order.type(), job.order.namespace(), job.order.service(), job.began)));
        return all;
    }

    synchronized Plan plan(Order order) {
        Plan plan = crew.plan(order);
        if (plan.possible() && behaviour(order.type()) == Behaviour.REFUSED) {
            return Plan.impossible("the cluster has no room for " + order.type() + " of " + order.service());
        }
        return plan;
    }

    /// Starts it, unless it was started before: then tells how it stands.
    ///
    /// @throws RefusedOrder when the plan says that it is not possible
    synchronized Standing start(Order order) throws RefusedOrder {
        Job known = jobs.get(order.id());
        if (known != null) {
            return standing(known);
        }
        Plan plan = plan(order);
        if (!plan.possible()) {
            throw new RefusedOrder(plan.detail());
        }
        Behaviour behaviour = behaviour(order.type());
        Crew.Task task = behaviour == Behaviour.WORKS ? crew.begin(order) : crew.pretend(order);
        Job job = new Job(order, task, behaviour, clock.instant(), plan);
        jobs.put(order.id(), job);
        return standing(job);
    }

    synchronized Optional<Standing> poll(String id) {
        return Optional.ofNullable(jobs.get(id)).map(this::standing);
    }

    /// Undoes what an order did, as an order of its own.
    synchronized Optional<Standing> undo(String id) throws RefusedOrder {
        Job job = jobs.get(id);
        if (job == null) {
            return Optional.empty();
        }
        Inverse inverse = job.plan.inverse();
        if (inverse == null) {
            throw new RefusedOrder(job.order.type() + " can't be undone");
        }
        return Optional.of(start(new Order(
                id + "-undo", inverse.type(), job.order.namespace(), job.order.service(), inverse.parameters())));
    }

    /// Stops waiting for it. What has begun in the world goes on.
    synchronized Optional<Standing> cancel(String id) throws RefusedOrder {
        Job job = jobs.get(id);
        if (job == null) {
            return Optional.empty();
        }
        if (standing(job).state() == Standing.State.RUNNING && job.behaviour != Behaviour.WORKS) {
            job.ended = new Standing(Standing.State.CANCELLED, "cancelled before it had any effect", null);
        } else if (standing(job).state() == Standing.State.RUNNING) {
            throw new RefusedOrder(job.order.type() + " is under way and can't be cancelled; it can be undone");
        }
        return Optional.of(standing(job));
    }

    boolean answers(String type) {
        return behaviour(type) != Behaviour.UNANSWERED;
    }

    /// Whether questions about an order are answered.
    synchronized boolean answersAbout(String id) {
        Job job = jobs.get(id);
        return job != null ? answers(job.order.type()) : !behaviours.containsValue(Behaviour.UNANSWERED);
    }

    private Behaviour behaviour(String type) {
        return behaviours.getOrDefault(type, Behaviour.WORKS);
    }

    private Standing standing(Job job) {
        if (job.ended == null) {
            job.ended = ending(job);
        }
        return job.ended != null ? job.ended : new Standing(Standing.State.RUNNING, job.plan.detail(), null);
    }

    private @Nullable Standing ending(Job job) {
        return switch (job.behaviour) {
            case WORKS -> ended(job, job.plan.inverse());
            case USELESS -> ended(job, null);
            case FAILS ->
                clock.instant().isBefore(job.began.plus(UNTIL_IT_FAILS))
                        ? null
                        : new Standing(Standing.State.FAILED, "gave up: " + job.plan.detail(), null);
            case HANGS, REFUSED, UNANSWERED -> null;
        };
    }

    private static @Nullable Standing ended(Job job, @Nullable Inverse inverse) {
        return switch (job.task.progress()) {
            case UNDER_WAY -> null;
            case DONE -> new Standing(Standing.State.SUCCEEDED, "done: " + job.plan.detail(), inverse);
            case GIVEN_UP -> new Standing(Standing.State.FAILED, "gave up: " + job.plan.detail(), null);
        };
    }

    private static final class Job {
        private final Order order;
        private final Crew.Task task;
        private final Behaviour behaviour;
        private final Instant began;
        private final Plan plan;
        private @Nullable Standing ended;

        Job(Order order, Crew.Task task, Behaviour behaviour, Instant began, Plan plan) {
            this.order = order;
            this.task = task;
            this.behaviour = behaviour;
            this.began = began;
            this.plan = plan;
        }
    }
}
