/// The physics of a small shop: requests, cores, connection pools, a database, a queue, and what can go wrong with
/// them.
///
/// An event-driven simulation in continuous time. Every request of every user travels through real queues: it waits for
/// a core, for a connection, for a lock, for an answer, and gives up when it waited too long. Nothing here knows what a
/// signal is: a [nightshift.simulate.shop.Fault] changes a cause, and latency, errors and load follow from it. Reading
/// order: [nightshift.simulate.shop.World], then `Shop` (what there is), `Instance` and `Visit` (what a request goes
/// through), then the faults.
///
/// Not safe for use by several threads without the world's own lock: all public methods of `World` take it.
@NullMarked
package nightshift.simulate.shop;

import org.jspecify.annotations.NullMarked;
