/** What was seen that accounts hold beside a password: credentials, second factors, and with what somebody signed in last. */
@NullMarked
package dev.tenure.domain.inspection;

import org.jspecify.annotations.NullMarked;
