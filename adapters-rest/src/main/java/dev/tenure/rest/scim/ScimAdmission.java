package dev.tenure.rest.scim;

import dev.tenure.application.push.CheckPushClient;
import dev.tenure.domain.authorization.Caller;
import jakarta.inject.Singleton;

/** Lets in who may push, before anything of the request is looked at. */
@Singleton
final class ScimAdmission {

    private final CheckPushClient checkPushClient;

    ScimAdmission(CheckPushClient checkPushClient) {
        this.checkPushClient = checkPushClient;
    }

    /**
     * The caller.
     *
     * @throws ScimRefused where they may not push
     */
    Caller admitted(Caller caller) {
        ScimAnswer answer = render(checkPushClient.handle(new CheckPushClient.Command(caller)));
        if (answer.status() >= 400) {
            throw ScimProblem.of(
                            answer.status(),
                            answer.body()
                                    .map(body -> body.path("detail").asText())
                                    .orElse(""))
                    .refused();
        }
        return caller;
    }

    static ScimAnswer render(CheckPushClient.Outcome outcome) {
        return switch (outcome) {
            case CheckPushClient.Outcome.Admitted admitted -> ScimAnswer.empty(204);
            case CheckPushClient.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case CheckPushClient.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }
}
