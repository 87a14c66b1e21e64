/** Pages about leavers: the list, the case, the certificate, and the HR files they came with. */
@NullMarked
package dev.tenure.web.lifecycle;

import org.jspecify.annotations.NullMarked;
