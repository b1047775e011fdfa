// Shrinks a photo on the device and sends it in small parts. What could not be sent is kept on the device and goes on
// when this page is opened again, also after hours. Without this script the form sends the file whole.
'use strict';
{
  const form = document.getElementById('photo');
  document.getElementById('ease').hidden = false;
  const says = document.getElementById('says');
  const base = form.getAttribute('action').replace(/photo$/, 'files');
  const partSize = 16000;
  const longest = 1280;

  const store = (mode, act) =>
    new Promise((done, fail) => {
      const opening = indexedDB.open('xingfu', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('files');
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const asked = act(opening.result.transaction('files', mode).objectStore('files'));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      };
    });
  const keep = (key, one) => store('readwrite', (s) => s.put(one, key));
  const drop = (key) => store('readwrite', (s) => s.delete(key));
  const kept = async () => (await store('readonly', (s) => s.getAllKeys())).filter((key) => key.startsWith(base + ' '));

  const shrink = async (file) => {
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, longest / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.7));
      if (small && small.size < file.size) return [small, file.name.replace(/\.\w+$/, '') + '.jpg'];
    } catch {
      // No picture, or one that this browser cannot read: it goes as it is.
    }
    return [file, file.name];
  };

  const fill = (words, a, b) => words.replace('{a}', a).replace('{b}', b);
  const kB = (bytes) => Math.ceil(bytes / 1000);

  const ask = async (method, address, body) => {
    for (let wait = 5; ; wait = Math.min(60, wait * 2)) {
      try {
        const answer = await fetch(address, { method, body });
        if (answer.ok) return await answer.json();
        if (answer.status < 500 && answer.status !== 429) throw { status: answer.status, text: await answer.text() };
      } catch (why) {
        if (why.status) throw why;
      }
      says.textContent = form.dataset.waiting;
      await new Promise((done) => setTimeout(done, wait * 1000));
    }
  };

  const send = async (key) => {
    const one = await store('readonly', (s) => s.get(key));
    const { blob, name } = one;
    let state = one.id ? { id: one.id, received: one.received || 0 } : await ask('POST', base, JSON.stringify({ name, size: blob.size }));
    while (!state.whole) {
      await keep(key, { blob, name, id: state.id, received: state.received });
      says.textContent = fill(form.dataset.sending, kB(state.received), kB(blob.size));
      const part = blob.slice(state.received, state.received + partSize);
      state = await ask('PUT', `${base}/${state.id}/${state.received}`, part);
    }
    await drop(key);
    list(state.id, name, blob.size);
  };

  // Shows a file that has gone among those so far, without loading the page again.
  const list = (id, name, size) => {
    const files = document.getElementById('files');
    const [line, link, more] = ['li', 'a', 'small'].map((tag) => document.createElement(tag));
    link.href = `${base}/${id}`;
    link.textContent = name;
    more.textContent = `${kB(size)} kB · ${form.dataset.yours}`;
    line.append(link, ' ', more);
    files.querySelector('ul').append(line);
    files.hidden = false;
  };

  let busy = false;
  const sendAll = async () => {
    if (busy) return;
    busy = true;
    for (let keys = await kept(); keys.length > 0; keys = await kept()) {
      try {
        await send(keys[0]);
        says.textContent = form.dataset.done;
      } catch (why) {
        says.textContent = why.text || why;
        if (why.status === 404) {
          // Number and code are asked for again, or the file is begun anew: it stays on the device.
          const { blob, name } = await store('readonly', (s) => s.get(keys[0]));
          await keep(keys[0], { blob, name });
          break;
        }
        await drop(keys[0]);
      }
    }
    busy = false;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [file] = form.file.files;
    const [blob, name] = await shrink(file);
    says.textContent = fill(form.dataset.small, kB(file.size), kB(blob.size));
    await keep(`${base} ${Date.now()}`, { blob, name });
    form.reset();
    await sendAll();
  });
  void sendAll();
}
