package dev.tenure.domain.secrets;

/**
 * Which references to secrets are for shared ones. They have a corner of their own: else whoever states where a new value
 * stands could have the password of the product's own connector account set as the password of an account they know.
 */
public final class SharedReference {

    /** What is wrong with any other, and the remedy. */
    public static final String FORMS =
            "is not a place of shared secrets: write env:TENURE_SECRET_SHARED_ and a name in capitals, or file:shared/ and a path";

    private SharedReference() {}

    /** Whether a reference lies in the corner of shared secrets. */
    public static boolean isOne(String reference) {
        return reference.startsWith("env:TENURE_SECRET_SHARED_") || reference.startsWith("file:shared/");
    }
}
