package nightshift.observe.naming;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A piece of a YAML document that knows its line, so that a message can point at it.
sealed interface YamlNode {
    /// 1-based.
    int line();

    /// A scalar as text; empty for an empty value.
    record Text(int line, String value) implements YamlNode {}

    record Items(int line, List<YamlNode> items) implements YamlNode {}

    record Fields(int line, Map<String, YamlNode> fields) implements YamlNode {}

    /// Reads the value that the parser's current token begins.
    ///
    /// @throws DictionaryException for a key that is there twice
    static YamlNode read(JsonParser parser, String file) throws IOException, DictionaryException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return fields(parser, file, line);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser, file));
            }
            return new Items(line, items);
        }
        String text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new Text(line, text);
    }

    private static Fields fields(JsonParser parser, String file, int line) throws IOException, DictionaryException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (fields.put(key, read(parser, file)) != null) {
                throw new DictionaryException(file, keyLine, "'" + key + "' is there twice; keep one");
            }
        }
        return new Fields(line, fields);
    }
}
