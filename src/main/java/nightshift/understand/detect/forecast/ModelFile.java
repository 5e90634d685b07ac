package nightshift.understand.detect.forecast;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.fact.Digest;

/// What a models folder has to offer: a model that may be loaded, or why there is none.
sealed interface ModelFile {
    /// Its card is complete, its hash is right and its rows have the shape that this program makes.
    record Usable(ModelCard card, Path file) implements ModelFile {}

    /// @param reason one sentence
    record Unusable(String reason) implements ModelFile {}

    /// Finds the newest model of a folder and checks it, without loading it.
    static ModelFile find(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> cards = files.filter(ModelFile::isCard)
                    .sorted(Comparator.comparingInt(ModelFile::number))
                    .toList();
            return cards.isEmpty()
                    ? new Unusable("there is no forecaster-N.properties in " + folder)
                    : check(cards.getLast());
        } catch (IOException e) {
            return new Unusable("the models folder " + folder + " can't be read");
        }
    }

    private static boolean isCard(Path file) {
        return file.getFileName().toString().matches("forecaster-\\d{1,8}\\.properties");
    }

    private static int number(Path card) {
        return Integer.parseInt(card.getFileName().toString().replaceAll("\\D", ""));
    }

    private static ModelFile check(Path cardFile) {
        ModelCard card;
        try {
            card = ModelCard.of(entries(cardFile));
        } catch (IOException e) {
            return new Unusable("the card " + cardFile + " can't be read");
        } catch (IllegalArgumentException e) {
            return new Unusable("the card " + cardFile + " is not usable: " + e.getMessage());
        }
        Path file = cardFile.resolveSibling(card.file());
        if (card.inputs() != TorchRows.INPUTS) {
            return new Unusable(file + " takes rows of " + card.inputs()
                    + " values, but this version of Nightshift makes " + TorchRows.INPUTS);
        }
        return checkContent(card, file);
    }

    private static ModelFile checkContent(ModelCard card, Path file) {
        if (!Files.exists(file)) {
            return new Unusable("the model file " + file + " is missing");
        }
        try {
            String found = Digest.of(Files.readAllBytes(file));
            return found.equals(card.sha256())
                    ? new Usable(card, file)
                    : new Unusable(file + " is not the file its card describes: SHA-256 " + found + ", expected "
                            + card.sha256());
        } catch (IOException e) {
            return new Unusable("the model file " + file + " can't be read");
        }
    }

    private static Map<String, String> entries(Path card) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(card, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }
}
