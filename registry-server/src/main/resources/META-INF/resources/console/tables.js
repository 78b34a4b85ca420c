// Sends a table as it is: a form field would be cut at some kilobytes, and the answer lists every row that is to be mended.
'use strict';

const form = document.getElementById('upload');
const said = document.getElementById('upload-said');
const problems = document.getElementById('upload-problems');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  problems.replaceChildren();
  const file = form.elements.file.files[0];
  const query = new URLSearchParams({ name: form.elements.name.value, kind: form.elements.kind.value });
  const answer = await fetch(`/admin/tables?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': /\.ya?ml$/.test(file.name) ? 'application/yaml' : 'text/csv' },
    body: file,
  });
  if (answer.ok) {
    said.textContent = form.dataset.kept;
    window.location.assign('/console/tables');
    return;
  }
  const refused = await answer.json();
  const chinese = form.dataset.language === 'zh';
  said.textContent = `${refused.code} ${chinese ? refused.foundZh : refused.found} ${chinese ? refused.remedyZh : refused.remedy}`;
  for (const problem of refused.problems ?? []) {
    const item = document.createElement('li');
    item.textContent = `${form.dataset.line} ${problem.line}: ${chinese ? problem.messageZh : problem.message}`;
    problems.append(item);
  }
});
