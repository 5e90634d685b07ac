package nightshift.yaml;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A piece of a YAML document that knows its line, so that a message can point at it.
public sealed interface YamlNode {
    /// 1-based.
    int line();

    /// A scalar as text; empty for an empty value.
    record Text(int line, String value) implements YamlNode {}

    record Items(int line, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// In the order of the document.
    record Fields(int line, Map<String, YamlNode> fields) implements YamlNode {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// Reads a text that holds one document; empty when it holds none.
    ///
    /// @throws YamlException when it is no YAML, or of a kind that is refused here
    static Optional<YamlNode> read(Reader text) throws YamlException {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            return root == null ? Optional.empty() : Optional.of(of(root));
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            throw new YamlException(mark == null ? 1 : mark.getLine() + 1, "is not YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw new YamlException(1, "is not YAML: " + broken.getMessage());
        }
    }

    private static YamlNode of(Node node) throws YamlException {
        if (node.getAnchor() != null) {
            // With one a document could hold itself.
            throw new YamlException(line(node), "has the anchor '" + node.getAnchor() + "'; write it out");
        }
        return switch (node) {
            case ScalarNode scalar -> new Text(line(node), scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue());
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(of(item));
                }
                yield new Items(line(node), items);
            }
            case MappingNode mapping -> new Fields(line(node), fields(mapping));
            case AnchorNode alias -> of(alias.getRealNode());
            default -> throw new IllegalStateException("a kind of node that no document has: " + node.getNodeId());
        };
    }

    private static Map<String, YamlNode> fields(MappingNode mapping) throws YamlException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(line, "has a key that is no text; expected name: value");
            }
            if (fields.put(key.getValue(), of(tuple.getValueNode())) != null) {
                throw new YamlException(line, "'" + key.getValue() + "' is there twice; keep one");
            }
        }
        return fields;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
