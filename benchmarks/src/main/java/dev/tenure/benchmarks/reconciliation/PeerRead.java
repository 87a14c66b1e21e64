package dev.tenure.benchmarks.reconciliation;

import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.connectors.ldap.directories.Slapd;
import java.net.URI;
import net.tirasa.connid.bundles.ldap.LdapConfiguration;
import net.tirasa.connid.bundles.ldap.LdapConnector;
import org.identityconnectors.common.logging.Log;
import org.identityconnectors.common.logging.LogSpi;
import org.identityconnectors.common.security.GuardedString;
import org.identityconnectors.framework.common.objects.ConnectorObject;
import org.identityconnectors.framework.common.objects.ObjectClass;
import org.identityconnectors.framework.common.objects.OperationOptionsBuilder;
import org.identityconnectors.framework.common.objects.SearchResult;
import org.identityconnectors.framework.spi.SearchResultsHandler;
import org.jspecify.annotations.Nullable;

/**
 * The peer: the paged read of ConnId's LDAP bundle, of the same accounts and of the groups with their members. It hands objects to
 * a handler that counts them; nothing is written or compared.
 */
final class PeerRead {

    private static final int PAGE = 500;

    private final Estate estate;

    PeerRead(Estate estate) {
        this.estate = estate;
        // It writes a line for each page otherwise, and to write is no part of what is compared.
        System.setProperty(Log.LOGSPI_PROP, Silence.class.getName());
    }

    /** Logs nothing. */
    public static final class Silence implements LogSpi {
        @Override
        public void log(Class<?> from, String method, Log.Level level, String message, Throwable thrown) {}

        @Override
        public void log(Class<?> from, StackTraceElement caller, Log.Level level, String message, Throwable thrown) {}

        @Override
        public boolean isLoggable(Class<?> from, Log.Level level) {
            return false;
        }

        @Override
        public boolean needToInferCaller(Class<?> from, Log.Level level) {
            return false;
        }
    }

    /** Reads all of it and gives the seconds that it took. */
    double take() {
        Slapd slapd = estate.slapd();
        LdapConfiguration configuration = new LdapConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(URI.create(slapd.ownUrl()).getPort());
        configuration.setPrincipal(slapd.bindDn());
        configuration.setCredentials(new GuardedString(slapd.bindPassword().toCharArray()));
        configuration.setBaseContexts(slapd.accountBase(), slapd.groupBase());
        configuration.setUidAttribute("entryUUID");
        configuration.setGidAttribute("entryUUID");
        configuration.setGroupObjectClasses("top", "groupOfNames");
        configuration.setGroupMemberAttribute("member");
        LdapConnector connector = new LdapConnector();
        connector.init(configuration);
        try {
            long began = System.nanoTime();
            Counted accounts = pages(connector, ObjectClass.ACCOUNT, "mail", "employeeNumber");
            Counted groups = pages(connector, ObjectClass.GROUP, "cn", "member");
            double seconds = Figures.secondsSince(began);
            if (accounts.objects != estate.accounts() || groups.members < estate.memberships() / 2) {
                throw new IllegalStateException(
                        "the peer read " + accounts.objects + " accounts, " + groups.members + " memberships");
            }
            return seconds;
        } finally {
            connector.dispose();
        }
    }

    private static Counted pages(LdapConnector connector, ObjectClass kind, String... attributes) {
        Counted counted = new Counted();
        do {
            OperationOptionsBuilder options =
                    new OperationOptionsBuilder().setAttributesToGet(attributes).setPageSize(PAGE);
            if (counted.cookie != null) {
                options.setPagedResultsCookie(counted.cookie);
            }
            counted.cookie = null;
            connector.executeQuery(kind, null, counted, options.build());
        } while (counted.cookie != null);
        return counted;
    }

    private static final class Counted implements SearchResultsHandler {

        private long objects;
        private long members;
        private @Nullable String cookie;

        @Override
        public boolean handle(ConnectorObject object) {
            objects++;
            var named = object.getAttributeByName("member");
            if (named != null && named.getValue() != null) {
                members += named.getValue().size();
            }
            return true;
        }

        @Override
        public void handleResult(SearchResult result) {
            cookie = result.getPagedResultsCookie();
        }
    }
}
