package nightshift.api.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to the server that can be cut and mended: what a restart looks like from outside.
final class Line implements AutoCloseable {
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listening;

    Line(int server) {
        this.server = server;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        accept(listening);
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    void cut() {
        close(listening);
        ends.forEach(Line::close);
        ends.clear();
    }

    void mend() {
        listening = listen(port);
        accept(listening);
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket door) {
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    Socket near = door.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                    ends.add(near);
                    ends.add(far);
                    pump(near, far);
                    pump(far, near);
                } catch (IOException cut) {
                    close(door);
                }
            }
        });
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException cut) {
                close(from);
            }
            close(to);
        });
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyClosed) {
            throw new IllegalStateException(alreadyClosed);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
