/// Who sends what: dialect, language, interval, temporality and identity of each service, who tells about
/// the platform, and how many requests are followed. `SenderPlanner` draws it; the service at fault gets
/// what was wished for.
@NullMarked
package nightshift.simulate.send.plan;

import org.jspecify.annotations.NullMarked;
