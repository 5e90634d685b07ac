package nightshift.decide.compile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.internal.builder.InternalKieBuilder;

/// One run of the Drools compiler: the executable model, without `kmodule.xml`, under a name never used before. A new
/// container each time, because updating one in place fires rules again, leaks classes and may stop half-way.
final class DroolsBuild {
    private static final String PATH = "src/main/resources/rules/";

    private final KieServices services = KieServices.get();
    private final ClassLoader classes = DroolsBuild.class.getClassLoader();
    private final ReleaseId release;

    /// Null when the compiler refused.
    private final @Nullable CanonicalKieModule made;

    private final List<Message> errors;

    private DroolsBuild(RuleFiles files) {
        KieFileSystem sources = services.newKieFileSystem();
        release = services.newReleaseId("nightshift.rules", "r" + UUID.randomUUID(), "1");
        sources.generateAndWritePomXML(release);
        for (RuleFile file : files.files()) {
            sources.write(PATH + file.path(), file.drl(files.kind()));
        }
        KieBuilder builder = services.newKieBuilder(sources, classes);
        ((InternalKieBuilder) builder).withKModuleModel(model()).buildAll(ExecutableModelProject.class);
        errors = builder.getResults().getMessages(Message.Level.ERROR);
        made = errors.isEmpty() ? (CanonicalKieModule) builder.getKieModule() : null;
    }

    private DroolsBuild(ReleaseId release, byte[] archive) {
        MemoryFileSystem files = MemoryFileSystem.readFromJar(archive);
        this.release = release;
        errors = List.of();
        made = new CanonicalKieModule(new MemoryKieModule(release, model(), files));
        services.getRepository().addKieModule(made);
    }

    private KieModuleModel model() {
        KieModuleModel model = services.newKieModuleModel();
        model.newKieBaseModel("rules")
                .setDefault(true)
                .newKieSessionModel("turn")
                .setDefault(true)
                .setClockType(ClockTypeOption.PSEUDO);
        return model;
    }

    static DroolsBuild of(RuleFiles files) {
        return new DroolsBuild(files);
    }

    /// One that was made before, perhaps by another process; empty when it is in use already.
    static Optional<DroolsBuild> again(KeptClasses.Made made) {
        String[] name = made.release().split(":", 3);
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId(name[0], name[1], name[2]);
        return services.getRepository().getKieModule(release) == null
                ? Optional.of(new DroolsBuild(release, made.files()))
                : Optional.empty();
    }

    /// What the compiler refused; empty when it built.
    List<Message> errors() {
        return errors;
    }

    /// What the compiler made, as class files. None of it is loaded before [#finish].
    Map<String, byte[]> classes() {
        return Map.copyOf(module().getClassesMap());
    }

    /// All of it, to be made a build of again.
    KeptClasses.Made made() {
        return new KeptClasses.Made(release.toExternalForm(), files().writeAsBytes());
    }

    private CanonicalKieModule module() {
        return requireNonNull(made, "what the compiler refused has no classes");
    }

    /// Puts others in their place.
    void replace(Map<String, byte[]> classes) {
        classes.forEach((path, bytes) -> files().write(path, bytes, true));
    }

    private MemoryFileSystem files() {
        return ((MemoryKieModule) module().getInternalKieModule()).getMemoryFileSystem();
    }

    /// The rules, linked and ready to make sessions from.
    ///
    /// @param counters for each counter of the classes the names of the rules that it counts for
    RuleSet finish(RuleFiles files, List<RuleText> rules, List<List<String>> counters) {
        KieContainer container = services.newKieContainer(release, classes);
        container.getKieBase();
        return new RuleSet(files, rules, counters, Optional.of(container));
    }

    /// Takes what was built out of the repository.
    void discard() {
        services.getRepository().removeKieModule(release);
    }
}
