package nightshift.journal;

import java.util.List;
import java.util.Map;
import nightshift.fact.inventory.KnownGood;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// Revisions of workloads that proved good, the newest of each workload; about 300 bytes each.
final class KnownGoodTable {
    /// Kubernetes keeps ten revisions of a workload unless it is told otherwise.
    static final int MOST_OF_ONE = 20;

    /// Of all workloads that ever were: 3 MB.
    static final int MOST = 10_000;

    private final Codec codec;

    KnownGoodTable(Codec codec) {
        this.codec = codec;
    }

    /// Writes one; a revision that proved good before did so again. The oldest give way.
    void put(Handle handle, KnownGood good) {
        handle.createUpdate("""
                        insert into known_good (uid, template, workload, revision, images, since_us, proven_us)
                        values (:uid, :template, :workload, :revision, :images, :since, :proven)
                        on conflict (uid, template) do update set revision = excluded.revision,
                            images = excluded.images, since_us = excluded.since_us, proven_us = excluded.proven_us
                        """)
                .bind("uid", good.uid())
                .bind("template", good.template())
                .bind("workload", good.workload().text())
                .bind("revision", good.revision())
                .bind("images", codec.body(good.images()))
                .bind("since", Micros.of(good.since()))
                .bind("proven", Micros.of(good.proven()))
                .execute();
        handle.createUpdate("""
                        delete from known_good where uid = :uid and proven_us < (
                            select proven_us from known_good where uid = :uid
                            order by proven_us desc limit 1 offset :most)
                        """)
                .bind("uid", good.uid())
                .bind("most", MOST_OF_ONE - 1)
                .execute();
        handle.createUpdate("""
                        delete from known_good where proven_us < (
                            select proven_us from known_good order by proven_us desc limit 1 offset :most)
                        """).bind("most", MOST - 1).execute();
    }

    /// Of one workload, the one that proved good last first.
    List<KnownGood> of(Handle handle, String uid) {
        return handle.createQuery("""
                        select workload, uid, revision, template, images, since_us, proven_us from known_good
                        where uid = :uid order by proven_us desc, template
                        """)
                .bind("uid", uid)
                .map((row, context) -> new KnownGood(
                        EntityId.parse(row.getString("workload")),
                        row.getString("uid"),
                        row.getString("revision"),
                        row.getString("template"),
                        Map.copyOf(codec.fields(row.getString("images"))),
                        Micros.instant(row.getLong("since_us")),
                        Micros.instant(row.getLong("proven_us"))))
                .list();
    }
}
