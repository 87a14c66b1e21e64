package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in connections to one directory. The library's pool keeps them; a write is never repeated by it. Connections work
 * asynchronously, so that an interrupt ends a wait for an answer.
 *
 * <p>Making and closing a connection are waits that no interrupt ends: StartTLS waits for the handshake, and closing a TLS
 * socket that nobody is reading waits for a byte as long as for an answer. So both happen on threads of their own, which end
 * within the time limits of the settings, and no caller waits for a connection to close.
 */
final class DirectoryConnections implements AutoCloseable {

    /** As many as a lane works on at once at most: one connection more for each call that another one keeps waiting is dear. */
    private static final int KEPT = 64;

    private static final Duration LONGEST_USE = Duration.ofMinutes(30);

    /** In bytes; a group with 500,000 members, which most directories give in one piece, takes about 40 million. */
    private static final int LARGEST_ANSWER = 128 * 1024 * 1024;

    private final LDAPConnectionPool pool;
    private final Duration longestClosing;

    DirectoryConnections(LdapSettings settings) {
        this(settings, Trust.of(settings));
    }

    DirectoryConnections(LdapSettings settings, Trust trust) {
        longestClosing = settings.connectTimeout();
        List<ServerSet> servers = new ArrayList<>();
        for (LDAPURL url : settings.servers()) {
            String host = Objects.requireNonNull(url.getHost());
            boolean encrypted = url.getScheme().equals("ldaps");
            servers.add(new SingleServerSet(
                    host,
                    url.getPort(),
                    encrypted ? trust.sockets() : null,
                    options(settings, trust),
                    null,
                    settings.startTls() && !encrypted ? new StartTLSPostConnectProcessor(trust.sockets()) : null));
        }
        try {
            byte[] password = settings.bindPassword().reveal().getBytes(StandardCharsets.UTF_8);
            PostConnectProcessor none = null;
            // No connection is made before the first is asked for.
            pool = new LDAPConnectionPool(
                    new FailoverServerSet(servers), new SimpleBindRequest(settings.bindDn(), password), 0, KEPT, none);
        } catch (LDAPException e) {
            throw new IllegalStateException("connections: an empty pool cannot fail", e);
        }
        pool.setCreateIfNecessary(true);
        pool.setMaxConnectionAgeMillis(LONGEST_USE.toMillis());
        pool.setRetryFailedOperationsDueToInvalidConnections(false);
    }

    private static LDAPConnectionOptions options(LdapSettings settings, Trust trust) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) settings.connectTimeout().toMillis());
        options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
        options.setSSLSocketVerifier(trust.verifier());
        options.setUseSynchronousMode(false);
        options.setFollowReferrals(false);
        options.setAbandonOnTimeout(true);
        options.setMaxMessageSize(LARGEST_ANSWER);
        return options;
    }

    /** A connection that is signed in. Give it back or drop it. */
    LDAPConnection take() throws Trouble {
        try {
            return Patience.answer(this::taken);
        } catch (LDAPException e) {
            throw Trust.complaint(e).map(Trouble::unreachable).orElseGet(() -> Answers.trouble(e));
        }
    }

    private LDAPConnection taken() throws Trouble, LDAPException {
        CompletableFuture<LDAPConnection> taken = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> take(taken));
        try {
            return taken.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!taken.cancel(false) && !taken.isCompletedExceptionally()) {
                giveBack(taken.join());
            }
            throw Trouble.unreachable("the read was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LDAPException ldap) {
                throw ldap;
            }
            throw new IllegalStateException("connections: the library failed", e.getCause());
        }
    }

    private void take(CompletableFuture<LDAPConnection> taken) {
        try {
            LDAPConnection connection = pool.getConnection();
            if (!taken.complete(connection)) {
                giveBack(connection);
            }
        } catch (LDAPException | RuntimeException | Error e) {
            taken.completeExceptionally(e);
        }
    }

    void giveBack(LDAPConnection connection) {
        // The pool replaces one that is too old, which takes as long as making one does.
        awaitAtMost(Thread.ofVirtual().start(() -> pool.releaseConnection(connection)), Duration.ZERO);
    }

    /** Closes a connection that is not to be used again. */
    void drop(LDAPConnection connection) {
        Thread.ofVirtual().start(() -> pool.discardConnection(connection));
    }

    /** @param longest zero for as long as it takes */
    private static void awaitAtMost(Thread thread, Duration longest) {
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            // What it does is done without anybody waiting.
            Thread.currentThread().interrupt();
        }
    }

    /** Something that is read over one connection. */
    @FunctionalInterface
    interface Reading<T> {
        T from(LDAPConnection connection) throws LDAPException, Trouble;
    }

    /** Something that is written over one connection. */
    @FunctionalInterface
    interface Writing {
        void to(LDAPConnection connection) throws LDAPException;
    }

    /** Reads over any connection. */
    <T> T read(Reading<T> reading) throws Trouble {
        try (Session session = session()) {
            return session.read(reading);
        }
    }

    /** A connection for reads and writes that belong together, so that they meet the same server. */
    Session session() {
        return new Session();
    }

    @Override
    public void close() {
        awaitAtMost(Thread.ofVirtual().start(pool::close), longestClosing);
    }

    /** Not safe for many threads. */
    final class Session implements AutoCloseable {

        private @Nullable LDAPConnection connection;

        private LDAPConnection connection() throws Trouble {
            LDAPConnection open = connection;
            if (open == null) {
                open = take();
                connection = open;
            }
            return open;
        }

        /**
         * Reads. A connection that turns out to be dead, as one that idled may, is replaced once: a repeated read harms
         * nobody.
         */
        <T> T read(Reading<T> reading) throws Trouble {
            boolean again = true;
            while (true) {
                LDAPConnection used = connection();
                try {
                    return reading.from(used);
                } catch (LDAPException e) {
                    failed(e);
                    if (!again
                            || !Answers.connectionLost(e)
                            || Thread.currentThread().isInterrupted()) {
                        throw Answers.trouble(e);
                    }
                    again = false;
                }
            }
        }

        /** Changes one entry, once. */
        WriteAnswer write(ModificationRequest request) {
            return write(connection -> connection.modify(request.dn(), request.modifications()));
        }

        /** Writes, once. */
        WriteAnswer write(Writing writing) {
            LDAPConnection used;
            try {
                used = connection();
            } catch (Trouble e) {
                return new WriteAnswer.NotNow(e.reason());
            }
            try {
                writing.to(used);
                return new WriteAnswer.Done();
            } catch (LDAPException e) {
                WriteAnswer answer = Answers.write(e, used.isConnected());
                failed(e);
                return answer;
            }
        }

        /** Whether what is sent is encrypted. */
        boolean encrypted() throws Trouble {
            return connection().getSSLSession() != null;
        }

        private void failed(LDAPException e) {
            LDAPConnection used = connection;
            if (used != null && (!Answers.usable(e) || !used.isConnected())) {
                drop(used);
                connection = null;
            }
        }

        @Override
        public void close() {
            LDAPConnection used = connection;
            if (used != null) {
                connection = null;
                giveBack(used);
            }
        }
    }
}
