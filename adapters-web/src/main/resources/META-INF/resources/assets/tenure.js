"use strict";

// Every page works without this file. It prints on a click, and it reloads a page whose session has ended while the page
// was refreshing a part of itself, so that the way to the identity provider begins.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
});

const SESSION_ENDED = new Set([401, 499]);

document.addEventListener("htmx:responseError", (event) => {
  if (SESSION_ENDED.has(event.detail.xhr.status)) {
    window.location.reload();
  }
});
