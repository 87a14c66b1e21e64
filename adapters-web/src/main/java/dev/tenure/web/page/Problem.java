package dev.tenure.web.page;

/** Why a page cannot be shown. */
public enum Problem {
    NOT_ALLOWED(403),
    UNKNOWN(404),
    FORM_NOT_OURS(403),
    BAD_FORM(400),
    BAD_REQUEST(400),
    FAILED(500);

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** What an HTTP status from elsewhere comes to. */
    public static Problem of(int status) {
        if (status == 403) {
            return NOT_ALLOWED;
        }
        if (status == 404) {
            return UNKNOWN;
        }
        return status < 500 ? BAD_REQUEST : FAILED;
    }
}
