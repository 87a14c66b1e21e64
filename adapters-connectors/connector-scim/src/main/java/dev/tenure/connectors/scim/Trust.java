package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to believe to be the target: one certificate by its pin, or whoever an authority vouches for under the host's name. */
final class Trust {

    private Trust() {}

    static SSLContext context(Optional<String> pin, Optional<String> authorityFile) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (pin.isPresent()) {
                context.init(null, new TrustManager[] {new Pinned(pin.get())}, null);
                return context;
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(authorityFile.isPresent() ? authorities(authorityFile.get()) : null);
            context.init(null, managers.getTrustManagers(), null);
            return context;
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

    /** Of the extended kind, so that the runtime does not look at the host's name: the pin says more than a name does. */
    private static final class Pinned extends X509ExtendedTrustManager {

        private final String sha256;

        Pinned(String sha256) {
            this.sha256 = sha256;
        }

        private void check(X509Certificate @Nullable [] chain) throws CertificateException {
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
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(
                X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(
                X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type)
                throws CertificateException {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(
                X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket)
                throws CertificateException {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(
                X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine)
                throws CertificateException {
            throw noServer();
        }

        private static CertificateException noServer() {
            return new CertificateException("the connector is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
