package dev.tenure.rest.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.util.Optional;

/**
 * Why a SCIM request is not carried out (RFC 7644 section 3.12).
 *
 * @param status the HTTP status
 * @param type the keyword of table 9, and those of RFC 9865; empty where none fits
 * @param detail what is wrong and what to do, without a value that was sent
 */
record ScimProblem(int status, Optional<Type> type, String detail) {

    /** The keywords. */
    enum Type {
        INVALID_FILTER("invalidFilter"),
        TOO_MANY("tooMany"),
        UNIQUENESS("uniqueness"),
        MUTABILITY("mutability"),
        INVALID_SYNTAX("invalidSyntax"),
        INVALID_PATH("invalidPath"),
        NO_TARGET("noTarget"),
        INVALID_VALUE("invalidValue"),
        INVALID_VERSION("invalidVers"),
        SENSITIVE("sensitive"),
        INVALID_CURSOR("invalidCursor"),
        EXPIRED_CURSOR("expiredCursor"),
        INVALID_COUNT("invalidCount");

        private final String keyword;

        Type(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    private static final int BAD_REQUEST = 400;

    static ScimProblem bad(Type type, String detail) {
        return new ScimProblem(BAD_REQUEST, Optional.of(type), detail);
    }

    static ScimProblem of(int status, String detail) {
        return new ScimProblem(status, Optional.empty(), detail);
    }

    /** What the library found. Its words name attributes and places, and no values of ours. */
    static ScimProblem of(ScimException exception, Type otherwise) {
        String keyword = exception.getScimError().getScimType();
        for (Type type : Type.values()) {
            if (type.keyword.equals(keyword)) {
                return bad(type, said(exception));
            }
        }
        return bad(otherwise, said(exception));
    }

    private static String said(ScimException exception) {
        String message = Optional.ofNullable(exception.getMessage()).orElse("cannot be read");
        // The JSON reader adds a line about where in its own source it was.
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    ScimRefused refused() {
        return new ScimRefused(this);
    }
}
