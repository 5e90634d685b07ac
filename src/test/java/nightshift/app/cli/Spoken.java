package nightshift.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/// What the command line answered.
record Spoken(int code, String out, String err) {
    /// Runs a command against a running server.
    static Spoken by(String address, String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heardOut = new ByteArrayOutputStream();
        ByteArrayOutputStream heardErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heardOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(heardErr, true, StandardCharsets.UTF_8));
            String[] all = Stream.concat(Arrays.stream(words), Stream.of("--url", address))
                    .toArray(String[]::new);
            int code = NightshiftCommand.execute(all);
            return new Spoken(
                    code, heardOut.toString(StandardCharsets.UTF_8), heardErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
