package dev.tenure.connectors.ldap;

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
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
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
            context.init(null, managers.getTrustManagers(), null);
            return new Trust(context.getSocketFactory(), new HostNameSSLSocketVerifier(true));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS: this Java runtime does not offer it", e);
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

    private record Pinned(String sha256) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
                throws CertificateException {
            if (chain == null || chain.length == 0 || !fingerprint(chain[0]).equals(sha256)) {
                throw new CertificateException("the certificate is not the one that certificatePin names");
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
