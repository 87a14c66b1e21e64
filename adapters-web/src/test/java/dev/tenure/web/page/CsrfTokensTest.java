package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CsrfTokensTest {

    private final CsrfTokens tokens = new CsrfTokens("a secret of the tests, long enough");
    private final String nonce = tokens.drawNonce();

    @Test
    void theTokenOfThisBrowserAndPersonIsAccepted() {
        assertTrue(tokens.accepts(tokens.issue(nonce, "ada.sample"), nonce, "ada.sample"));
    }

    @Test
    void everyReplicaWithTheSecretAcceptsIt() {
        CsrfTokens replica = new CsrfTokens("a secret of the tests, long enough");
        assertTrue(replica.accepts(tokens.issue(nonce, "ada.sample"), nonce, "ada.sample"));
    }

    @Test
    void aTokenOfAnotherBrowserIsRefused() {
        assertFalse(tokens.accepts(tokens.issue(tokens.drawNonce(), "ada.sample"), nonce, "ada.sample"));
    }

    @Test
    void aTokenOfAnotherPersonIsRefused() {
        assertFalse(tokens.accepts(tokens.issue(nonce, "eve.sample"), nonce, "ada.sample"));
    }

    @Test
    void aTokenUnderAnotherSecretIsRefused() {
        CsrfTokens other = new CsrfTokens("another secret of the tests, as long");
        assertFalse(tokens.accepts(other.issue(nonce, "ada.sample"), nonce, "ada.sample"));
    }

    @Test
    void noTokenIsRefused() {
        assertFalse(tokens.accepts("", nonce, "ada.sample"));
    }

    @Test
    void aTokenWithAnyCharacterChangedIsRefused() {
        String token = tokens.issue(nonce, "ada.sample");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertFalse(tokens.accepts(changed, nonce, "ada.sample"), "at " + i);
        }
    }

    @Test
    void whatMovesFromNonceToSubjectIsAnotherToken() {
        assertNotEquals(tokens.issue(nonce + "a", "da.sample"), tokens.issue(nonce, "ada.sample"));
    }

    @Test
    void aCookieThatWasNotDrawnHereIsRefusedWithItsOwnToken() {
        assertFalse(tokens.accepts(tokens.issue("planted", "ada.sample"), "planted", "ada.sample"));
        assertFalse(CsrfTokens.isNonce(""));
        assertFalse(CsrfTokens.isNonce("a".repeat(43) + "\n"));
        assertTrue(CsrfTokens.isNonce(nonce));
    }

    @Test
    void noTwoBrowsersGetTheSameNonce() {
        assertNotEquals(nonce, tokens.drawNonce());
    }

    @Test
    void aShortSecretIsRefusedWithTheRemedy() {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new CsrfTokens("a".repeat(31)))
                        .getMessage());
        assertTrue(message.startsWith("tenure.web.form-secret: "), message);
        assertFalse(message.contains("a".repeat(31)));
    }
}
