// `/` puts the cursor into the page's search field.

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("form[role=search] input[name=q]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
