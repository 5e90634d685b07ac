package nightshift.observe.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightshift.fact.inventory.Release;
import org.jspecify.annotations.Nullable;

/// The versions of a workload that were seen. What is told of one version comes in pieces, from the process, the image
/// and the pod: pieces that agree are one version. Guarded by the observer's lock.
final class RosterReleases {
    private final int limit;
    private final List<Release> releases = new ArrayList<>();

    /// @param limit how many are remembered, the newest of them
    RosterReleases(int limit) {
        this.limit = limit;
    }

    /// A replica of that version runs.
    ///
    /// @param since when it was first seen
    void runs(Release.Version version, Instant since) {
        if (!version.known()) {
            return;
        }
        Release merged = new Release(version, since, null);
        for (int i = 0; i < releases.size(); i++) {
            Release known = releases.get(i);
            if (agree(known.version(), version)) {
                merged = new Release(
                        merge(known.version(), version), known.since().isBefore(since) ? known.since() : since, null);
                releases.set(i, merged);
                forgetPiecesOf(merged, i);
                return;
            }
        }
        releases.add(merged);
        if (releases.size() > limit) {
            releases.removeFirst();
        }
    }

    /// No replica of it runs any more if none of `left` does.
    void ended(Release.Version version, Instant last, List<Release.Version> left) {
        for (int i = 0; i < releases.size(); i++) {
            Release known = releases.get(i);
            if (agree(known.version(), version) && left.stream().noneMatch(it -> agree(known.version(), it))) {
                releases.set(i, new Release(known.version(), known.since(), later(known.until(), last)));
            }
        }
    }

    /// The newest last.
    List<Release> all() {
        return releases.stream().sorted(Comparator.comparing(Release::since)).toList();
    }

    private void forgetPiecesOf(Release whole, int at) {
        for (int i = releases.size() - 1; i >= 0; i--) {
            if (i != at && agree(releases.get(i).version(), whole.version())) {
                releases.remove(i);
            }
        }
    }

    /// Whether two say nothing different of what both say, and say something in common.
    private static boolean agree(Release.Version one, Release.Version other) {
        return one.comparable(other) && !one.differs(other);
    }

    private static Release.Version merge(Release.Version one, Release.Version other) {
        return new Release.Version(
                one.service().isEmpty() ? other.service() : one.service(),
                one.image().isEmpty() ? other.image() : one.image(),
                one.template().isEmpty() ? other.template() : one.template());
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
