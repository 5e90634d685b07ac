package nightshift.act.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A target on a socket of its own that takes every request and never gives a whole answer.
public final class BadTarget implements AutoCloseable {
    private final ServerSocket socket;
    private final Way way;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /// How it misbehaves.
    public enum Way {
        /// Sends its body a byte at a time, for as long as it may.
        DRIPS_BODY,
        /// Sends its headers a byte at a time.
        DRIPS_HEADERS,
        /// Says nothing at all.
        HANGS_BEFORE_HEADERS,
        /// Sends its headers and half of its body.
        HANGS_IN_BODY
    }

    public BadTarget(Way way) throws IOException {
        this.way = way;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/actions");
    }

    /// Waits until a request has arrived; false after half a minute.
    public boolean wasAsked() throws InterruptedException {
        return asked.await(30, TimeUnit.SECONDS);
    }

    /// Waits until a caller has let its connection go; false after half a minute.
    public boolean wasReleased() throws InterruptedException {
        return released.await(30, TimeUnit.SECONDS);
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> misbehave(connection));
            }
        } catch (IOException closed) {
            released.countDown();
        }
    }

    private void misbehave(Socket connection) {
        try (connection) {
            BufferedReader request = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            asked.countDown();
            OutputStream answer = connection.getOutputStream();
            switch (way) {
                case DRIPS_BODY -> {
                    say(answer, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
                    drip(answer, " ");
                }
                case DRIPS_HEADERS -> {
                    say(answer, "HTTP/1.1 200 OK\r\nX-Long: ");
                    drip(answer, "x");
                }
                case HANGS_BEFORE_HEADERS -> {}
                case HANGS_IN_BODY -> say(answer, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            }
            while (request.read() >= 0) {
                // whatever else is sent is read, until the caller lets go
            }
            released.countDown();
        } catch (IOException gone) {
            released.countDown();
        }
    }

    private static void drip(OutputStream answer, String drop) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            do {
                say(answer, drop);
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream answer, String text) throws IOException {
        answer.write(text.getBytes(US_ASCII));
        answer.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
