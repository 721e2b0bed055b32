"use strict";
// A passkey that was cancelled, timed out or is not there: the page says so, where its script would only tell the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("passkey-failed");
  said.hidden = false;
  said.scrollIntoView({ block: "nearest" });
});
