/// A cluster's API server, followed: what it lists, and then every change of it.
///
/// A [nightshift.observe.kubernetes.ListWatch] per kind of object reads on a thread of its own and keeps of each
/// object the little that is needed ([nightshift.observe.kubernetes.Kept]); one thread owns the
/// [nightshift.observe.kubernetes.ClusterState] that they fill through a bounded queue. The
/// [nightshift.observe.kubernetes.KubernetesWatch] hands over views of it, with the changes between them, and says in
/// one word whether the API server can be followed.
///
/// Lists and watches are asked for here, and not by the client's informers: those keep whole objects, and try again
/// without an end and without a word, where it matters that a token has expired.
@NullMarked
package nightshift.observe.kubernetes;

import org.jspecify.annotations.NullMarked;
