package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final WriteAnswer DONE = new WriteAnswer.Done();
    private static final WriteAnswer REFUSED = new WriteAnswer.Refused("rights are missing");
    private static final WriteAnswer NOT_NOW = new WriteAnswer.NotNow("busy");
    private static final WriteAnswer LOST = new WriteAnswer.Lost("lost");

    private static WriteAnswer answer(String name) {
        return switch (name) {
            case "done" -> DONE;
            case "refused" -> REFUSED;
            case "not-now" -> NOT_NOW;
            case "lost" -> LOST;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "done, YES, Applied",
        "done, NO, InDoubt",
        "done, UNREADABLE, InDoubt",
        "lost, YES, Applied",
        "lost, NO, InDoubt",
        "lost, UNREADABLE, InDoubt",
        "refused, UNREADABLE, Refused",
        "not-now, UNREADABLE, Unreachable"
    })
    void theOutcomeOfAWriteFollowsFromTheAnswerAndTheReadAfterIt(
            String answer, Judgement.Shown shown, String expected) {
        ChangeOutcome outcome = Judgement.ofWrite(answer(answer), shown, List.of(Fact.plain("readBack.x", "1")));
        assertEquals(expected, outcome.getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        // answers for groups a and b, which of them still list the account ("?" = no answer), outcome
        "done, done, '', Applied",
        "done, lost, '', Applied",
        "lost, lost, a, InDoubt",
        "done, done, b, InDoubt",
        "done, done, ?, InDoubt",
        "done, refused, b, Refused",
        "refused, refused, a b, Refused",
        "lost, refused, a b, InDoubt",
        "done, not-now, b, InDoubt",
        "not-now, not-now, a b, Unreachable",
        "not-now, not-now, ?, Unreachable",
        "not-now, not-now, '', Unchanged",
        "refused, not-now, a b, Refused",
        "done, done, c, InDoubt"
    })
    void theOutcomeOfARevocationFollowsFromAllAnswers(String a, String b, String left, String expected) {
        assertEquals(expected, released(a, b, left).getClass().getSimpleName());
    }

    @Test
    void whatWasRemovedIsInTheEvidenceAlsoWhenTheRestIsRefused() {
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, released("done", "refused", "b"));
        assertTrue(refused.reason().contains("\"Group b\""), refused.reason());
        assertFalse(refused.reason().contains("\"Group a\""), refused.reason());
        assertTrue(refused.evidence().facts().contains(Fact.plain("removed.id", "a")));
        assertFalse(refused.evidence().facts().contains(Fact.plain("removed.id", "b")));
        assertEquals(Evidence.NONE, new ChangeOutcome.Refused("x").evidence());
    }

    @Test
    void whatWasRemovedIsInTheEvidenceAlsoWhenTheRestIsInDoubt() {
        ChangeOutcome.InDoubt doubt = assertInstanceOf(ChangeOutcome.InDoubt.class, released("done", "lost", "b"));
        assertTrue(doubt.evidence().facts().contains(Fact.plain("removed.name", "Group a")));
    }

    private static ChangeOutcome released(String a, String b, String left) {
        Map<DirectGroup, WriteAnswer> answers = new LinkedHashMap<>();
        answers.put(group("a"), answer(a));
        answers.put(group("b"), answer(b));
        Optional<Set<EntitlementRef>> seen =
                switch (left) {
                    case "?" -> Optional.empty();
                    case "" -> Optional.of(Set.of());
                    default ->
                        Optional.of(Arrays.stream(left.split(" "))
                                .map(EntitlementRef::new)
                                .collect(Collectors.toSet()));
                };
        return Judgement.ofRelease(answers, seen, List.of());
    }

    private static DirectGroup group(String id) {
        return new DirectGroup(new EntitlementRef(id), "Group " + id, "cn=" + id, "member", "uid=x");
    }

    @ParameterizedTest
    @CsvSource({
        // code, whether the connection outlived it, answer
        "busy, true, NotNow",
        "unavailable, true, NotNow",
        "unavailable, false, Lost",
        "busy, false, Lost",
        "insufficientAccessRights, true, Refused",
        "unwillingToPerform, true, Refused",
        "constraintViolation, true, Refused",
        "objectClassViolation, true, Refused",
        "noSuchAttribute, true, NotNow",
        "noSuchObject, true, NotNow",
        "other, true, Lost",
        "timeout, true, Lost",
        "serverDown, false, Lost",
        "localError, true, Lost",
        "decodingError, true, Lost"
    })
    void aCodeSaysWhetherSomethingMayHaveBeenWritten(String code, boolean stillConnected, String expected) {
        assertEquals(
                expected,
                Answers.write(new LDAPException(code(code)), stillConnected)
                        .getClass()
                        .getSimpleName());
    }

    private static ResultCode code(String name) {
        return switch (name) {
            case "busy" -> ResultCode.BUSY;
            case "unavailable" -> ResultCode.UNAVAILABLE;
            case "insufficientAccessRights" -> ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
            case "unwillingToPerform" -> ResultCode.UNWILLING_TO_PERFORM;
            case "constraintViolation" -> ResultCode.CONSTRAINT_VIOLATION;
            case "objectClassViolation" -> ResultCode.OBJECT_CLASS_VIOLATION;
            case "noSuchAttribute" -> ResultCode.NO_SUCH_ATTRIBUTE;
            case "noSuchObject" -> ResultCode.NO_SUCH_OBJECT;
            case "other" -> ResultCode.OTHER;
            case "timeout" -> ResultCode.TIMEOUT;
            case "serverDown" -> ResultCode.SERVER_DOWN;
            case "localError" -> ResultCode.LOCAL_ERROR;
            case "decodingError" -> ResultCode.DECODING_ERROR;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void aReasonPassesOnTheCodeAndNotTheText() {
        LDAPException refusal = answered(
                ResultCode.UNWILLING_TO_PERFORM,
                "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0, cn=Sample Person");
        WriteAnswer.Refused refused = assertInstanceOf(WriteAnswer.Refused.class, Answers.write(refusal, true));
        assertTrue(refused.reason().contains("0000052D"), refused.reason());
        assertFalse(refused.reason().contains("Sample"), refused.reason());
    }

    @Test
    void aSignInThatFailsNamesTheSettings() {
        String reason = Answers.trouble(answered(
                        ResultCode.INVALID_CREDENTIALS,
                        "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v4563"))
                .reason();
        assertTrue(reason.contains("bindPassword"), reason);
        assertTrue(reason.contains("data 52e"), reason);
    }

    private static LDAPException answered(ResultCode code, String text) {
        return new LDAPException(new LDAPResult(1, code, text, null, List.of(), List.of()));
    }
}
