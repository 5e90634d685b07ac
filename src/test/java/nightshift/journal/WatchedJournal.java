package nightshift.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.journal.window.WindowConfig;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/// A journal of which a test hears each writing statement before it is executed, and whose rows it can see.
public final class WatchedJournal {
    private WatchedJournal() {}

    /// @param beforeWriting told of each statement that writes; what it throws, the statement throws
    public static Journal open(Path directory, Runnable beforeWriting) {
        return Journal.open(directory, KnownSignals::meaning, WindowConfig.DEFAULT, new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                String sql = String.valueOf(context.getRawSql()).stripLeading();
                if (!sql.startsWith("select")) {
                    beforeWriting.run();
                }
            }
        });
    }

    /// Every row of every table, but for the one that only finds out whether there is room. Events of one moment
    /// are in no order, and so without number and link: which of two steps in a turn is written first may be
    /// another when it is taken again.
    public static List<String> rows(Path directory) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"))) {
            List<String> rows = new ArrayList<>();
            for (String table : tables(connection)) {
                for (String row : query(connection, select(table))) {
                    rows.add(table + ": " + row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String select(String table) {
        return switch (table) {
            case "event" -> "select at_us, kind, subject, incident, body from event order by 1, 2, 3, 5";
            case "event_tail" -> "select last_seq from event_tail";
            default -> "select * from " + table + " order by 1, 2";
        };
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return query(connection, """
                select name from sqlite_master
                where type = 'table' and name not in ('room', 'flyway_schema_history') order by name
                """);
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    columns.add(found.getString(i));
                }
                rows.add(String.join(" | ", columns));
            }
            return rows;
        }
    }
}
