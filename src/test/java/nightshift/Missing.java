package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import org.opentest4j.TestAbortedException;

/// What a machine lacks that a test needs. Such a test is skipped, loudly; on CI, where everything is there, it fails.
public final class Missing {
    private Missing() {}

    /// What skips the test when it is thrown.
    ///
    /// @param why what is not tried, and what this machine lacks for it
    public static TestAbortedException skips(String why) {
        System.err.println("SKIPPED: " + why);
        assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
        return new TestAbortedException(why);
    }
}
