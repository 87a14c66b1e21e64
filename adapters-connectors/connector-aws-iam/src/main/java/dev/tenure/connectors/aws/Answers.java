package dev.tenure.connectors.aws;

import dev.tenure.connectors.aws.CallFailure.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says what an error of AWS or of the way to it means. Of what AWS writes only codes that are known here are passed on: the
 * rest may name somebody.
 */
final class Answers {

    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "SlowDown");
    private static final Set<String> GONE = Set.of("NoSuchEntity", "NoSuchKey", "ResourceNotFound");
    /** AWS says itself that one waits and tries again. */
    private static final String UNDER_WAY = "Conflict";

    private static final Set<String> LATER = Set.of(
            "EntityTemporarilyUnmodifiable",
            "ConcurrentModification",
            "InvalidNextToken",
            "ReportNotPresent",
            "ReportExpired",
            "ReportInProgress");
    private static final String BUCKET_REMEDY = "the bucket is in another region: set trailBucketRegion";
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException");
    private static final Set<String> FORBIDDEN =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
    private static final Set<String> CLOCK = Set.of("RequestExpired", "RequestTimeTooSkewed");
    private static final String CLOCK_REMEDY =
            "the clocks of this machine and of AWS are more than five minutes apart: set this machine's clock";
    private static final String KEY_REMEDY =
            "AWS does not know the access key, or it was switched off: give another one";
    private static final String SECRET_REMEDY = "AWS does not take the signature: look at the secret of the access key";
    private static final String NO_ROOM =
            "a quota of the account or the user is used up, such as 2,048 characters of inline policies: make room in AWS";
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("InvalidClientTokenId", KEY_REMEDY),
            Map.entry("InvalidAccessKeyId", KEY_REMEDY),
            Map.entry("UnrecognizedClientException", KEY_REMEDY),
            Map.entry("MissingAuthenticationToken", KEY_REMEDY),
            Map.entry("SignatureDoesNotMatch", SECRET_REMEDY),
            Map.entry("IncompleteSignature", SECRET_REMEDY),
            Map.entry("InvalidSignatureException", SECRET_REMEDY),
            Map.entry(
                    "AWSOrganizationsNotInUse",
                    "the account is in no organization: name the accounts in the setting accounts"),
            Map.entry("NoSuchBucket", "there is no such bucket: look at trailBucket"),
            Map.entry("PermanentRedirect", BUCKET_REMEDY),
            Map.entry("AuthorizationHeaderMalformed", BUCKET_REMEDY),
            Map.entry("OptInRequired", "the account is not open for IAM: look at it in the console"),
            Map.entry("DeleteConflict", "something else still hangs on it: take that away in AWS first"),
            Map.entry("LimitExceeded", NO_ROOM),
            Map.entry("EntityAlreadyExists", "there is one of this name already: look at it in AWS"),
            Map.entry("UnmodifiableEntity", "AWS lets only a service of its own change it"),
            Map.entry("PolicyNotAttachable", "AWS attaches this policy only by itself"),
            Map.entry("MalformedPolicyDocument", "AWS does not take the policy"),
            Map.entry(
                    "ServiceQuotaExceeded",
                    "a quota of the organization is used up: make room in AWS, or raise it there"),
            Map.entry("Validation", "AWS does not take what was sent"),
            Map.entry("ValidationError", "AWS does not take what was sent"),
            Map.entry("InvalidInput", "AWS does not take what was sent"));

    private Answers() {}

    /** Whether a write was refused since a quota is used up. */
    static boolean isNoRoom(String reason) {
        return reason.startsWith(NO_ROOM);
    }

    /** @param fate what became of the request */
    static CallFailure failure(NamedAction action, SdkException thrown, Wire.Fate fate) {
        if (thrown instanceof AwsServiceException answered) {
            return answered(action, answered);
        }
        boolean sent = fate == Wire.Fate.SENT;
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof Wire.Failed failed) {
                return new CallFailure(sent ? (failed.isCut() ? Kind.CUT : Kind.LOST) : Kind.LATER, failed.reason());
            }
        }
        if (thrown instanceof AbortedException) {
            // The SDK may have taken the mark away.
            Thread.currentThread().interrupt();
            return new CallFailure(sent ? Kind.LOST : Kind.LATER, "the call was interrupted");
        }
        return sent
                ? new CallFailure(Kind.LOST, "AWS answers with what cannot be read: look at endpoint")
                : new CallFailure(
                        Kind.LATER,
                        "nothing could be sent to AWS: look at what the host has to sign in with, and at region");
    }

    private static CallFailure answered(NamedAction action, AwsServiceException thrown) {
        AwsErrorDetails details = thrown.awsErrorDetails();
        String code = details == null ? "" : withoutEnding(Objects.requireNonNullElse(details.errorCode(), ""));
        String message = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        int status = thrown.statusCode();
        String said = " (status " + status + ")";
        if (GONE.contains(code)) {
            return new CallFailure(Kind.GONE, "AWS has no such thing" + said);
        }
        if (THROTTLED.contains(code) || status == 429) {
            return new CallFailure(Kind.THROTTLED, "AWS takes no more calls now" + said);
        }
        if (code.equals(UNDER_WAY)) {
            return new CallFailure(Kind.THROTTLED, "AWS is changing it already" + said);
        }
        if (LATER.contains(code)) {
            return new CallFailure(Kind.LATER, "AWS cannot change it at the moment" + said);
        }
        if (EXPIRED.contains(code)) {
            return new CallFailure(
                    Kind.EXPIRED, "the temporary credentials are over: give the connector new ones" + said);
        }
        if (FORBIDDEN.contains(code)) {
            return new CallFailure(Kind.REFUSED, forbidden(action) + said);
        }
        if (CLOCK.contains(code)
                || message.startsWith("Signature expired")
                || message.startsWith("Signature not yet current")) {
            return new CallFailure(Kind.REFUSED, CLOCK_REMEDY + said);
        }
        String remedy = REMEDIES.get(code);
        if (remedy != null) {
            return new CallFailure(Kind.REFUSED, remedy + said);
        }
        if (status >= 500 || status == 408) {
            return new CallFailure(Kind.LOST, "AWS failed" + said);
        }
        return new CallFailure(
                Kind.REFUSED,
                "AWS refuses " + action.operation() + " for a reason that is not known here: look into CloudTrail"
                        + said);
    }

    private static String forbidden(NamedAction action) {
        return action.operation().equals("AssumeRole")
                ? "AWS does not let the connector assume the role: look at the role's trust, and at externalId"
                : "AWS does not allow the connector " + action.permission() + ": give it the policy in "
                        + action.document();
    }

    /** IAM's own codes have no ending, and some of those in its reference do. */
    private static String withoutEnding(String code) {
        boolean known = THROTTLED.contains(code) || EXPIRED.contains(code) || FORBIDDEN.contains(code);
        return !known && !REMEDIES.containsKey(code) && code.endsWith("Exception")
                ? code.substring(0, code.length() - "Exception".length())
                : code;
    }
}
