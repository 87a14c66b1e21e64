package dev.tenure.domain.reason;

/** Why somebody did something, in their own words: it is kept for good and read by auditors. */
public final class Reason {

    private Reason() {}

    /**
     * Whether a text can be kept as a reason: not blank, no longer than {@code longest} characters (UTF-16), without control
     * characters but line ends and tabs, and without half a surrogate pair, which no database stores.
     */
    public static boolean isOne(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.codePoints().allMatch(Reason::isKept);
    }

    private static boolean isKept(int character) {
        boolean halfOfAPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean layout = character == '\n' || character == '\r' || character == '\t';
        return !halfOfAPair && (layout || !Character.isISOControl(character));
    }
}
