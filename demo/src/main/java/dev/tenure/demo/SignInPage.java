package dev.tenure.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The page on which a person chooses whom to be: a button per demo user, no password. */
final class SignInPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SignInPage() {}

    /** The whole page. Each form posts to the address the page came from, as the provider expects. */
    static String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in to the Tenure demo</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
                button { display: block; width: 100%%; text-align: left; font: inherit; padding: .7rem 1rem; margin: .4rem 0; border: 1px solid #767676; border-radius: .4rem; background: #f6f6f6; cursor: pointer }
                button:hover, button:focus { background: #e6eefc; border-color: #1a56b0 }
                small { display: block; color: #4a4a4a }
                </style>
                </head>
                <body>
                <h1>Who are you today?</h1>
                <p>This is the demo's sign-in page. Everybody here is made up, and there are no passwords.</p>
                %s
                </body>
                </html>
                """.formatted(
                        Arrays.stream(DemoUser.values()).map(SignInPage::form).collect(Collectors.joining("\n")));
    }

    /** What the provider puts into the tokens of a user beside {@code sub}. */
    static Map<String, Object> claims(DemoUser user) {
        return Map.of(
                "preferred_username", user.username(),
                "name", user.displayName(),
                "groups", new String[] {user.group()});
    }

    private static String form(DemoUser user) {
        return """
                <form method="post">
                <input type="hidden" name="username" value="%s">
                <input type="hidden" name="claims" value="%s">
                <button type="submit">%s <small>%s: %s</small></button>
                </form>""".formatted(
                        escaped(user.username()),
                        escaped(json(claims(user))),
                        escaped(user.displayName()),
                        escaped(user.group()),
                        escaped(user.purpose()));
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The claims of a demo user are no JSON.", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
