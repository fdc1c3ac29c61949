// Puts a button beside each way to cite a piece, where the browser lets a page fill the clipboard.
const box = document.querySelector(".cite[data-copy]");

function button(entry, status) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = box.dataset.copy;
  made.setAttribute("aria-label", `${box.dataset.copy}: ${entry.previousElementSibling.textContent}`);
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(entry.firstElementChild.textContent.trim());
    status.textContent = `${box.dataset.copied}: ${entry.previousElementSibling.textContent}`;
  });
  return made;
}

if (box && navigator.clipboard) {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "small";
  box.querySelector("dl").after(status);
  for (const entry of box.querySelectorAll("dd")) {
    entry.append(button(entry, status));
  }
}
