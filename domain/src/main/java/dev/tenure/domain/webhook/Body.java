package dev.tenure.domain.webhook;

/** The exact bytes of a delivery. They are personal: never in text, logs or equality. */
public final class Body {

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of the bytes. */
    public static Body of(byte[] bytes) {
        return new Body(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Their SHA-256, in hexadecimal. */
    public String sha256() {
        return Signature.sha256(bytes);
    }
}
