/// Who is who: which entity a resource or a point's attributes are about, and who runs where.
///
/// [nightshift.observe.identity.Subjects] reads the attributes and says whom they name; a
/// [nightshift.observe.identity.Source] is a resource of which that is worked out once. The
/// [nightshift.observe.identity.Roster] gathers what senders tell of pods, workloads and services, each a piece of it;
/// as more becomes known, a [nightshift.observe.identity.Subject] that rested on less is superseded by another.
/// [nightshift.observe.identity.PeerNames] finds who is meant by the name that a client, its pool of
/// connections or a proxy has for whom is called.
@NullMarked
package nightshift.observe.identity;

import org.jspecify.annotations.NullMarked;
