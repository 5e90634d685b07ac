package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Line;
import nightshift.simulate.world.layout.Queue;

/// A queue of messages. Each consumer holds an equal part of it: what lies in the part of one that hangs
/// waits until somebody else holds it.
public final class QueueState {
    private final Queue queue;
    private final Line moving = new Line();
    private final Line stuck = new Line();
    private long enqueued;
    private long dequeued;
    private long late;
    private int justLate;
    private int second;

    QueueState(Queue queue) {
        this.queue = queue;
    }

    /// @param hung share of the consumers that hang
    void enqueue(Dice dice, int messages, double hung, int now) {
        second = now;
        enqueued += messages;
        if (hung == 0 && stuck.count() > 0) {
            moving.takeOver(stuck);
        }
        int held = dice.binomial(messages, hung);
        stuck.join(now, held);
        moving.join(now, messages - held);
    }

    /// Gives up to `most` messages away.
    int dequeue(int most) {
        int taken = moving.take(most, second);
        dequeued += taken;
        return taken;
    }

    /// Counts who has just waited too long.
    public void endSecond() {
        int promised = second - queue.promiseSeconds();
        justLate = moving.countOf(promised) + stuck.countOf(promised);
        late += justLate;
    }

    public int justLate() {
        return justLate;
    }

    int available() {
        return moving.count();
    }

    /// Messages that wait at this instant.
    public int depth() {
        return moving.count() + stuck.count();
    }

    /// How long the oldest message has waited at this instant.
    public int oldestSeconds() {
        return Math.max(moving.oldest(second), stuck.oldest(second));
    }

    /// Messages that ever came.
    public long enqueued() {
        return enqueued;
    }

    /// Messages that consumers ever took.
    public long dequeued() {
        return dequeued;
    }

    /// Messages that waited longer than was promised.
    public long late() {
        return late;
    }
}
