package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.util.ssl.TrustAllSSLSocketVerifier;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What making and closing connections may not do to the thread that reads. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DirectoryConnectionsTest {

    private static final AccountRef SOMEBODY = new AccountRef("3f2504e0-4f89-41d3-9a0c-0305e82c3301");

    @Test
    void anInterruptEndsAWaitForATlsHandshakeThatNeverEnds() throws Exception {
        CountDownLatch agreed = new CountDownLatch(1);
        try (EmbeddedDirectory directory = Directories.start(ActiveDirectoryManners.standard());
                ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connector connector = Directories.open(
                        directory,
                        Directories.settings(
                                directory, "active-directory", "url", "ldap://127.0.0.1:" + mute.getLocalPort()))) {
            Thread.ofPlatform().daemon().start(() -> agreeToTlsAndSayNoMore(mute, agreed));
            AtomicReference<Object> answer = new AtomicReference<>("the read did not end");
            Thread reading = Thread.ofPlatform().daemon().start(() -> answer.set(connector.read(SOMEBODY)));
            assertTrue(agreed.await(30, TimeUnit.SECONDS));
            reading.interrupt();
            reading.join(TimeUnit.SECONDS.toMillis(20));
            assertInstanceOf(Observation.Unreachable.class, answer.get());
        }
    }

    /** RFC 4511, section 4.14.2: the answer to the first message, StartTLS, with success. */
    private static void agreeToTlsAndSayNoMore(ServerSocket server, CountDownLatch agreed) {
        try {
            Socket client = server.accept();
            client.getInputStream().read(new byte[200]);
            client.getOutputStream().write(HexFormat.of().parseHex("300c02010178070a010004000400"));
            client.getOutputStream().flush();
            // The client says hello; from here on it waits.
            client.getInputStream().read();
            agreed.countDown();
        } catch (IOException e) {
            throw new IllegalStateException("the server is closed too early", e);
        }
    }

    /**
     * A TLS socket whose reader is somewhere else for a moment waits on close as long as for an answer. Here closing waits
     * until it is let go.
     */
    @Test
    void noReadWaitsForAConnectionToClose() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        try (EmbeddedDirectory directory = Directories.start(ActiveDirectoryManners.standard())) {
            Map<String, String> settings = Directories.settings(
                    directory,
                    "active-directory",
                    "url",
                    "ldaps://127.0.0.1:" + directory.port(),
                    "startTls",
                    "no",
                    "connectTimeoutMillis",
                    "1000");
            DirectoryConnections connections = new DirectoryConnections(
                    LdapSettings.of(new ConnectorConfiguration(
                            settings, Map.of("bindPassword", Secret.of(directory.bindPassword())))),
                    new Trust(new SlowToClose(closing, letGo), TrustAllSSLSocketVerifier.getInstance()));
            directory.faults().failNext(1, Faults.Mode.HANG_ON_READ);
            Thread reading = Thread.ofPlatform().daemon().start(() -> {
                try {
                    connections.read(connection -> Optional.ofNullable(connection.getEntry(directory.baseDn())));
                } catch (Trouble e) {
                    // As it must be.
                }
            });
            while (directory.faults().fired(Faults.Mode.HANG_ON_READ) == 0) {
                Thread.onSpinWait();
            }
            reading.interrupt();
            reading.join(TimeUnit.SECONDS.toMillis(20));
            assertFalse(reading.isAlive(), "the read ended");
            assertTrue(closing.await(20, TimeUnit.SECONDS), "and its connection is being closed all the same");
            connections.close();
            letGo.countDown();
        }
    }

    /** Sockets without TLS, to be taken for such with it. */
    private static final class SlowToClose extends SSLSocketFactory {

        private final CountDownLatch closing;
        private final CountDownLatch letGo;

        SlowToClose(CountDownLatch closing, CountDownLatch letGo) {
            this.closing = closing;
            this.letGo = letGo;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void close() throws IOException {
                    closing.countDown();
                    awaitInAnyCase();
                    super.close();
                }
            };
        }

        private void awaitInAnyCase() {
            boolean interrupted = false;
            while (letGo.getCount() > 0) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException("only unconnected sockets are made");
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("only unconnected sockets are made");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw new IOException("only unconnected sockets are made");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw new IOException("only unconnected sockets are made");
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            throw new IOException("only unconnected sockets are made");
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }
    }
}
