package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a workload, and when it was seen to run.
///
/// @param version what ran
/// @param since when a replica of it was first seen
/// @param until when the last of them was seen; null while there is one
public record Release(
        Version version, Instant since, @Nullable Instant until) {
    public Release {
        requireNonNull(version, "version");
        requireNonNull(since, "since");
    }

    public boolean running() {
        return until == null;
    }

    /// What tells one build of a program from another, as far as anybody says; empty texts where nobody does.
    ///
    /// @param service `service.version`, as the process itself says
    /// @param image tag of its container image
    /// @param template hash of its pod template: another one is another rollout, even of the same image
    public record Version(String service, String image, String template) {
        /// Of who says nothing.
        public static final Version UNKNOWN = new Version("", "", "");

        public Version {
            requireNonNull(service, "service");
            requireNonNull(image, "image");
            requireNonNull(template, "template");
        }

        public boolean known() {
            return !name().isEmpty();
        }

        /// Whether that is one of its names.
        public boolean says(String name) {
            return name.equals(service) || name.equals(image) || name.equals(template);
        }

        /// Whether it says all that the other says.
        public boolean says(Version other) {
            return says(service, other.service) && says(image, other.image) && says(template, other.template);
        }

        private static boolean says(String one, String other) {
            return other.isEmpty() || one.equals(other);
        }

        /// Whether there is something that both say, by which they can be told apart or are the same.
        public boolean comparable(Version other) {
            return both(service, other.service) || both(image, other.image) || both(template, other.template);
        }

        private static boolean both(String one, String other) {
            return !one.isEmpty() && !other.isEmpty();
        }

        /// Whether something that both say is not the same.
        public boolean differs(Version other) {
            return otherProgram(other) || differ(template, other.template);
        }

        /// Whether the program is another, by its own version or its image's tag.
        public boolean otherProgram(Version other) {
            return differ(service, other.service) || differ(image, other.image);
        }

        /// Whether the program is the same, by its own version or its image's tag; not where only one of the two says.
        public boolean sameProgram(Version other) {
            boolean both = same(service, other.service) || same(image, other.image);
            return both && !otherProgram(other);
        }

        private static boolean same(String one, String other) {
            return !one.isEmpty() && one.equals(other);
        }

        /// Whether it came with the same rollout: pods of one template are, whatever else is known of some of them.
        public boolean sameRollout(Version other) {
            boolean template = same(this.template, other.template);
            return template ? !differ(service, other.service) : !differs(other);
        }

        private static boolean differ(String one, String other) {
            return both(one, other) && !one.equals(other);
        }

        /// How a person calls it: by the program's own version, else the image's tag, else the template's hash.
        public String name() {
            return !service.isEmpty() ? service : !image.isEmpty() ? image : template;
        }
    }
}
