package dev.tenure.connectors.aws;

/** A call that did not succeed. Carries no cause: what AWS writes names users, and a request holds the signature. */
final class CallFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What it means. */
    enum Kind {
        /** There is no such thing. */
        GONE,
        /** Nothing was carried out: too many calls, or another change is under way. */
        THROTTLED,
        /** Nothing was carried out, and it is worth another try. */
        LATER,
        /** The connection was lost after the call was sent. */
        CUT,
        /** It was sent, and what came of it is not known. */
        LOST,
        /** The temporary credentials are over. Nothing was carried out. */
        EXPIRED,
        /** AWS says no, and will again. */
        REFUSED
    }

    private final Kind kind;

    CallFailure(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The same before a call that was not made because of it. */
    CallFailure before() {
        return switch (kind) {
            case CUT, LOST, THROTTLED -> new CallFailure(Kind.LATER, reason());
            case GONE, EXPIRED -> new CallFailure(Kind.REFUSED, reason());
            case LATER, REFUSED -> this;
        };
    }

    Trouble trouble() {
        return switch (kind) {
            case THROTTLED, LATER, CUT, LOST -> Trouble.unreachable(reason());
            case GONE, EXPIRED, REFUSED -> Trouble.refused(reason());
        };
    }

    WriteAnswer answer() {
        return switch (kind) {
            case GONE -> new WriteAnswer.NotNow("it was gone at the moment of the write");
            case THROTTLED, LATER -> new WriteAnswer.NotNow(reason());
            case CUT, LOST -> new WriteAnswer.Lost(reason() + " after a write was sent");
            case EXPIRED, REFUSED -> new WriteAnswer.Refused(reason());
        };
    }
}
