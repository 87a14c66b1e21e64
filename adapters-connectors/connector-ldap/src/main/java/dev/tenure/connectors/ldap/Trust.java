package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import com.unboundid.util.ssl.TrustAllSSLSocketVerifier;
import dev.tenure.connector.spi.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe to be the directory: one certificate by its pin, or whoever an authority vouches for under the host name
 * that was asked for.
 *
 * @param sockets make connections that check the certificate
 * @param verifier checks the host name, with StartTLS too; the library lets a numeric loopback address pass
 */
record Trust(SSLSocketFactory sockets, SSLSocketVerifier verifier) {

    static Trust of(LdapSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (settings.certificatePin().isPresent()) {
                context.init(
                        null,
                        new TrustManager[] {new Pinned(settings.certificatePin().get())},
                        null);
                // The pin says more than a name does.
                return new Trust(context.getSocketFactory(), TrustAllSSLSocketVerifier.getInstance());
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(
                    settings.trustedCertificate().isPresent()
                            ? authorities(settings.trustedCertificate().get())
                            : null);
            context.init(null, new TrustManager[] {new InDate(x509(managers))}, null);
            return new Trust(context.getSocketFactory(), new HostNameSSLSocketVerifier(true));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS: this Java runtime does not offer it", e);
        }
    }

    /** What is wrong with the certificate that the directory shows, if that is why there is no connection. */
    static Optional<String> complaint(LDAPException failure) {
        boolean tls = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongPin) {
                return Optional.of(
                        "the directory shows another certificate than certificatePin names: if it was renewed,"
                                + " set certificatePin to the new one's SHA-256");
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Optional.of("the directory's certificate is out of date: have it renewed, or name it in"
                        + " certificatePin");
            }
            if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
                tls = true;
            }
            if (cause instanceof LDAPException ldap && ldap.getResultCode().equals(ResultCode.CONNECT_ERROR)) {
                String said = String.valueOf(ldap.getMessage());
                if (said.contains("hostname") || said.contains("host name")) {
                    return Optional.of(
                            "the directory's certificate is for another host: write in url the name that it is"
                                    + " for, or name the certificate in certificatePin");
                }
            }
        }
        return tls
                ? Optional.of("no known authority vouches for the directory's certificate: name the authority's file in"
                        + " trustedCertificate, or the certificate in certificatePin")
                : Optional.empty();
    }

    /** The certificate is not the one that was named. */
    private static final class WrongPin extends CertificateException {

        private static final long serialVersionUID = 1L;

        WrongPin() {
            super("the certificate is not the one that certificatePin names");
        }
    }

    private static KeyStore authorities(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("empty");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + n++, certificate);
            }
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "trustedCertificate", "cannot be read: name a PEM file that holds at least one certificate");
        }
    }

    private static X509TrustManager x509(TrustManagerFactory managers) {
        return Arrays.stream(managers.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("TLS: this Java runtime checks no certificates"));
    }

    /** A certificate that stands in the file of authorities itself is believed by the Java runtime even when it is out of date. */
    private record InDate(X509TrustManager authorities) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            authorities.checkServerTrusted(chain, authType);
            chain[0].checkValidity();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            authorities.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.getAcceptedIssuers();
        }
    }

    private record Pinned(String sha256) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
                throws CertificateException {
            if (chain == null || chain.length == 0 || !fingerprint(chain[0]).equals(sha256)) {
                throw new WrongPin();
            }
        }

        private static String fingerprint(X509Certificate certificate) throws CertificateException {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new CertificateException("the certificate has no fingerprint", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
                throws CertificateException {
            throw new CertificateException("the connector is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
