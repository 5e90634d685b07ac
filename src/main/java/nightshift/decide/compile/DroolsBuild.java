package nightshift.decide.compile;

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
    private final ReleaseId release = services.newReleaseId("nightshift.rules", "r" + UUID.randomUUID(), "1");
    private final KieBuilder builder;

    private DroolsBuild(RuleFiles files) {
        KieModuleModel module = services.newKieModuleModel();
        module.newKieBaseModel("rules")
                .setDefault(true)
                .newKieSessionModel("turn")
                .setDefault(true)
                .setClockType(ClockTypeOption.PSEUDO);
        KieFileSystem sources = services.newKieFileSystem();
        sources.generateAndWritePomXML(release);
        for (RuleFile file : files.files()) {
            sources.write(PATH + file.path(), file.drl(files.kind()));
        }
        builder = services.newKieBuilder(sources, classes);
        ((InternalKieBuilder) builder).withKModuleModel(module).buildAll(ExecutableModelProject.class);
    }

    static DroolsBuild of(RuleFiles files) {
        return new DroolsBuild(files);
    }

    /// What the compiler refused; empty when it built.
    List<Message> errors() {
        return builder.getResults().getMessages(Message.Level.ERROR);
    }

    /// What the compiler made, as class files. None of it is loaded before [#finish].
    Map<String, byte[]> classes() {
        return Map.copyOf(module().getClassesMap());
    }

    /// Puts others in their place.
    void replace(Map<String, byte[]> classes) {
        MemoryFileSystem files = ((MemoryKieModule) module().getInternalKieModule()).getMemoryFileSystem();
        classes.forEach((path, bytes) -> files.write(path, bytes, true));
    }

    private CanonicalKieModule module() {
        return (CanonicalKieModule) builder.getKieModule();
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
