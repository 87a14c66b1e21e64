package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result code of RFC 4511, appendix A means for us. The directory's own text is never passed on, since it may name
 * somebody; of Active Directory's text, the number it starts with is.
 */
final class Answers {

    private static final Pattern WINDOWS_CODE = Pattern.compile("^([0-9A-Fa-f]{8}):.*", Pattern.DOTALL);
    private static final Pattern BIND_CODE = Pattern.compile(".*\\bdata ([0-9a-f]{1,8}),.*", Pattern.DOTALL);

    /** The codes that the client library uses for itself when it has no answer. */
    private static final Set<ResultCode> NO_ANSWER = Set.of(
            ResultCode.SERVER_DOWN,
            ResultCode.CONNECT_ERROR,
            ResultCode.TIMEOUT,
            ResultCode.LOCAL_ERROR,
            ResultCode.ENCODING_ERROR,
            ResultCode.DECODING_ERROR,
            ResultCode.NO_MEMORY);

    private static final Set<ResultCode> COMES_BACK = Set.of(
            ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.TIME_LIMIT_EXCEEDED, ResultCode.OPERATIONS_ERROR);

    private Answers() {}

    /** Whether the connection ended before an answer, so that another one may do better. */
    static boolean connectionLost(LDAPException e) {
        return e.getResultCode().equals(ResultCode.SERVER_DOWN);
    }

    /** Whether the server says that it cannot answer at the moment, so that asking again may do (RFC 4511, appendix A.2). */
    static boolean passes(LDAPException e) {
        return e.getResultCode().equals(ResultCode.BUSY) || e.getResultCode().equals(ResultCode.UNAVAILABLE);
    }

    /** Whether the connection can be used again. */
    static boolean usable(LDAPException e) {
        return !NO_ANSWER.contains(e.getResultCode()) && e.getResultCode().isConnectionUsable();
    }

    /** What a failed read means. */
    static Trouble trouble(LDAPException e) {
        ResultCode code = e.getResultCode();
        if (Thread.currentThread().isInterrupted()) {
            return Trouble.unreachable("the read was interrupted");
        }
        if (code.equals(ResultCode.TIMEOUT)) {
            return Trouble.unreachable("the directory did not answer in time");
        }
        if (NO_ANSWER.contains(code)) {
            return Trouble.unreachable("the directory cannot be reached");
        }
        if (COMES_BACK.contains(code) || code.equals(ResultCode.OTHER)) {
            return Trouble.unreachable("the directory cannot answer now" + said(e));
        }
        return Trouble.refused(remedy(e) + said(e));
    }

    /**
     * What a failed write means.
     *
     * @param stillConnected whether the connection outlived the answer: a code that came because the connection ended is
     *     no answer
     */
    static WriteAnswer write(LDAPException e, boolean stillConnected) {
        ResultCode code = e.getResultCode();
        if (NO_ANSWER.contains(code) || code.equals(ResultCode.OTHER) || !stillConnected) {
            return new WriteAnswer.Lost(
                    code.equals(ResultCode.TIMEOUT)
                            ? "the directory did not answer the write in time"
                            : "the connection was lost before the directory answered the write");
        }
        if (COMES_BACK.contains(code)) {
            return new WriteAnswer.NotNow("the directory cannot write now" + said(e));
        }
        if (code.equals(ResultCode.ASSERTION_FAILED)
                || code.equals(ResultCode.NO_SUCH_OBJECT)
                || code.equals(ResultCode.NO_SUCH_ATTRIBUTE)
                || code.equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) {
            return new WriteAnswer.NotNow("the entry was changed by somebody else at the same moment");
        }
        return new WriteAnswer.Refused(remedy(e) + said(e));
    }

    private static String remedy(LDAPException e) {
        ResultCode code = e.getResultCode();
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return "the directory does not let the connector sign in: check bindDn and bindPassword, and whether that"
                    + " account is locked or expired";
        }
        if (code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
            return "the connector's account lacks the right: grant it to the account in bindDn";
        }
        if (code.equals(ResultCode.UNWILLING_TO_PERFORM)) {
            return "the directory's rules forbid it: look at its password policy, at whether it is a read-only replica,"
                    + " and at whether the entry is protected";
        }
        if (code.equals(ResultCode.CONSTRAINT_VIOLATION)) {
            return "the value breaks a rule of the directory: look at its password policy and constraints";
        }
        if (code.equals(ResultCode.OBJECT_CLASS_VIOLATION)) {
            return "the directory's schema forbids it: something that must be there would be missing. A group that must"
                    + " keep a member needs another member first, or is to be deleted by hand";
        }
        if (code.equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
            return "an entry of this name is there already: choose another name or another place";
        }
        if (code.equals(ResultCode.NOT_ALLOWED_ON_NONLEAF)) {
            return "the entry holds other entries: delete those first";
        }
        if (code.equals(ResultCode.CONFIDENTIALITY_REQUIRED) || code.equals(ResultCode.STRONG_AUTH_REQUIRED)) {
            return "the directory asks for an encrypted connection: use ldaps:// or set startTls to yes";
        }
        if (code.equals(ResultCode.NO_SUCH_OBJECT)) {
            return "there is no such entry, or it cannot be seen: check baseDn, accountBase and groupBase, and the rights"
                    + " of bindDn";
        }
        if (code.equals(ResultCode.INVALID_DN_SYNTAX)) {
            return "the directory does not understand a DN: check bindDn, baseDn, accountBase and groupBase";
        }
        if (code.equals(ResultCode.REFERRAL)) {
            return "the directory refers to another server: name in url the one that holds the entries and takes writes";
        }
        if (code.equals(ResultCode.SIZE_LIMIT_EXCEEDED) || code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED)) {
            return "the directory has more entries than it gives to bindDn at a time: raise its limit for that account,"
                    + " let it page (control 1.2.840.113556.1.4.319), or narrow accountBase";
        }
        if (code.equals(ResultCode.UNDEFINED_ATTRIBUTE_TYPE) || code.equals(ResultCode.NO_SUCH_ATTRIBUTE)) {
            return "the directory does not know the attribute: check style and the attributes that are set";
        }
        return "the directory refuses: ask its administrator what the code means";
    }

    private static String said(LDAPException e) {
        String code =
                " (" + e.getResultCode().getName() + ", " + e.getResultCode().intValue();
        String text = e.getDiagnosticMessage() == null ? "" : e.getDiagnosticMessage();
        Matcher windows = WINDOWS_CODE.matcher(text);
        if (windows.matches()) {
            Matcher bind = BIND_CODE.matcher(text);
            code += ", code " + windows.group(1) + (bind.matches() ? " data " + bind.group(1) : "");
        }
        return code + ")";
    }
}
