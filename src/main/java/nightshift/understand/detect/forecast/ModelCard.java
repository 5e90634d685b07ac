package nightshift.understand.detect.forecast;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of a model file: `forecaster-N.properties` beside it, written by the training.
///
/// @param version of the model
/// @param file name of the TorchScript file, in the same folder
/// @param sha256 of the file, lower-case hexadecimal
/// @param inputs floats a row
/// @param torch version that wrote the file
/// @param parameters how many weights it has
/// @param errors mean absolute error against the naive forecast on held-out series, by step: 0.8 is 20 % better
public record ModelCard(
        String version,
        String file,
        String sha256,
        int inputs,
        String torch,
        int parameters,
        SortedMap<String, Double> errors) {
    private static final String ERROR = "error.";

    public ModelCard {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }

    /// @throws IllegalArgumentException that names the key and what was expected
    static ModelCard of(Map<String, String> entries) {
        SortedMap<String, Double> errors = new TreeMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(ERROR)) {
                errors.put(entry.getKey().substring(ERROR.length()), Double.valueOf(entry.getValue()));
            }
        }
        return new ModelCard(
                text(entries, "version"),
                text(entries, "file"),
                text(entries, "sha256"),
                number(entries, "inputs"),
                text(entries, "torch"),
                number(entries, "parameters"),
                errors);
    }

    private static String text(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the key '" + key + "' is missing");
        }
        return value.strip();
    }

    private static int number(Map<String, String> entries, String key) {
        String value = text(entries, key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("the key '" + key + "' must be a whole number, got '" + value + "'");
        }
    }
}
