/// A shop that runs in a cluster: where its pods are, which version they have and whether they take requests is what
/// the
/// API server says, and what they would send follows from it. It knows nothing of what is received, decided or done:
/// whoever changes the cluster changes the shop.
@NullMarked
package nightshift.simulate.cluster;

import org.jspecify.annotations.NullMarked;
