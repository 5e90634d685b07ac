package nightshift.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every row of every table of a journal, as text, in the order in which it was written.
final class JournalDump {
    private JournalDump() {}

    /// @param directory of a journal that nobody has open
    static Map<String, List<String>> of(Path directory) {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            for (String table : names(statement)) {
                tables.put(table, rows(statement, table));
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the journal can't be read", unreadable);
        }
        return tables;
    }

    /// What the migration tool notes is by the wall's clock.
    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select name from sqlite_master where type = 'table'"
                + " and name not like 'sqlite%' and name not like 'flyway%' order by name")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select * from \"" + table + "\"")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(found.getMetaData().getColumnName(column))
                            .append('=')
                            .append(found.getString(column))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
