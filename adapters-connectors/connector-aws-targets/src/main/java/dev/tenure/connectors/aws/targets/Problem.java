package dev.tenure.connectors.aws.targets;

import java.util.Map;

/** An error that AWS answers with. Its message names a person, so that a test sees whether it is passed on. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("NoSuchEntity", 404),
            Map.entry("NoSuchKey", 404),
            Map.entry("NoSuchBucket", 404),
            Map.entry("SlowDown", 503),
            Map.entry("DeleteConflict", 409),
            Map.entry("EntityAlreadyExists", 409),
            Map.entry("LimitExceeded", 409),
            Map.entry("EntityTemporarilyUnmodifiable", 409),
            Map.entry("UnmodifiableEntity", 400),
            Map.entry("AccessDenied", 403),
            Map.entry("InvalidClientTokenId", 403),
            Map.entry("SignatureDoesNotMatch", 403),
            Map.entry("ExpiredToken", 403),
            Map.entry("ReportNotPresent", 410),
            Map.entry("ReportInProgress", 404),
            Map.entry("ServiceFailure", 500),
            Map.entry("ServiceUnavailable", 503));

    /** What services call it that speak JSON. */
    private static final Map<String, String> JSON_CODES = Map.ofEntries(
            Map.entry("NoSuchEntity", "ResourceNotFoundException"),
            Map.entry("DeleteConflict", "ConflictException"),
            Map.entry("EntityAlreadyExists", "ConflictException"),
            Map.entry("EntityTemporarilyUnmodifiable", "ConflictException"),
            Map.entry("LimitExceeded", "ServiceQuotaExceededException"),
            Map.entry("AccessDenied", "AccessDeniedException"),
            Map.entry("Throttling", "ThrottlingException"),
            Map.entry("ValidationError", "ValidationException"),
            Map.entry("InvalidAction", "UnknownOperationException"),
            Map.entry("InvalidClientTokenId", "UnrecognizedClientException"),
            Map.entry("MissingAuthenticationToken", "MissingAuthenticationTokenException"),
            Map.entry("SignatureDoesNotMatch", "InvalidSignatureException"),
            Map.entry("ExpiredToken", "ExpiredTokenException"),
            Map.entry("ServiceFailure", "InternalServerException"),
            Map.entry("ServiceUnavailable", "InternalServerException"));

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

    /** As S3 tells it. */
    Xml ofS3(String requestId) {
        String name = code.equals("Throttling") ? "SlowDown" : code;
        return new Xml().in("Error", error -> error.text("Code", name)
                .text("Message", said)
                .text("RequestId", requestId));
    }

    int status() {
        return STATUSES.getOrDefault(code, 400);
    }

    Xml body(String requestId) {
        return new Xml().in("ErrorResponse", all -> all.in(
                        "Error", error -> error.text("Type", status() >= 500 ? "Receiver" : "Sender")
                                .text("Code", code)
                                .text("Message", said))
                .text("RequestId", requestId));
    }

    int jsonStatus() {
        return status() >= 500 ? 500 : 400;
    }

    String json() {
        return Asked.JSON
                .createObjectNode()
                .put("__type", JSON_CODES.getOrDefault(code, code))
                .put("message", said)
                .toString();
    }
}
