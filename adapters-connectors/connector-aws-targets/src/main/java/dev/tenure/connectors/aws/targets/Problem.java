package dev.tenure.connectors.aws.targets;

import java.util.Map;

/** An error that AWS answers with. Its message names a person, so that a test sees whether it is passed on. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("NoSuchEntity", 404),
            Map.entry("DeleteConflict", 409),
            Map.entry("EntityAlreadyExists", 409),
            Map.entry("LimitExceeded", 409),
            Map.entry("EntityTemporarilyUnmodifiable", 409),
            Map.entry("AccessDenied", 403),
            Map.entry("InvalidClientTokenId", 403),
            Map.entry("SignatureDoesNotMatch", 403),
            Map.entry("ExpiredToken", 403),
            Map.entry("ReportNotPresent", 410),
            Map.entry("ReportInProgress", 404),
            Map.entry("ServiceFailure", 500),
            Map.entry("ServiceUnavailable", 503));

    private final String code;
    private final String said;

    Problem(String code, String said) {
        super(code, null, false, false);
        this.code = code;
        this.said = said;
    }

    Problem(String code) {
        this(code, "The call by arn:aws:iam::123456789012:user/zebedee was not carried out.");
    }

    int status() {
        return STATUSES.getOrDefault(code, 400);
    }

    /** The same for services that speak JSON. */
    String json() {
        return "{\"__type\":\"" + code + (code.endsWith("Exception") ? "" : "Exception") + "\",\"Message\":\"" + said
                + "\"}";
    }

    Xml body(String requestId) {
        return new Xml().in("ErrorResponse", all -> all.in(
                        "Error", error -> error.text("Type", status() >= 500 ? "Receiver" : "Sender")
                                .text("Code", code)
                                .text("Message", said))
                .text("RequestId", requestId));
    }
}
