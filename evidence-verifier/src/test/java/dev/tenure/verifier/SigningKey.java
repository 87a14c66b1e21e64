package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A log's key with its private half, made of the published key pairs of RFC 8032 section 7.1. */
final class SigningKey {

    private static final String PKCS8_PREFIX = "302e020100300506032b657004220420";

    private final String name;
    private final byte[] typeAndPublicKey;
    private final PrivateKey privateKey;

    private SigningKey(String name, String secretHex, String publicHex) {
        this.name = name;
        this.typeAndPublicKey = HexFormat.of().parseHex("01" + publicHex);
        try {
            this.privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(PKCS8_PREFIX + secretHex)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key pair of RFC 8032, TEST 1. */
    static SigningKey first(String name) {
        return new SigningKey(
                name,
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    /** The key pair of RFC 8032, TEST 2. */
    static SigningKey second(String name) {
        return new SigningKey(
                name,
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    }

    String name() {
        return name;
    }

    String vkey() {
        return name + "+" + HexFormat.of().formatHex(keyId()) + "+"
                + Base64.getEncoder().encodeToString(typeAndPublicKey);
    }

    VerifierKey verifierKey() {
        return VerifierKey.parse(vkey());
    }

    /** The text, a blank line and this key's signature line. */
    String note(String text) {
        return text + "\n" + signatureLine(text);
    }

    String signatureLine(String text) {
        byte[] signature;
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            signature = ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        byte[] idAndSignature = Arrays.copyOf(keyId(), 4 + signature.length);
        System.arraycopy(signature, 0, idAndSignature, 4, signature.length);
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(idAndSignature) + "\n";
    }

    private byte[] keyId() {
        byte[] hash = ReferenceTree.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typeAndPublicKey);
        return Arrays.copyOf(hash, 4);
    }
}
