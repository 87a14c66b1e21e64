package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connectors.scim.Http.Sent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a status of RFC 7644, section 3.12 means for us. The target's own text is never passed on, since it may name
 * somebody; the keyword of its error is, if it is one of the standard's.
 */
final class Answers {

    private static final Set<String> KEYWORDS = Set.of(
            "invalidFilter",
            "tooMany",
            "uniqueness",
            "mutability",
            "invalidSyntax",
            "invalidPath",
            "noTarget",
            "invalidValue",
            "invalidVers",
            "sensitive",
            "invalidCursor",
            "expiredCursor",
            "invalidCount");

    private static final String NOTHING_THERE =
            "there is nothing at this address: check address, and whether the target has what was asked for";
    private static final String NOT_DONE = "the target does not do this: check changes, paging and the quirks";

    private static final Map<Integer, String> REMEDIES = Map.of(
            400, "the target does not understand the request: check changes, filters, attributes and the quirks",
            401, "the target does not know the token: renew it, and look whether it has expired",
            403, "the token lacks the right: grant it to whom the token belongs",
            404, NOTHING_THERE,
            405, NOT_DONE,
            409, "the target says that the change contradicts what it holds",
            410, NOTHING_THERE,
            413, "the request is too large for the target",
            415, "the target does not take this kind of body: check whether address is one of SCIM 2.0",
            501, NOT_DONE);

    private final Json json;

    Answers(Json json) {
        this.json = json;
    }

    /** Whether a target failed at a read in a way that may be over in a moment. How long it wants to be left alone, it is. */
    static boolean passes(Sent sent) {
        return sent instanceof Sent.Answered answered
                && answered.status() >= 500
                && answered.status() != 501
                && answered.retryAfter().filter(pause -> !pause.isZero()).isEmpty();
    }

    /** What a read that was not answered with 200 means. */
    Trouble trouble(Sent sent) {
        return switch (sent) {
            case Sent.NotSent none -> Trouble.unreachable(none.reason());
            case Sent.NoAnswer none -> Trouble.unreachable(none.reason());
            case Sent.Answered answered -> {
                if (comesBack(answered)) {
                    yield Trouble.unreachable("the target answers" + said(answered), answered.retryAfter());
                }
                if (keyword(answered).filter(k -> k.endsWith("Cursor")).isPresent()) {
                    yield Trouble.unreachable("the listing was cut off" + said(answered) + ": begin again");
                }
                yield Trouble.refused(remedy(answered.status()) + said(answered));
            }
        };
    }

    /** What came of a write. */
    WriteAnswer write(Sent sent) throws Trouble {
        return switch (sent) {
            case Sent.NotSent none -> new WriteAnswer.NotNow(none.reason(), Optional.empty());
            case Sent.NoAnswer none -> new WriteAnswer.Lost(none.reason() + " after a write was sent");
            case Sent.Answered answered -> write(answered);
        };
    }

    /** What came of making something: there is nothing yet that could be gone or changed by others. */
    WriteAnswer creation(Sent sent) throws Trouble {
        if (sent instanceof Sent.Answered answered) {
            int status = answered.status();
            if (status == 409) {
                return new WriteAnswer.Refused("another account has a value that must be unique, such as userName: give"
                        + " this one another, or take that one into use" + said(answered));
            }
            if (status == 404 || status == 410 || status == 412) {
                return new WriteAnswer.Refused(remedy(status) + said(answered));
            }
        }
        return write(sent);
    }

    private WriteAnswer write(Sent.Answered answered) throws Trouble {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return new WriteAnswer.Done(status);
        }
        if (status == 429 || (status == 403 && comesBack(answered))) {
            return new WriteAnswer.NotNow(
                    "the target takes no more writes now" + said(answered), answered.retryAfter());
        }
        if (status == 412 || (status == 409 && keyword(answered).isEmpty())) {
            throw Trouble.overtaken("the resource was changed by somebody else at the same moment" + said(answered));
        }
        if (status == 404 || status == 410) {
            return new WriteAnswer.NotNow(
                    "the resource was gone at the moment of the write" + said(answered), Optional.empty());
        }
        if (status == 408 || (status >= 500 && status != 501)) {
            // Whoever answered may stand before the target, and the target may have written.
            return new WriteAnswer.Lost("the target failed at the write" + said(answered));
        }
        return new WriteAnswer.Refused(remedy(status) + said(answered));
    }

    private static boolean comesBack(Sent.Answered answered) {
        int status = answered.status();
        return status == 429
                || status == 408
                || status == 425
                || (status >= 500 && status != 501)
                || (status == 403
                        && (answered.limited() || answered.retryAfter().isPresent()));
    }

    private static String remedy(int status) {
        if (status >= 300 && status < 400) {
            return "the target refers to another address, and a token is not carried there: set address to the one it"
                    + " means";
        }
        return REMEDIES.getOrDefault(status, "the target refuses: ask its administrator what the status means");
    }

    private String said(Sent.Answered answered) {
        return " (status " + answered.status()
                + keyword(answered).map(k -> ", " + k).orElse("") + ")";
    }

    private Optional<String> keyword(Sent.Answered answered) {
        return answered.body()
                .flatMap(json::tree)
                .filter(JsonNode::isObject)
                .flatMap(tree -> Attributes.text(tree, "scimType"))
                .filter(KEYWORDS::contains);
    }
}
