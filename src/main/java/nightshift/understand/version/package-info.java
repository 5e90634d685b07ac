/// New against old: whether a service is worse since its version changed, by the same minutes of traffic. Where nobody
/// says which version is which, who began with the change is the new one.
///
/// Shares are compared as counts, so that few requests prove little; a difference that chance would bring
/// about too often is none. A version that never serves, of which nothing can be compared, is told by its
/// platform or by its silence; one that was taken back is to blame for nothing any more.
@NullMarked
package nightshift.understand.version;

import org.jspecify.annotations.NullMarked;
