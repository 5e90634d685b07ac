package nightshift.decide.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// A rules directory that a test edits. Each write gets a later time than the one before, as by an editor's hand.
public final class RuleFolder {
    public static final String RECYCLE = """
            rule "Recycle the pool"
                @id("recycle") @mode("auto") @cooldown("10m")
            when
                $slow : Anomaly( signal == "db.client.operation.duration", rising(), confidence > 0.5 )
            then
                insert( propose("pool.recycle").on($slow.entity()).because($slow) );
            end
            """;

    private final Path root;
    private long writes;

    public RuleFolder(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public RuleFolder healing(String file, String text) {
        return write("healing/" + file, text);
    }

    public RuleFolder policy(String file, String text) {
        return write("policy/" + file, text);
    }

    /// A policy over all proposals that match `constraint`.
    public RuleFolder policy(String id, String constraint, String word) {
        return policy(id + ".drl", """
                rule "%1$s" @id("%1$s")
                when
                    $p : Proposal( %2$s )
                then
                    insert( %3$s($p).because("because of %1$s") );
                end
                """.formatted(id, constraint, word));
    }

    public RuleFolder delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuleFolder write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + ++writes)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
