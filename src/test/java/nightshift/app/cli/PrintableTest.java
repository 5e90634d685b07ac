package nightshift.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who sends telemetry or gives a reason chooses the text, and a terminal obeys what it is shown.
class PrintableTest {
    @Test
    void aTerminalIsToldNothingByWhatOthersWrote() {
        assertThat(Printable.line("\u001b[2Jred \u202edenepo\u2066 \u009b1m\n next"))
                .isEqualTo("\\u001b[2Jred \\u202edenepo\\u2066 \\u009b1m\\u000a next");
        assertThat(Printable.lines("one\u0007\ntwo\r\nthree")).isEqualTo("one\\u0007\ntwo\nthree");
    }

    @Test
    void whatIsMeantToBeReadStaysAsItIs() {
        assertThat(Printable.line("Grüße 🚀 בטיחות/cart \\ 'x'")).isEqualTo("Grüße 🚀 בטיחות/cart \\ 'x'");
    }
}
