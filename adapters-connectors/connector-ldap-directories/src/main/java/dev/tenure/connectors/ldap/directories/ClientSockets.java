package dev.tenure.connectors.ldap.directories;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Accepts connections as {@link ClientSocket}s, and can refuse them all as a machine that is down would. */
final class ClientSockets extends ServerSocketFactory {

    private final Set<ClientSocket> open = ConcurrentHashMap.newKeySet();
    private final Optional<SSLSocketFactory> tls;
    private volatile boolean down;

    ClientSockets(Optional<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    void goDown() {
        down = true;
        open.forEach(ClientSocket::cut);
        open.clear();
    }

    void comeBack() {
        down = false;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 128);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new ServerSocket(port, backlog, address) {
            @Override
            public Socket accept() throws IOException {
                while (true) {
                    ClientSocket client = new ClientSocket();
                    implAccept(client);
                    if (down) {
                        client.cut();
                        continue;
                    }
                    open.removeIf(Socket::isClosed);
                    open.add(client);
                    return tls.isPresent() ? encrypted(client, tls.get()) : client;
                }
            }
        };
    }

    private static Socket encrypted(ClientSocket client, SSLSocketFactory factory) throws IOException {
        client.nowEncrypted();
        SSLSocket socket = (SSLSocket)
                factory.createSocket(client, client.getInetAddress().getHostAddress(), client.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
