package dev.tenure.connectors.ldap.directories;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.util.OID;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A certificate made when a directory starts, for one host, and gone when it is closed. */
final class SelfSigned {

    private final Certificate certificate;
    private final SSLSocketFactory sockets;
    private final String pem;

    private SelfSigned(Certificate certificate, SSLSocketFactory sockets, String pem) {
        this.certificate = certificate;
        this.sockets = sockets;
        this.pem = pem;
    }

    static SelfSigned make(String host, boolean expired) {
        try {
            long now = System.currentTimeMillis();
            ObjectPair<X509Certificate, KeyPair> made = X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                    PublicKeyAlgorithmIdentifier.EC,
                    256,
                    new DN(new RDN("cn", host)),
                    now - Duration.ofHours(2).toMillis(),
                    expired
                            ? now - Duration.ofHours(1).toMillis()
                            : now + Duration.ofDays(30).toMillis(),
                    alternativeNames(host));
            X509Certificate shown = Objects.requireNonNull(made.getFirst());
            KeyPair keyPair = Objects.requireNonNull(made.getSecond());
            Certificate certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(shown.getX509CertificateBytes()));
            char[] password = new char[0];
            KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
            keys.load(null, password);
            keys.setKeyEntry("directory", keyPair.getPrivate(), password, new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new SelfSigned(certificate, context.getSocketFactory(), shown.toPEMString());
        } catch (CertException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificate: could not be made", e);
        }
    }

    /** RFC 5280, section 4.2.1.6: a name has tag 2, an address tag 7. */
    private static X509CertificateExtension alternativeNames(String host) {
        ASN1OctetString name = new ASN1OctetString((byte) 0x82, host);
        ASN1OctetString loopback = new ASN1OctetString((byte) 0x87, new byte[] {127, 0, 0, 1});
        ASN1Sequence names = host.equals("localhost") ? new ASN1Sequence(name, loopback) : new ASN1Sequence(name);
        return new X509CertificateExtension(new OID("2.5.29.17"), false, names.encode());
    }

    SSLSocketFactory sockets() {
        return sockets;
    }

    String pem() {
        return pem;
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificate: has no fingerprint", e);
        }
    }
}
