package nightshift.understand.detect.forecast;

import java.nio.file.Path;
import java.util.Optional;
import nightshift.fact.ForecasterStatus;

/// What `./nightshift models` prints.
///
/// @param folder where was looked
/// @param status which forecaster is at work, and why it is the fallback if it is
/// @param card of the model found; empty if none is usable
public record ModelReport(Path folder, ForecasterStatus status, Optional<ModelCard> card) {}
