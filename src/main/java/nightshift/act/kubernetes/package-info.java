/// Actions on Kubernetes: what is about to be written is read first, with who owns it; a dry run of the API server
/// itself and bounds of our own say whether it may be; one write has one effect, by resource version and uid, and
/// leaves the decision's id where it can be found again.
@NullMarked
package nightshift.act.kubernetes;

import org.jspecify.annotations.NullMarked;
