package nightshift;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the project's documents, as far as a test needs to read it.
///
/// @param path from the project's root
/// @param blocks its fenced code blocks
/// @param prose its lines outside of the blocks
record MarkdownFile(Path path, List<Block> blocks, List<String> prose) {
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|src(?:set)?=\"([^\"]+)\"");
    private static final Set<String> SKIPPED = Set.of("target", "node_modules");

    /// A fenced code block.
    ///
    /// @param file the document
    /// @param line of its opening fence, from 1
    /// @param language the word after the fence, empty when there is none
    /// @param text its lines, with the indentation they have in the document
    record Block(Path file, int line, String language, List<String> text) {
        String joined() {
            return String.join("\n", text).stripIndent() + "\n";
        }

        String place() {
            return file + ":" + line;
        }
    }

    static MarkdownFile read(Path path) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        Block open = null;
        int number = 0;
        for (String line : Files.readAllLines(path)) {
            number++;
            boolean fence = line.strip().startsWith(FENCE);
            if (fence && open == null) {
                open = new Block(path, number, line.strip().substring(FENCE.length()), new ArrayList<>());
            } else if (fence) {
                blocks.add(open);
                open = null;
            } else if (open != null) {
                open.text().add(line);
            } else {
                prose.add(line);
            }
        }
        if (open != null) {
            throw new IllegalStateException(open.place() + ": this code block is never closed");
        }
        return new MarkdownFile(path, blocks, prose);
    }

    /// Every document of the project, in the order of their paths.
    static List<MarkdownFile> all() throws IOException {
        List<Path> paths = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return SKIPPED.contains(name) || name.length() > 1 && name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    paths.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        List<MarkdownFile> documents = new ArrayList<>();
        for (Path path : paths.stream().sorted().toList()) {
            documents.add(read(path));
        }
        return documents;
    }

    /// The blocks of one language.
    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /// What its links and pictures point to within the project, without anchors.
    List<String> localLinks() {
        List<String> links = new ArrayList<>();
        for (String line : prose) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                String file = target.replaceFirst("#.*", "");
                if (!file.isEmpty() && !target.matches("[a-z]+:.*")) {
                    links.add(file);
                }
            }
        }
        return links;
    }

    /// The rows below the table head that ends in the given title, cells stripped.
    List<List<String>> tableEndingIn(String title) {
        List<List<String>> rows = new ArrayList<>();
        boolean within = false;
        for (String line : prose) {
            if (!line.startsWith("|")) {
                within = false;
            } else if (line.strip().endsWith("| " + title + " |")) {
                within = true;
            } else if (within && !line.startsWith("|---")) {
                rows.add(List.of(line.substring(1).strip().split("\\s*\\|\\s*")));
            }
        }
        return rows;
    }
}
