package dev.tenure.rest.problem;

import java.net.URI;

/**
 * Every kind of problem that the API answers with. A kind's URI never changes its meaning (RFC 9457 section 3.1.1); new
 * kinds may be added. {@code docs/api-problems.md} lists them and a test holds the two equal.
 */
public enum ProblemKind {
    /** The body is not JSON at all. */
    MALFORMED_JSON("malformed-json", 400, "The body is not JSON"),
    /** A parameter, header or member of the body is wrong. */
    INVALID_REQUEST("invalid-request", 400, "Something in the request is wrong"),
    /** A request that creates something needs a name of its own. */
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400, "The header Idempotency-Key is missing"),
    /** No token, or one that is not accepted. */
    NOT_AUTHENTICATED("not-authenticated", 401, "Sign in first"),
    /** A signed delivery is not signed by who may send it. */
    NOT_GENUINE("not-genuine", 401, "The signature is not accepted"),
    /** A delivery was signed for another time. */
    OUT_OF_TIME("out-of-time", 401, "The delivery was signed for another time"),
    /** The caller holds none of the roles that may. */
    NOT_ALLOWED("not-allowed", 403, "Your roles do not allow this"),
    /** Two people are needed and this is the first one again. */
    SECOND_PERSON_NEEDED("second-person-needed", 403, "Another person must agree"),
    /** Nobody states anything, or decides, about their own leaving. */
    OWN_CASE("own-case", 403, "Not about your own leaving"),
    /** Nobody links an account to themselves, or one of their own to somebody else. */
    OWN_ACCOUNT("own-account", 403, "Not about your own account"),
    /** There is no such thing, or no such address. */
    NOT_FOUND("not-found", 404, "There is no such thing"),
    /** The address does not take this method. */
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take this method"),
    /** The answer is not to be had in a form that the client accepts. */
    NOT_ACCEPTABLE("not-acceptable", 406, "No form of the answer is acceptable to you"),
    /** The first request with the same key has not ended. */
    REQUEST_IN_PROGRESS("request-in-progress", 409, "The first request with this key has not ended"),
    /** Another system has this name. */
    NAME_TAKEN("name-taken", 409, "The name is taken"),
    /** A promotion goes one step at a time. */
    NOT_THE_NEXT_MODE("not-the-next-mode", 409, "That is not the next mode"),
    /** The target was not read to its end since its connector or correlation was last changed. */
    NOT_READ_WHOLE("not-read-whole", 409, "The system was not read whole as it is now"),
    /** Another proposal waits already. */
    ALREADY_PROPOSED("already-proposed", 409, "A proposal waits already"),
    /** A leaver's case of the person is open. */
    LEAVES_ALREADY("leaves-already", 409, "The person is leaving already"),
    /** The proposal was decided before. */
    ALREADY_DECIDED("already-decided", 409, "It was decided before"),
    /** The proposal waited too long, or what it was about has changed. */
    PROPOSAL_OUTDATED("proposal-outdated", 409, "The proposal is out of date"),
    /** HR's own record says that the person is out: nothing is given back against it. */
    STILL_OUT("still-out", 409, "The person is out by HR's record"),
    /** A leaver's case took nothing that can be given back. */
    NOTHING_TO_GIVE_BACK("nothing-to-give-back", 409, "There is nothing to give back"),
    /** What decides whom automation touches changes in observe only. */
    NOT_WHILE_PROMOTED("not-while-promoted", 409, "Not while the system is promoted"),
    /** The leaver's case is closed or withdrawn. */
    CASE_ENDED("case-ended", 409, "The case has ended"),
    /** The target has shown it, or nobody needs it. */
    NOTHING_TO_STATE("nothing-to-state", 409, "There is nothing to state"),
    /** It was stated before, and waits for the second person or stands. */
    ALREADY_STATED("already-stated", 409, "It was stated before"),
    /** The account is protected. */
    ACCOUNT_PROTECTED("account-protected", 409, "The account is protected"),
    /** Nothing makes the account privileged. */
    NOT_PRIVILEGED("not-privileged", 409, "The account is not privileged"),
    /** Something else is held than what was looked at. */
    PICTURE_CHANGED("picture-changed", 409, "It is not what you saw"),
    /** The account is not protected. */
    NOT_PROTECTED("not-protected", 409, "The account is not protected"),
    /** A leaver's case is taking the account. */
    ACCOUNT_BEING_TAKEN("account-being-taken", 409, "A leaver's case is taking the account"),
    /** The account has no identity, and none is suggested. */
    NOBODYS_ACCOUNT("nobodys-account", 409, "The account is nobody's"),
    /** What is to go on does not wait for that now. */
    NOT_WAITING("not-waiting", 409, "It does not wait for this"),
    /** Nothing is held any longer. */
    NOTHING_HELD("nothing-held", 409, "Nothing of it is held"),
    /** Nobody proposed what is to be agreed to. */
    NOTHING_PROPOSED("nothing-proposed", 409, "Nothing waits for a second person"),
    /** Writing goes on already. */
    NOT_STOPPED("not-stopped", 409, "It is not stopped"),
    /** A connector is not quarantined. */
    NOT_QUARANTINED("not-quarantined", 409, "The connector is not quarantined"),
    /** A worker file does not wait for a person. */
    FILE_NOT_WAITING("file-not-waiting", 409, "The file does not wait for a decision"),
    /** A worker file's preview is another than the one that was looked at. */
    PREVIEW_OUTDATED("preview-outdated", 409, "The preview is out of date"),
    /** A later worker file of the same feed was taken. */
    FILE_SUPERSEDED("file-superseded", 409, "A later file was taken"),
    /** An explanation is given once. */
    ALREADY_EXPLAINED("already-explained", 409, "It was explained before"),
    /** The sponsor is unknown, has not started or has left. */
    SPONSOR_NOT_HERE("sponsor-not-here", 409, "The sponsor is not here"),
    /** The person has an engagement that waits or is in force. */
    ALREADY_ENGAGED("already-engaged", 409, "The person is engaged already"),
    /** The address is an employee's. */
    PERSON_IS_EMPLOYED("person-is-employed", 409, "The person is an employee"),
    /** The engagement is not approved, has lapsed or was ended. */
    NOT_IN_FORCE("not-in-force", 409, "The engagement is not in force"),
    /** The owner is unknown, no person, has not started or is out. */
    OWNER_NOT_HERE("owner-not-here", 409, "The owner is not here"),
    /** The account has an identity. */
    ACCOUNT_TAKEN("account-taken", 409, "The account has an identity"),
    /** The non-human identity waits for its decision, was rejected or is retired. */
    NOT_ACTIVE("not-active", 409, "It is not active"),
    /** History begins later, or the moment has not come. */
    NOT_KNOWN_THEN("not-known-then", 409, "It is not known for that moment"),
    /** Somebody changed it since the client looked. */
    STALE_VERSION("stale-version", 412, "It was changed since you read it"),
    /** The body is larger than is taken. */
    TOO_LARGE("too-large", 413, "The body is too large"),
    /** The address is longer than is taken. */
    ADDRESS_TOO_LONG("address-too-long", 414, "The address is too long"),
    /** The body is of a form that is not taken here. */
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body is of a form that is not taken here"),
    /** The key was used for another request. */
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The key was used for another request"),
    /** Not a file of this feed. */
    UNREADABLE_FILE("unreadable-file", 422, "The file is not one of this feed"),
    /** A change needs the version that it changes. */
    PRECONDITION_REQUIRED("precondition-required", 428, "Say which version you change"),
    /** The headers are larger than is taken. */
    HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
    /** Our fault. */
    INTERNAL("internal", 500, "Something is wrong on our side"),
    /** Out of order for a while. */
    UNAVAILABLE("unavailable", 503, "Not available at the moment");

    private static final String BASE = "https://tenure.dev/problems/";

    private final String slug;
    private final int status;
    private final String title;

    ProblemKind(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The last part of the URI. */
    public String slug() {
        return slug;
    }

    /** The URI that names this kind for good. */
    public URI type() {
        return URI.create(BASE + slug);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What it is, in a few words, the same every time. */
    public String title() {
        return title;
    }
}
