package nightshift.simulate.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All scenarios of a directory, and what is wrong with those that could not be read.
///
/// @param scenarios by name
/// @param problems empty when every file was understood
public record Catalogue(List<Scenario> scenarios, List<ScenarioProblem> problems) {
    public Catalogue {
        scenarios = List.copyOf(scenarios);
        problems = List.copyOf(problems);
    }

    /// Reads all `*.yaml` files of a directory; one that is missing is a problem like another.
    public static Catalogue read(Path directory) {
        List<Scenario> scenarios = new ArrayList<>();
        List<ScenarioProblem> problems = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                switch (ScenarioReader.read(file.getFileName().toString(), Files.readString(file))) {
                    case ScenarioReader.Understood understood -> scenarios.add(understood.scenario());
                    case ScenarioReader.NotUnderstood not -> problems.add(not.problem());
                }
            }
        } catch (IOException unreadable) {
            problems.add(new ScenarioProblem(
                    directory.toString(), 1, "", "expected a directory of scenarios that can be read: " + unreadable));
        }
        return new Catalogue(scenarios, problems);
    }

    public Optional<Scenario> find(String name) {
        return scenarios.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
