package dev.tenure.connectors.ldap.directories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a connection. The server answers a request on the thread that read it, so the socket read last on a
 * thread is the one that a request came by: that is how a planned fault cuts the right connection.
 */
final class ClientSocket extends Socket {

    private static final ThreadLocal<@Nullable ClientSocket> CURRENT = new ThreadLocal<>();

    private volatile boolean encrypted;

    /** The connection whose request this thread is answering. */
    static ClientSocket current() {
        ClientSocket socket = CURRENT.get();
        if (socket == null) {
            throw new IllegalStateException("this thread answers no client");
        }
        return socket;
    }

    boolean encrypted() {
        return encrypted;
    }

    void nowEncrypted() {
        encrypted = true;
    }

    void cut() {
        try {
            setSoLinger(true, 0);
            close();
        } catch (IOException e) {
            // It is gone already, which is what was wanted.
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                CURRENT.set(ClientSocket.this);
                return super.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                CURRENT.set(ClientSocket.this);
                return super.read(target, offset, length);
            }
        };
    }
}
